"""What is left of an amount after the share of it that is usually collected, exact to the cent.

The amounts are arrays of whole cents as float64, NaN where unknown: exact up to ninety thousand billion euro.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

_DECIMALI = 12  # of a ratio: beyond them there is only the noise of binary division
_PASSI = 16  # of float64, more than the four roundings of the formula can add up to
_MEZZO = Fraction(1, 2)


def rapporti(numeratori: np.ndarray, denominatori: np.ndarray) -> np.ndarray:
    """Return the ratios, NaN where a side is unknown or there is nothing to divide by."""
    buoni = denominatori > 0
    return np.divide(numeratori, denominatori, out=np.full(buoni.shape, np.nan), where=buoni)


def supera_la_media(ultimo: np.ndarray, tutti: np.ndarray) -> np.ndarray:
    """Say where the last ratio is greater than the mean of all; an equality is not broken by binary noise."""
    return np.round(ultimo - tutti.mean(axis=0), _DECIMALI) > 0


def quota_non_riscossa(
    importi: np.ndarray, numeratori: np.ndarray, denominatori: np.ndarray, percento: np.ndarray | float
) -> np.ndarray:
    """Return importo × (1 − p) × percento / 100 in whole cents, half a cent rounded up.

    p is the mean over the first axis of the ratios, never below 0 nor above 1. Nothing is left of zero,
    whatever p. Where float64 cannot tell which side of half a cent it is on, fractions decide.
    """
    riscossa = rapporti(numeratori, denominatori).mean(axis=0).clip(0, 1)
    percento = np.broadcast_to(percento, importi.shape)
    grezzi = importi * (1 - riscossa) * percento / 100
    interi = np.floor(grezzi + 0.5)
    incerti = np.abs(grezzi - np.floor(grezzi) - 0.5) <= _PASSI * np.spacing(np.abs(importi))
    for posto in np.flatnonzero(incerti):
        interi[posto] = _esatta(importi[posto], numeratori[:, posto], denominatori[:, posto], percento[posto])
    return np.where(importi == 0, 0, interi)


def _esatta(importo: float, numeratori: np.ndarray, denominatori: np.ndarray, percento: float) -> int:
    quote = [Fraction(int(n), int(d)) for n, d in zip(numeratori, denominatori, strict=True)]
    riscossa = min(max(sum(quote) / len(quote), Fraction(0)), Fraction(1))
    return (int(importo) * (1 - riscossa) * Fraction(str(percento)) / 100 + _MEZZO).__floor__()
