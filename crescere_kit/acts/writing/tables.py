"""A table of an act: columns as wide as what they hold, a header read aloud, amounts on the right."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, Twips

from crescere_kit.acts.writing.columns import larghezze

CORPO = Pt(8.5)
_DI_CONTROLLO = re.compile(r"\{%tr .*%\}")
_SFONDO = "EDEDED"
_FILO = "7F7F7F"
_LATI = ("top", "left", "bottom", "right", "insideH", "insideV")
_ARIA = {"top": 30, "left": 70, "bottom": 30, "right": 70}
Scrive = Callable[[Any, str, Any, bool], None]


def tabella(documento: Any, righe: tuple[tuple[str, ...], ...], disponibile: int, scrive: Scrive) -> None:
    """Add a table to the document; scrive puts a text in a paragraph."""
    a_destra = [cella.endswith(">") for cella in righe[0]]
    titoli = tuple(cella.removesuffix(">").strip() for cella in righe[0])
    nuova = documento.add_table(rows=0, cols=len(titoli), style="Table Grid")
    quanto = larghezze(righe, disponibile)
    _disegna(nuova, quanto)
    _riga(nuova, titoli, a_destra, scrive, grassetto=True)
    _ripeti(nuova.rows[0])
    for celle in righe[1:]:
        totale = celle[0] == "="
        _riga(nuova, celle[1:] if totale else celle, a_destra, scrive, grassetto=totale)
    for riga in nuova.rows:
        for cella, larghezza in zip(riga.cells, quanto, strict=True):
            cella.width = Twips(larghezza)
    _stacca(documento)


def _disegna(nuova: Any, quanto: list[int]) -> None:
    """Draw it with thin lines, its edges on the margins of the text, its columns as measured."""
    nuova.autofit = False
    lati = "".join(f'<w:{lato} w:val="single" w:sz="4" w:space="0" w:color="{_FILO}"/>' for lato in _LATI)
    aria = "".join(f'<w:{lato} w:w="{punti}" w:type="dxa"/>' for lato, punti in _ARIA.items())
    proprieta = nuova._tbl.tblPr
    forma = proprieta.find(qn("w:tblLayout"))
    for xml in (
        f'<w:tblInd {nsdecls("w")} w:w="{_ARIA["left"]}" w:type="dxa"/>',
        f"<w:tblBorders {nsdecls('w')}>{lati}</w:tblBorders>",
    ):
        forma.addprevious(parse_xml(xml))
    forma.addnext(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{aria}</w:tblCellMar>"))
    for colonna, larghezza in zip(nuova.columns, quanto, strict=True):
        colonna.width = Twips(larghezza)


def _riga(
    nuova: Any, celle: tuple[str, ...], a_destra: list[bool], scrive: Scrive, *, grassetto: bool
) -> None:
    riga = nuova.add_row()
    riga._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for posto, testo in enumerate(celle):
        paragrafo = riga.cells[posto].paragraphs[0]
        paragrafo.paragraph_format.space_after = Pt(0)
        if a_destra[posto] and not _DI_CONTROLLO.fullmatch(testo):
            paragrafo.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        scrive(paragrafo, testo, CORPO, grassetto)


def _ripeti(riga: Any) -> None:
    """Make a row the header of its table, repeated on every page and read aloud as such."""
    riga._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cella in riga.cells:
        sfondo = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_SFONDO}"/>'
        cella._tc.get_or_add_tcPr().append(parse_xml(sfondo))
        cella.paragraphs[0].paragraph_format.keep_with_next = True


def _stacca(documento: Any) -> None:
    """Leave a thin line: two tables in a row would become one."""
    forma = documento.add_paragraph().paragraph_format
    forma.space_after, forma.line_spacing_rule, forma.line_spacing = Pt(0), WD_LINE_SPACING.EXACTLY, Pt(8)
