"""How many euro bring an indicator back within its limit."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from crescere_kit.column import valore_in
from crescere_kit.indicators import Indicatore, Indicatori
from crescere_kit.indicators.indicator import EURO, PERCENTUALE


def rientro(
    indicatore: Indicatore, indicatori: Indicatori, riga: tuple[str, int], limite: float
) -> int | None:
    """Return the cents that separate an indicator from its limit; None when the accounts do not tell.

    Of a ratio only the numeratore moves: more incassi, or less spesa, for the same denominatore.
    """
    posto, valutato = indicatori.conti.posto(*riga), indicatori.valutati[indicatore.codice]
    if indicatore.unita == EURO:
        return int(limite) - int(valore_in(valutato.valori, posto))
    if indicatore.unita != PERCENTUALE or not valutato.ricalcolati[posto]:
        return None
    rapporto = indicatore.rapporto(indicatori.conti.uno(riga[0]))
    numeratore, denominatore = (_esatto(lato.loc[riga]) for lato in rapporto)
    # A limit is a short decimal: as text it is exact, as a float it is not.
    confine = Fraction(str(limite)) * denominatore / 100
    return ceil(confine - numeratore if indicatore.verso == "basso" else numeratore - confine)


def _esatto(cents: float) -> Fraction:
    """Return a side of a ratio as it is: whole cents, or their mean over a few years."""
    return Fraction(cents if isinstance(cents, float) else int(cents)).limit_denominator(100)
