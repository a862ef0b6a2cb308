"""The plain text of a template: one line is one paragraph.

    # Premesse                  a heading (## for the second level)
    @titolo {{ titolo }}        a paragraph in a style: titolo, ente, estremi, premessa, formula, firma, nota
    1. di approvare …           an item of the dispositivo, numbered by Word, from 1 after a formula
    - una voce                  an item of a list
    {%p if x %}                 a control paragraph, alone on its line
    | Codice | Importo > |      a table: the first row is its header, «>» aligns to the right
    |{%tr for r in righe %}|    a control row
    |= Totale | {{ t|euro }} |  a row of totals
    @includi pareri             the lines of parti/pareri.txt
    @salto                      a new page

An empty line only separates; **bold** works inside a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crescere_kit.errors import ErroreSpiegato

STILI = ("titolo", "ente", "estremi", "premessa", "formula", "firma", "nota")
_NUMERATO = re.compile(r"\d+\.\s+(.*)")


class TestoNonValido(ErroreSpiegato, ValueError):
    """The text of a template cannot be read; the message names the line."""

    __test__ = False  # pytest must not take the class for a test


@dataclass(frozen=True)
class Blocco:
    """A paragraph (tipo is its style), a table (righe of celle) or a page break."""

    tipo: str
    testo: str = ""
    righe: tuple[tuple[str, ...], ...] = ()


def leggi(testo: str, parte: Callable[[str], str]) -> list[Blocco]:
    """Read the text of a template; parte gives the text of an included part by its name."""
    righe = list(_espandi(testo.splitlines(), parte))
    blocchi: list[Blocco] = []
    tabella: list[tuple[str, ...]] = []
    for numero, riga in enumerate([*righe, ""], 1):
        if riga.startswith("|"):
            tabella.append(_celle(riga))
            continue
        if tabella:
            blocchi.append(Blocco("tabella", righe=tuple(tabella)))
            tabella = []
        if riga.strip():
            blocchi.append(_paragrafo(riga.strip(), numero))
    return blocchi


def _espandi(righe: list[str], parte: Callable[[str], str]) -> Iterator[str]:
    for riga in righe:
        if riga.startswith("@includi "):
            yield from _espandi(parte(riga.split(maxsplit=1)[1].strip()).splitlines(), parte)
        else:
            yield riga.rstrip()


def _celle(riga: str) -> tuple[str, ...]:
    totale = riga.startswith("|=")
    celle = tuple(uno.strip() for uno in riga.removeprefix("|=").strip("|").split("|"))
    # a filter inside an expression is written with the same bar: cells are joined again until braces close
    chiuse: list[str] = []
    for uno in celle:
        if chiuse and chiuse[-1].count("{{") > chiuse[-1].count("}}"):
            chiuse[-1] = f"{chiuse[-1]}|{uno}"
        else:
            chiuse.append(uno)
    return ("=", *chiuse) if totale else tuple(chiuse)


def _paragrafo(riga: str, numero: int) -> Blocco:
    if riga == "@salto":
        return Blocco("salto")
    if riga.startswith("@"):
        stile, _, testo = riga[1:].partition(" ")
        if stile not in STILI:
            raise TestoNonValido(
                f"Riga {numero}: lo stile «@{stile}» non esiste. Ci sono: {', '.join(STILI)}."
            )
        return Blocco(stile, testo.strip())
    for segno, tipo in (("## ", "sezione2"), ("# ", "sezione"), ("- ", "voce")):
        if riga.startswith(segno):
            return Blocco(tipo, riga.removeprefix(segno).strip())
    numerato = _NUMERATO.fullmatch(riga)
    return Blocco("dispositivo", numerato.group(1)) if numerato else Blocco("testo", riga)
