"""Build the Word file of a template from its blocks; the same text gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from crescere_kit.acts.writing.source import Blocco
from crescere_kit.acts.writing.styles import DI_WORD, numerazioni, veste

_GRASSETTO = re.compile(r"\*\*(.+?)\*\*")
_DI_CONTROLLO = re.compile(r"\{%tr .*%\}")
_SEMPRE = datetime(2026, 1, 1, tzinfo=UTC)
_DATA_ZIP = (1980, 1, 1, 0, 0, 0)
_CORPO_TABELLA = Pt(8.5)


def costruisci(blocchi: Iterable[Blocco], titolo: str = "{{ titolo }}") -> bytes:
    """Return the docx of a template."""
    blocchi = list(blocchi)
    documento = docx.Document()
    veste(documento)
    _proprieta(documento, titolo)
    _testata(documento)
    liste = iter(numerazioni(documento, 1 + sum(uno.tipo == "formula" for uno in blocchi)))
    lista = next(liste)
    for uno in blocchi:
        if uno.tipo == "formula":
            lista = next(liste)
        _scrivi(documento, uno, lista)
    return _in_byte(documento)


def _scrivi(documento: Any, uno: Blocco, lista: int) -> None:
    if uno.tipo == "tabella":
        _tabella(documento, uno.righe)
        return
    if uno.tipo == "salto":
        documento.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        return
    paragrafo = documento.add_paragraph(style=DI_WORD[uno.tipo])
    if uno.tipo == "dispositivo":
        _numera(paragrafo, lista)
    _testo(paragrafo, uno.testo)


def _testo(paragrafo: Any, testo: str, corpo: Any = None, grassetto: bool = False) -> None:
    for posto, pezzo in enumerate(_GRASSETTO.split(testo)):
        if not pezzo:
            continue
        tratto = paragrafo.add_run(pezzo)
        if posto % 2 or grassetto:
            tratto.bold = True
        if corpo is not None:
            tratto.font.size = corpo


def _numera(paragrafo: Any, lista: int) -> None:
    numero = paragrafo._p.get_or_add_pPr().get_or_add_numPr()
    numero.get_or_add_ilvl().val, numero.get_or_add_numId().val = 0, lista


def _tabella(documento: Any, righe: tuple[tuple[str, ...], ...]) -> None:
    intestazione = righe[0]
    a_destra = [cella.endswith(">") for cella in intestazione]
    titoli = tuple(cella.removesuffix(">").strip() for cella in intestazione)
    tabella = documento.add_table(rows=0, cols=len(titoli), style="Table Grid")
    _riga(tabella, titoli, a_destra, grassetto=True)
    _ripeti(tabella.rows[0])
    for celle in righe[1:]:
        totale = celle[0] == "="
        _riga(tabella, celle[1:] if totale else celle, a_destra, grassetto=totale)
    documento.add_paragraph()  # two tables in a row would become one


def _riga(tabella: Any, celle: tuple[str, ...], a_destra: list[bool], grassetto: bool) -> None:
    riga = tabella.add_row()
    _intera(riga)
    for posto, testo in enumerate(celle):
        paragrafo = riga.cells[posto].paragraphs[0]
        paragrafo.paragraph_format.space_after = Pt(0)
        if a_destra[posto] and not _DI_CONTROLLO.fullmatch(testo):
            paragrafo.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _testo(paragrafo, testo, _CORPO_TABELLA, grassetto)


def _ripeti(riga: Any) -> None:
    """Make a row the header of its table, repeated on every page and read aloud as such."""
    riga._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _intera(riga: Any) -> None:
    riga._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _proprieta(documento: Any, titolo: str) -> None:
    proprieta = documento.core_properties
    proprieta.title, proprieta.author, proprieta.language = titolo, "{{ ente.denominazione }}", "it-IT"
    proprieta.comments = proprieta.keywords = proprieta.subject = proprieta.last_modified_by = ""
    proprieta.created = proprieta.modified = _SEMPRE
    proprieta.revision = 1


def _testata(documento: Any) -> None:
    sezione = documento.sections[0]
    capo, piede = sezione.header.paragraphs[0], sezione.footer.paragraphs[0]
    _testo(capo, "{{ ente.denominazione }}", Pt(8.5))
    _testo(piede, "Pagina ", Pt(8.5))
    _campo(piede, "PAGE")
    _testo(piede, " di ", Pt(8.5))
    _campo(piede, "NUMPAGES")


def _campo(paragrafo: Any, istruzione: str) -> None:
    campo = OxmlElement("w:fldSimple")
    campo.set(qn("w:instr"), istruzione)
    tratto, testo = OxmlElement("w:r"), OxmlElement("w:t")
    testo.text = "1"
    tratto.append(testo)
    campo.append(tratto)
    paragrafo._p.append(campo)


def _in_byte(documento: Any) -> bytes:
    scritto, stabile = io.BytesIO(), io.BytesIO()
    relazioni = documento.part.package.rels
    for codice in [uno for uno, relazione in relazioni.items() if relazione.reltype.endswith("/thumbnail")]:
        relazioni.pop(codice)  # the picture of an empty page
    documento.save(scritto)
    with zipfile.ZipFile(scritto) as da, zipfile.ZipFile(stabile, "w", zipfile.ZIP_DEFLATED) as verso:
        for nome in da.namelist():
            verso.writestr(zipfile.ZipInfo(nome, _DATA_ZIP), da.read(nome), zipfile.ZIP_DEFLATED)
    return stabile.getvalue()
