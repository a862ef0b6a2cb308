"""The styles of an act with the letterhead around it: the fonts of the comune, the headings of the act.

Word in Italian calls «Titolo1» what Word in English calls «Heading1»: two styles are the same when their name
is, whatever their code.
"""

from __future__ import annotations

import copy

from lxml import etree

from crescere_kit.acts.own.package import (
    DOCUMENTO,
    TipiDiContenuto,
    bersaglio,
    leggi_xml,
    relazioni,
    scrivi_xml,
    w,
)
from crescere_kit.acts.own.package import tipo as genere

# The letterhead decides these; every other style that the act has stays as the act has it.
_DELLA_CARTA = {"normal", "header", "footer"}
_LEGAMI = (w("basedOn"), w("next"), w("link"))


def fondi_stili(atto: dict[str, bytes], carta: dict[str, bytes], tipi: TipiDiContenuto) -> dict[str, str]:
    """Put the styles of the letterhead among those of the act; return the code that each took there."""
    dove, da_dove = _dove(atto), _dove(carta)
    if dove is None or da_dove is None:
        return {}
    qui, li = leggi_xml(dove, atto[dove]), leggi_xml(da_dove, carta[da_dove])
    nomi = _nomi(qui, li)
    if _ha_carattere(li):
        for carattere in [c for stile in qui.iter(w("style")) for c in stile.iter(w("rFonts"))]:
            carattere.getparent().remove(carattere)  # the act speaks in the font of the comune
    _predefiniti(qui, li)
    per_codice = {stile.get(w("styleId")): stile for stile in qui.iter(w("style"))}
    for stile in li.iter(w("style")):
        nuovo = _tradotto(stile, nomi)
        vecchio = per_codice.get(nuovo.get(w("styleId")))
        if vecchio is None:
            _mai_predefinito(nuovo, qui)
            qui.append(nuovo)
        elif _nome(stile) in _DELLA_CARTA:
            if vecchio.get(w("default")):
                nuovo.set(w("default"), vecchio.get(w("default")))
            _con_lingua_di(nuovo, vecchio)
            qui.replace(vecchio, nuovo)
    atto[dove] = scrivi_xml(qui)
    return nomi


def _dove(parti: dict[str, bytes]) -> str | None:
    for relazione in relazioni(parti, DOCUMENTO):
        if genere(relazione) == "styles" and bersaglio(DOCUMENTO, relazione) in parti:
            return bersaglio(DOCUMENTO, relazione)
    return None


def _nome(stile: etree._Element) -> str:
    nome = stile.find(w("name"))
    return "" if nome is None else nome.get(w("val"), "").casefold()


def _nomi(qui: etree._Element, li: etree._Element) -> dict[str, str]:
    del_nome = {(s.get(w("type")), _nome(s)): s.get(w("styleId")) for s in qui.iter(w("style"))}
    presi = set(del_nome.values())
    nomi = {}
    for stile in li.iter(w("style")):
        codice = stile.get(w("styleId"))
        stesso = del_nome.get((stile.get(w("type")), _nome(stile)))
        nomi[codice] = stesso or (f"Carta{codice}" if codice in presi else codice)
    return nomi


def _ha_carattere(li: etree._Element) -> bool:
    radici = [li.find(w("docDefaults")), *(s for s in li.iter(w("style")) if _nome(s) == "normal")]
    return any(next(radice.iter(w("rFonts")), None) is not None for radice in radici if radice is not None)


def _tradotto(stile: etree._Element, nomi: dict[str, str]) -> etree._Element:
    nuovo = copy.deepcopy(stile)
    nuovo.set(w("styleId"), nomi[stile.get(w("styleId"))])
    for legame in [voce for voce in nuovo if voce.tag in _LEGAMI]:
        legame.set(w("val"), nomi.get(legame.get(w("val")), legame.get(w("val"))))
    for numeri in list(nuovo.iter(w("numPr"))):
        numeri.getparent().remove(numeri)
    return nuovo


def _mai_predefinito(nuovo: etree._Element, qui: etree._Element) -> None:
    """The act has its own default styles: a second one of a kind would be a fault of the file."""
    if any(s.get(w("default")) and s.get(w("type")) == nuovo.get(w("type")) for s in qui.iter(w("style"))):
        nuovo.attrib.pop(w("default"), None)


def _predefiniti(qui: etree._Element, li: etree._Element) -> None:
    nuovi = li.find(w("docDefaults"))
    if nuovi is None:
        return
    nuovi = copy.deepcopy(nuovi)
    vecchi = qui.find(w("docDefaults"))
    if vecchi is None:
        qui.insert(0, nuovi)
        return
    _con_lingua_di(nuovi, vecchi)
    qui.replace(vecchi, nuovi)


def _con_lingua_di(nuovo: etree._Element, vecchio: etree._Element) -> None:
    """Keep the language of the act: a letterhead made by an English Word does not make it English."""
    for lingua in list(nuovo.iter(w("lang"))):
        lingua.getparent().remove(lingua)
    vecchia = next(vecchio.iter(w("lang")), None)
    proprieta = next(nuovo.iter(w("rPr")), None)
    if vecchia is not None and proprieta is not None:
        proprieta.append(copy.deepcopy(vecchia))
