"""The text of a rendered act, as paragraphs with their style and tables with their header."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crescere_kit.acts.render.opening import apri
from crescere_kit.acts.render.strict import leggi_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENTO = "word/document.xml"


@dataclass(frozen=True)
class Paragrafo:
    """A paragraph: its style and its text."""

    stile: str
    testo: str


@dataclass(frozen=True)
class Cella:
    """A cell of a table, and over how many columns it stands."""

    testo: str
    colonne: int = 1


@dataclass(frozen=True)
class Tabella:
    """A table: its rows, of which the first `intestazione` say what the columns are."""

    righe: tuple[tuple[Cella, ...], ...]
    intestazione: int


@dataclass(frozen=True)
class Sezione:
    """What stands under a heading; the part before the first has no title."""

    titolo: str
    blocchi: tuple[Paragrafo | Tabella, ...]


def sezioni(docx: bytes) -> list[Sezione]:
    """Return the act cut at its headings, empty paragraphs left out; the first part has title ""."""
    parti: list[tuple[str, list[Paragrafo | Tabella]]] = [("", [])]
    for blocco in _blocchi(docx):
        if isinstance(blocco, Paragrafo) and blocco.stile == "Heading1":
            parti.append((blocco.testo, []))
        else:
            parti[-1][1].append(blocco)
    return [Sezione(titolo, tuple(blocchi)) for titolo, blocchi in parti]


def _blocchi(docx: bytes) -> list[Paragrafo | Tabella]:
    return list(_dentro(leggi_xml(_DOCUMENTO, apri(docx)[_DOCUMENTO])))


def _dentro(elemento: Any) -> Iterator[Paragrafo | Tabella]:
    """Yield the blocks of an element, also of those that Word wraps (content controls, tracked changes)."""
    for figlio in elemento:
        if figlio.tag == f"{_W}tbl":
            yield _tabella(figlio)
        elif figlio.tag != f"{_W}p":
            yield from _dentro(figlio)
        elif (paragrafo := _paragrafo(figlio)).testo:
            yield paragrafo


def _paragrafo(elemento: Any) -> Paragrafo:
    stile = elemento.find(f"{_W}pPr/{_W}pStyle")
    return Paragrafo("Normal" if stile is None else stile.get(f"{_W}val"), _testo(elemento))


def _testo(elemento: Any) -> str:
    pezzi = {f"{_W}t": None, f"{_W}tab": " ", f"{_W}br": " ", f"{_W}noBreakHyphen": "-"}
    scritti = (
        pezzi[uno.tag] or uno.text or ""
        for uno in elemento.iter(*pezzi)
        if uno.getparent().tag != f"{_W}tabs"  # there a tabulation is a measure, not a sign
    )
    return " ".join("".join(scritti).split())


def _tabella(elemento: Any) -> Tabella:
    righe = elemento.findall(f"{_W}tr")
    intestate = [riga.find(f"{_W}trPr/{_W}tblHeader") is not None for riga in righe]
    return Tabella(
        tuple(tuple(_cella(cella) for cella in riga.findall(f"{_W}tc")) for riga in righe),
        next((n for n, intestata in enumerate(intestate) if not intestata), len(righe)),
    )


def _cella(elemento: Any) -> Cella:
    larga = elemento.find(f"{_W}tcPr/{_W}gridSpan")
    testi = (_testo(paragrafo) for paragrafo in elemento.iter(f"{_W}p"))
    return Cella(" ".join(filter(None, testi)), 1 if larga is None else int(larga.get(f"{_W}val")))
