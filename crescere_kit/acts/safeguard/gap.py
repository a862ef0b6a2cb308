"""What a budget lacks half-way through the year, part by part (art. 193, c. 2, TUEL)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_ZERO = Decimal("0.00")
# The titoli of each part of the budget, as the prospect of the equilibri groups them.
CORRENTE = {"entrate": ("1", "2", "3"), "spese": ("1", "4")}
CAPITALE = {"entrate": ("4", "5", "6"), "spese": ("2", "3")}


@dataclass(frozen=True)
class Scostamento:
    """How much a titolo is expected to differ from its stanziamento; None where this is not known."""

    lato: str
    titolo: str
    differenza: Decimal | None


def mancante(
    equilibrio: Decimal | None, parte: dict[str, tuple[str, ...]], scostamenti: Iterable[Scostamento]
) -> Decimal | None:
    """Return what a part of the budget will lack: its equilibrio, with what will come in or go out otherwise.

    None when the equilibrio or one of the differences is not known.
    """
    suoi = [uno for uno in scostamenti if uno.titolo in parte[uno.lato]]
    if equilibrio is None or any(uno.differenza is None for uno in suoi):
        return None
    atteso = equilibrio + sum(
        (uno.differenza if uno.lato == "entrate" else -uno.differenza for uno in suoi), _ZERO
    )
    return max(-atteso, _ZERO)


def sotto(valore: Decimal | None, minimo: Decimal | None) -> Decimal | None:
    """Return how much a value is under its minimum; None when one of the two is not known."""
    return None if None in (valore, minimo) else max(minimo - valore, _ZERO)
