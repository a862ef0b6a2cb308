"""The sheets of an act: what stands between two page breaks, on its side when a table is too wide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK, WD_LINE_SPACING
from docx.shared import Pt

from crescere_kit.acts.writing.columns import larga
from crescere_kit.acts.writing.source import Blocco

_APRE, _CHIUDE = ("{%p if ", "{%p for "), ("{%p endif", "{%p endfor")
_PUNTI = 635  # of Word's units in a twentieth of a point


@dataclass(frozen=True)
class Foglio:
    """Blocks that share a page and its orientation."""

    blocchi: tuple[Blocco, ...]
    coricato: bool


def fogli(blocchi: Iterable[Blocco], disponibile: int) -> list[Foglio]:
    """Split an act at its page breaks; the act itself stands, its annexes may lie.

    A break under a condition stays where it is: with it would go the shape of the pages before.
    """
    gruppi: list[list[Blocco]] = [[]]
    sotto = 0
    for uno in blocchi:
        sotto += uno.testo.startswith(_APRE) - uno.testo.startswith(_CHIUDE)
        if uno.tipo == "salto" and not sotto:
            gruppi.append([])
        else:
            gruppi[-1].append(uno)
    return [Foglio(tuple(g), n > 0 and _larghi(g, disponibile)) for n, g in enumerate(gruppi)]


def volta(documento: Any, coricato: bool) -> None:
    """Begin a new page, turned if the last was not so."""
    ora = documento.sections[-1]
    if (ora.orientation == WD_ORIENT.LANDSCAPE) == coricato:
        documento.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _assottiglia(documento.paragraphs[-1])
        return
    nuova = documento.add_section(WD_SECTION.NEW_PAGE)
    _assottiglia(documento.paragraphs[-1])
    nuova.orientation = WD_ORIENT.LANDSCAPE if coricato else WD_ORIENT.PORTRAIT
    nuova.page_width, nuova.page_height = nuova.page_height, nuova.page_width


def righello(documento: Any) -> int:
    """Return the width of the text on the last page, in twentieths of a point."""
    pagina = documento.sections[-1]
    return (pagina.page_width - pagina.left_margin - pagina.right_margin) // _PUNTI


def _larghi(blocchi: list[Blocco], disponibile: int) -> bool:
    return any(uno.tipo == "tabella" and larga(uno.righe, disponibile) for uno in blocchi)


def _assottiglia(paragrafo: Any) -> None:
    """Make a paragraph that only turns the page take no room of its own."""
    forma = paragrafo.paragraph_format
    forma.space_after, forma.line_spacing_rule, forma.line_spacing = Pt(0), WD_LINE_SPACING.EXACTLY, Pt(1)
