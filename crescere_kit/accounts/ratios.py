"""Ratios of amounts, where unknown is never zero."""

from __future__ import annotations

import pandas as pd


def percento(numeratore: pd.Series, denominatore: pd.Series) -> pd.Series:
    """Return 100 × numeratore / denominatore in percentage points (Float64).

    Missing where either side is missing or the denominator is zero. Both sides are integer cents and the
    multiplication comes first, so a ratio that equals a legal threshold compares equal to it.
    """
    return quoziente(100 * numeratore, denominatore)


def quoziente(numeratore: pd.Series, denominatore: pd.Series) -> pd.Series:
    """Return numeratore / denominatore (Float64), missing where either is or the denominator is zero."""
    diverso_da_zero = denominatore.where(denominatore != 0)
    return (numeratore / diverso_da_zero).astype("Float64")
