"""A plan of chapters beside the budget it divides: year by year, at every level that both of them hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from crescere_kit.acts.budget.codes import Codice

_ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Dotazione:
    """What a chapter has in one year; importo None where nobody wrote it."""

    codice: Codice
    importo: Decimal | None


@dataclass(frozen=True)
class Confronto:
    """A line of the budget with the chapters that divide it; bilancio None where the budget has not it."""

    lato: str
    codice: str
    piano: Decimal
    bilancio: Decimal | None


def livello(conto: str) -> str:
    """Return the level of a code of the budget: entrate by length, spese by macroaggregato or missione."""
    return f"M{conto.count('.')}" if conto.startswith("M") else str(len(conto))


def confronta(
    lato: str,
    dotazioni: Iterable[Dotazione],
    del_bilancio: Iterable[str],
    previsto: Callable[[str], Decimal | None],
) -> Iterator[Confronto]:
    """Compare one side of a plan with the budget, in the order of the codes.

    Below the titolo a level is compared where every chapter that could be of it says its code there: the
    others could hide what is missing.
    """
    scritte = list(dotazioni)
    somme: dict[str, Decimal] = defaultdict(lambda: _ZERO)
    for una in scritte:
        for conto in una.codice.conti:
            somme[conto] += una.importo or _ZERO
    for conto in sorted({*somme, *del_bilancio}, key=lambda uno: (livello(uno), uno)):
        valore = previsto(conto)
        di_titolo = len(conto) == 1
        if (valore is None and not di_titolo) or (not valore and conto not in somme):
            continue
        if di_titolo or _si_confronta(conto, scritte):
            yield Confronto(lato, conto, somme[conto], valore)


def _si_confronta(conto: str, scritte: list[Dotazione]) -> bool:
    suoi = [una.codice for una in scritte if conto.startswith("M") or una.codice.titolo == conto[0]]
    return bool(suoi) and all(livello(conto) in map(livello, uno.conti) for uno in suoi)
