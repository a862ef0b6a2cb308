"""Build the Word file of a template from its blocks; the same text gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from crescere_kit.acts.writing.sheets import fogli, righello, volta
from crescere_kit.acts.writing.source import Blocco
from crescere_kit.acts.writing.styles import DI_WORD, numerazioni, veste
from crescere_kit.acts.writing.tables import CORPO, tabella

_GRASSETTO = re.compile(r"\*\*(.+?)\*\*")
_SEMPRE = datetime(2026, 1, 1, tzinfo=UTC)
_DATA_ZIP = (1980, 1, 1, 0, 0, 0)


def costruisci(blocchi: Iterable[Blocco], titolo: str = "{{ titolo }}") -> bytes:
    """Return the docx of a template."""
    blocchi = list(blocchi)
    documento = docx.Document()
    veste(documento)
    _proprieta(documento, titolo)
    _testata(documento)
    liste = iter(numerazioni(documento, 1 + sum(uno.tipo == "formula" for uno in blocchi)))
    lista = next(liste)
    for n, foglio in enumerate(fogli(blocchi, righello(documento))):
        if n:
            volta(documento, foglio.coricato)
        for uno in foglio.blocchi:
            if uno.tipo == "formula":
                lista = next(liste)
            _scrivi(documento, uno, lista)
    return _in_byte(documento)


def _scrivi(documento: Any, uno: Blocco, lista: int) -> None:
    if uno.tipo == "tabella":
        tabella(documento, uno.righe, righello(documento), _testo)
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


def _proprieta(documento: Any, titolo: str) -> None:
    proprieta = documento.core_properties
    proprieta.title, proprieta.author, proprieta.language = titolo, "{{ ente.denominazione }}", "it-IT"
    proprieta.comments = proprieta.keywords = proprieta.subject = proprieta.last_modified_by = ""
    proprieta.created = proprieta.modified = _SEMPRE
    proprieta.revision = 1


def _testata(documento: Any) -> None:
    sezione = documento.sections[0]
    capo, piede = sezione.header.paragraphs[0], sezione.footer.paragraphs[0]
    _testo(capo, "{{ ente.denominazione }}", CORPO)
    _testo(piede, "Pagina ", CORPO)
    _campo(piede, "PAGE")
    _testo(piede, " di ", CORPO)
    _campo(piede, "NUMPAGES")


def _campo(paragrafo: Any, istruzione: str) -> None:
    campo = OxmlElement("w:fldSimple")
    campo.set(qn("w:instr"), istruzione)
    tratto, testo = OxmlElement("w:r"), OxmlElement("w:t")
    tratto.get_or_add_rPr().get_or_add_sz().val = CORPO  # as the words around it
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
