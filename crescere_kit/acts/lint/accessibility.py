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
    usati = {str(nodo.get(f"{W}val")) for nodo in documento.radice.iter(f"{W}pStyle")}
    if not any(_di_titolo(stile) for stile in usati | _nomi_inglesi(usati, xml.get(_STILI))):
        frase = "nessun paragrafo ha lo stile Titolo o Titolo 1: darlo all'oggetto e alle sezioni."
        yield documento.altrove.errore("L15", frase)
    numeri = {p.elemento: luogo for p, luogo in zip(documento.paragrafi, documento.luoghi, strict=True)}
    for tabella in documento.radice.iter(TBL):
        if _senza_intestazione(tabella):
            luogo = numeri.get(next(tabella.iter(P), None), documento.altrove)
            frase = (
                "la tabella non ha una riga d'intestazione: Layout → Ripeti righe intestazione, sulla prima."
            )
            yield luogo.errore("L15", frase)
    lingua = _lingua(xml.get(_STILI))
    if not lingua.lower().startswith("it"):
        detta = f"è «{lingua}»" if lingua else "non è dichiarata"
        yield _FILE.errore(
            "L15", f"la lingua del documento {detta}: impostare l'italiano (Revisione → Lingua)."
        )
    titolo = xml[PROPRIETA].findtext(f".//{_TITOLO}") if PROPRIETA in xml else None
    if not (titolo or "").strip():
        yield _FILE.errore("L15", "il documento non ha un titolo: scriverlo in File → Informazioni → Titolo.")


def _di_titolo(stile: str) -> bool:
    return stile.lower() == "title" or stile.lower().startswith("heading")


def _nomi_inglesi(usati: set[str], stili: etree._Element | None) -> set[str]:
    """Return how Word calls the styles inside the file: «Titolo1» is «heading 1» in every language."""
    if stili is None:
        return set()
    nomi = [stile.find(f"{W}name") for stile in stili.iter(f"{W}style") if stile.get(f"{W}styleId") in usati]
    return {str(nome.get(f"{W}val", "")) for nome in nomi if nome is not None}


def _senza_intestazione(tabella: etree._Element) -> bool:
    righe = tabella.findall(TR)
    return len(righe) > 1 and not _vale(righe[0].find(f"{W}trPr/{W}tblHeader"))


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
