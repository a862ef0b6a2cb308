"""What an act published by a comune owes to who listens to it: title, headings, table headers, language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from crescere_kit.acts.lint.findings import Luogo, Rilievo
from crescere_kit.acts.lint.paragraphs import TBL, TR, P, W
from crescere_kit.acts.lint.parts import PROPRIETA, Parte

_TITOLO = "{http://purl.org/dc/elements/1.1/}title"
_STILI = "word/styles.xml"
_FILE = Luogo("file", "Nel file")


def accessibile(documento: Parte, xml: Mapping[str, etree._Element]) -> Iterator[Rilievo]:
    """Find what would keep a published act from being read aloud in order."""
    if not any(_e_titolo(stile, xml) for stile in _stili_usati(documento.radice)):
        frase = "nessun paragrafo ha lo stile Titolo o Titolo 1: darlo all'oggetto e alle sezioni."
        yield documento.altrove.errore("L15", frase)
    for tabella in documento.radice.iter(TBL):
        yield from _intestazione(documento, tabella)
    lingua = _lingua(xml.get(_STILI))
    if not lingua.lower().startswith("it"):
        detta = f"è «{lingua}»" if lingua else "non è dichiarata"
        yield _FILE.errore(
            "L15", f"la lingua del documento {detta}: impostare l'italiano (Revisione → Lingua)."
        )
    titolo = xml[PROPRIETA].findtext(f".//{_TITOLO}") if PROPRIETA in xml else None
    if not (titolo or "").strip():
        yield _FILE.errore("L15", "il documento non ha un titolo: scriverlo in File → Informazioni → Titolo.")


def _stili_usati(radice: etree._Element) -> set[str]:
    return {str(nodo.get(f"{W}val")) for nodo in radice.iter(f"{W}pStyle")}


def _e_titolo(stile: str, xml: Mapping[str, etree._Element]) -> bool:
    """Tell whether a style is a title or a heading: Word in Italian calls «Titolo1» what is «heading 1»."""
    if stile == "Title" or stile.startswith("Heading"):
        return True
    if _STILI not in xml:
        return False
    for nodo in xml[_STILI].iter(f"{W}style"):
        if nodo.get(f"{W}styleId") == stile:
            nome = nodo.find(f"{W}name")
            detto = "" if nome is None else str(nome.get(f"{W}val", "")).lower()
            return detto == "title" or detto.startswith("heading")
    return False


def _intestazione(documento: Parte, tabella: etree._Element) -> Iterator[Rilievo]:
    righe = tabella.findall(TR)
    if len(righe) < 2 or _vale(righe[0].find(f"{W}trPr/{W}tblHeader")):
        return
    primo = next(tabella.iter(P), None)
    numeri = {p.elemento: luogo for p, luogo in zip(documento.paragrafi, documento.luoghi, strict=True)}
    luogo = numeri.get(primo, documento.altrove)
    frase = "la tabella non ha una riga d'intestazione: Layout → Ripeti righe intestazione, sulla prima riga."
    yield luogo.errore("L15", frase)


def _vale(nodo: etree._Element | None) -> bool:
    return nodo is not None and nodo.get(f"{W}val", "true").lower() not in ("0", "false", "off")


def _lingua(stili: etree._Element | None) -> str:
    """Return the language that the text has when nothing else is said."""
    if stili is None:
        return ""
    predefinita = stili.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    normale = next(
        (s.find(f"{W}rPr/{W}lang") for s in stili.iter(f"{W}style") if s.get(f"{W}styleId") == "Normal"), None
    )
    lingue = [str(nodo.get(f"{W}val", "")) for nodo in (normale, predefinita) if nodo is not None]
    return next((lingua for lingua in lingue if lingua), "")
