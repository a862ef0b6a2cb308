"""The months and the days of the projected years, and what the law or a contract puts in some of them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable

import numpy as np

from crescere_kit import rules
from crescere_kit.projection.horizon import ANNI, Orizzonte
from crescere_kit.projection.treasury.rates import TEMA

MESI = 12


def rate(codice: str, orizzonte: Orizzonte) -> np.ndarray:
    """Return the share of the year due in each month by two instalments: (enti, 1, years, 12).

    The dated rules `<codice>_prima` and `<codice>_seconda` say when, `<codice>_prima_quota` how much first.
    """

    def in_anno(anno: int) -> np.ndarray:
        quota = float(rules.a_fine_anno(TEMA, f"{codice}_prima_quota", anno).valore) / 100
        mesi = np.zeros(MESI)
        mesi[_mese(f"{codice}_prima", anno)] += quota
        mesi[_mese(f"{codice}_seconda", anno)] += 1 - quota
        return mesi

    return _per_anno(in_anno, orizzonte)


def una_volta(codice: str, orizzonte: Orizzonte) -> np.ndarray:
    """Return the share of the year due in each month by what is paid once: (enti, 1, years, 12)."""

    def in_anno(anno: int) -> np.ndarray:
        mesi = np.zeros(MESI)
        mesi[_mese(codice, anno)] = 1
        return mesi

    return _per_anno(in_anno, orizzonte)


def giorni(orizzonte: Orizzonte) -> np.ndarray:
    """Return the days of each month: (enti, 1, years, 12)."""
    return _per_anno(
        lambda anno: np.array([monthrange(anno, mese + 1)[1] for mese in range(MESI)], float), orizzonte
    )


def _mese(codice: str, anno: int) -> int:
    """Return the month, January being 0, of a rule whose unit is a day of the year (MMGG)."""
    return int(rules.a_fine_anno(TEMA, codice, anno).valore) // 100 - 1


def _per_anno(di_uno: Callable[[int], np.ndarray], orizzonte: Orizzonte) -> np.ndarray:
    anni = orizzonte.base[:, None] + np.arange(1, ANNI + 1)
    diversi, posti = np.unique(anni, return_inverse=True)
    tavola = np.stack([di_uno(int(anno)) for anno in diversi]) if len(diversi) else np.zeros((0, MESI))
    return tavola[posti.reshape(anni.shape)][:, None]
