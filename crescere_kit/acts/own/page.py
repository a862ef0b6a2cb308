"""The page of an act: which headers it has, how wide its margins are, whether it lies on its side."""

from __future__ import annotations

import copy

from lxml import etree

from crescere_kit.acts.own.package import R, w

_RIFERIMENTI = (w("headerReference"), w("footerReference"))
_DELLA_CARTA = (w("pgSz"), w("pgMar"), w("pgBorders"))
# The order that the schema wants inside a section.
_ORDINE = [
    w(nome)
    for nome in [
        "headerReference",
        "footerReference",
        "footnotePr",
        "endnotePr",
        "type",
        "pgSz",
        "pgMar",
        "paperSrc",
        "pgBorders",
        "lnNumType",
        "pgNumType",
        "cols",
        "formProt",
        "vAlign",
        "noEndnote",
        "titlePg",
        "textDirection",
        "bidi",
        "rtlGutter",
        "docGrid",
        "printerSettings",
    ]
]


def riferimenti(sezione: etree._Element) -> list[etree._Element]:
    """Return the headers and footers that a section names."""
    return [voce for voce in sezione if voce.tag in _RIFERIMENTI]


def rivesti_sezioni(documento: etree._Element, carta: etree._Element, nuovi: dict[str, str]) -> None:
    """Give every section the page of the letterhead; nuovi says what its headers are called now."""
    sezioni = list(documento.iter(w("sectPr")))
    if not sezioni:
        sezioni = [etree.SubElement(documento.find(w("body")), w("sectPr"))]
    for n, sezione in enumerate(sezioni):
        for voce in riferimenti(sezione) + sezione.findall(w("titlePg")):
            sezione.remove(voce)
        if n == 0:
            _testate(sezione, carta, nuovi)
        _pagina(sezione, carta)
        sezione[:] = sorted(sezione, key=_posto)


def _testate(sezione: etree._Element, carta: etree._Element, nuovi: dict[str, str]) -> None:
    for voce in riferimenti(carta):
        copia = copy.deepcopy(voce)
        copia.set(f"{{{R}}}id", nuovi[voce.get(f"{{{R}}}id")])
        sezione.append(copia)
    for voce in carta.findall(w("titlePg")):
        sezione.append(copy.deepcopy(voce))


def _pagina(sezione: etree._Element, carta: etree._Element) -> None:
    misure = sezione.find(w("pgSz"))
    coricata = misure is not None and misure.get(w("orient")) == "landscape"
    for nome in _DELLA_CARTA:
        della_carta = carta.find(nome)
        if della_carta is None:
            continue
        for voce in sezione.findall(nome):
            sezione.remove(voce)
        sezione.append(_coricato(copy.deepcopy(della_carta)) if coricata else copy.deepcopy(della_carta))


def _coricato(voce: etree._Element) -> etree._Element:
    if voce.tag == w("pgSz") and voce.get(w("orient")) != "landscape":
        larga, alta = voce.get(w("w")), voce.get(w("h"))
        voce.set(w("w"), alta)
        voce.set(w("h"), larga)
        voce.set(w("orient"), "landscape")
    return voce


def _posto(voce: etree._Element) -> int:
    return _ORDINE.index(voce.tag) if voce.tag in _ORDINE else len(_ORDINE)
