"""How an act looks: the styles, the numbering and the page of the templates that Crescere ships."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

LINGUA = "it-IT"
CARATTERE = "Arial"  # on every Word; elsewhere a font of the same widths takes its place
# tipo of a Blocco → style of Word
DI_WORD = {
    "titolo": "Title",
    "sezione": "Heading 1",
    "sezione2": "Heading 2",
    "ente": "AttoEnte",
    "estremi": "AttoEstremi",
    "premessa": "AttoPremessa",
    "formula": "AttoFormula",
    "dispositivo": "AttoDispositivo",
    "firma": "AttoFirma",
    "nota": "AttoNota",
    "voce": "List Bullet",
    "testo": "Normal",
}
_CENTRO = WD_ALIGN_PARAGRAPH.CENTER
# Nothing is justified: without hyphenation the long amounts in words would leave holes in the lines.
# style: (size, bold, italic, alignment, space before, space after, kept with the next)
_MISURE: dict[str, tuple[float, bool, bool, Any, int, int, bool]] = {
    "Normal": (10.5, False, False, None, 0, 6, False),
    "Title": (13, True, False, None, 12, 12, True),
    "Heading 1": (12, True, False, None, 14, 6, True),
    "Heading 2": (10.5, True, False, None, 10, 4, True),
    "AttoEnte": (15, True, False, _CENTRO, 0, 2, True),
    "AttoEstremi": (10.5, False, False, _CENTRO, 0, 4, True),
    "AttoPremessa": (10.5, False, False, None, 0, 6, False),
    "AttoFormula": (11, True, False, _CENTRO, 10, 8, True),
    "AttoDispositivo": (10.5, False, False, None, 0, 6, False),
    "AttoFirma": (10.5, False, False, None, 10, 4, False),
    "AttoNota": (9, False, True, None, 0, 4, False),
}
_NUMERI = (
    f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>'
)
_LISTA = (
    f'<w:num {nsdecls("w")} w:numId="{{}}"><w:abstractNumId w:val="90"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def veste(documento: Any) -> None:
    """Give a new document the page, the language and the styles of an act."""
    for nome, misure in _MISURE.items():
        _stile(documento, nome, misure)
    _lingua(documento)
    pagina = documento.sections[0]
    pagina.page_width, pagina.page_height = Cm(21), Cm(29.7)
    pagina.left_margin = pagina.right_margin = Cm(2.3)
    pagina.top_margin, pagina.bottom_margin = Cm(2.2), Cm(2.0)


def _stile(documento: Any, nome: str, misure: tuple[float, bool, bool, Any, int, int, bool]) -> None:
    corpo, grassetto, corsivo, verso, prima, dopo, unito = misure
    stili = documento.styles
    stile = stili[nome] if nome in stili else stili.add_style(nome, WD_STYLE_TYPE.PARAGRAPH)
    stile.font.name, stile.font.size = CARATTERE, Pt(corpo)
    stile.font.bold, stile.font.italic = grassetto, corsivo
    stile.font.color.rgb = RGBColor(0, 0, 0)
    caratteri = stile.element.get_or_add_rPr().get_or_add_rFonts()
    for attributo in list(caratteri.attrib):
        if attributo.endswith("Theme"):
            del caratteri.attrib[attributo]
    for verso_del_testo in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        caratteri.set(qn(verso_del_testo), CARATTERE)
    bordo = stile.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if bordo is not None:
        bordo.getparent().remove(bordo)
    for stretta in stile.element.rPr.findall(qn("w:spacing")):  # the letters of Word's own title stand apart
        stile.element.rPr.remove(stretta)
    stile.paragraph_format.alignment = verso
    stile.paragraph_format.space_before, stile.paragraph_format.space_after = Pt(prima), Pt(dopo)
    stile.paragraph_format.keep_with_next = unito


def _lingua(documento: Any) -> None:
    predefiniti = documento.styles.element.find(qn("w:docDefaults"))
    lingua = next(predefiniti.iter(qn("w:lang")))
    for attributo in ("w:val", "w:eastAsia"):
        lingua.set(qn(attributo), LINGUA)


def numerazioni(documento: Any, quante: int) -> list[int]:
    """Prepare so many numbered lists, each from 1; return their numIds."""
    parte = documento.part.numbering_part.element
    parte.find(qn("w:num")).addprevious(parse_xml(_NUMERI))
    ids = list(range(901, 901 + quante))
    for uno in ids:
        parte.append(parse_xml(_LISTA.format(uno)))
    return ids
