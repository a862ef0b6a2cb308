"""The paragraphs of a part of a docx, numbered as they are read, each with its text and its revisions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from crescere_kit.acts.lint.findings import Luogo, accorcia

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
P, TC, TR, TBL = f"{W}p", f"{W}tc", f"{W}tr", f"{W}tbl"
T, RIENTRO, A_CAPO = f"{W}t", f"{W}tab", (f"{W}br", f"{W}cr")
CORSA = f"{W}r"
CANCELLATO = f"{W}delText"
REVISIONI = frozenset(f"{W}{nome}" for nome in ("ins", "del", "moveFrom", "moveTo"))
FIGURE = frozenset(f"{W}{nome}" for nome in ("drawing", "pict", "object"))
# what Word draws without writing it: inside a tag nobody sees it
_SEGNI = {f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad", RIENTRO: "\t"} | dict.fromkeys(
    A_CAPO, "\n"
)


@dataclass(frozen=True)
class Tratto:
    """A stretch of the text of a paragraph, as one element holds it."""

    inizio: int
    testo: str
    elemento: etree._Element
    rivisto: bool

    @property
    def fine(self) -> int:
        return self.inizio + len(self.testo)


@dataclass(frozen=True, eq=False)
class Paragrafo:
    """A paragraph: its number in the part, its own text, its place in the tree."""

    numero: int
    elemento: etree._Element
    tratti: tuple[Tratto, ...]
    figure: bool

    @cached_property
    def testo(self) -> str:
        return "".join(tratto.testo for tratto in self.tratti)

    def dentro(self, nome: str) -> etree._Element | None:
        """Return the nearest element of that name around the paragraph."""
        return next(self.elemento.iterancestors(nome), None)


def paragrafi(radice: etree._Element) -> list[Paragrafo]:
    """Return the paragraphs of a part in reading order; one inside a text box is a paragraph by itself."""
    return [_paragrafo(numero, elemento) for numero, elemento in enumerate(radice.iter(P), 1)]


def luoghi(parte: str, dove: str, tutti: list[Paragrafo]) -> list[Luogo]:
    """Return the place of each paragraph with what stands before it, in it and after it."""
    testi = [accorcia(paragrafo.testo) for paragrafo in tutti]
    prima, ultimo = [], ""
    for testo in testi:
        prima.append(ultimo)
        ultimo = testo or ultimo
    dopo = [*testi[1:], ""][: len(testi)]
    return [
        Luogo(parte, dove, paragrafo.numero, terna)
        for paragrafo, terna in zip(tutti, zip(prima, testi, dopo, strict=True), strict=True)
    ]


def _paragrafo(numero: int, elemento: etree._Element) -> Paragrafo:
    tratti: list[Tratto] = []
    figure = _raccogli(elemento, False, tratti)
    return Paragrafo(numero, elemento, tuple(tratti), figure)


def _raccogli(elemento: etree._Element, rivisto: bool, tratti: list[Tratto]) -> bool:
    """Add the stretches of text under an element and say whether a picture is among them."""
    figure = False
    pila = [(figlio, rivisto) for figlio in reversed(elemento)]
    while pila:
        nodo, rivisto = pila.pop()
        if nodo.tag == P:
            continue
        figure = figure or nodo.tag in FIGURE
        testo = _testo(nodo)
        if testo is not None:
            inizio = tratti[-1].fine if tratti else 0
            tratti.append(Tratto(inizio, testo, nodo, rivisto or nodo.tag == CANCELLATO))
        rivisto = rivisto or nodo.tag in REVISIONI
        pila += [(figlio, rivisto) for figlio in reversed(nodo)]
    return figure


def _testo(nodo: etree._Element) -> str | None:
    if nodo.tag == T:
        return nodo.text or ""
    if nodo.tag == CANCELLATO:  # deleted, but still between the letters of a tag
        return ""
    if nodo.tag in _SEGNI and nodo.getparent().tag == CORSA:  # a tab stop has the same name as a tab
        return _SEGNI[nodo.tag]
    return None
