"""A line that is computed and not forecast: its two years, and how they were come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Calcolata:
    """The two years of one line, cents (n, S, 2) with NaN where unknown, and a sentence per ente."""

    valori: np.ndarray
    perche: tuple[str, ...]

    @property
    def nota(self) -> np.ndarray:
        """Say (bool) of which enti both years were computed."""
        return ~np.isnan(self.valori).any(axis=(1, 2))


def calcolata(valori: np.ndarray, come: np.ndarray | str, manca: np.ndarray | str) -> Calcolata:
    """Join the figures with how they were computed, or with why they could not be: one sentence or one each.

    An ente of which only one year can be computed has none: half a line is no line.
    """
    note = ~np.isnan(valori).any(axis=(1, 2))
    frasi = np.where(note, come, manca)
    return Calcolata(np.where(note[:, None, None], valori, np.nan), tuple(map(str, frasi)))


def biennio(primo: np.ndarray, secondo: np.ndarray) -> np.ndarray:
    """Join the figures of the two years, (n,) each, into (n, 1, 2)."""
    return np.stack(np.broadcast_arrays(primo, secondo), axis=-1)[:, None, :]


def conta(quante: np.ndarray, frase: Callable[[int], str]) -> np.ndarray:
    """Write a sentence that holds a number, once for each number that there is."""
    diversi, posti = np.unique(quante, return_inverse=True)
    return np.array([frase(int(numero)) for numero in diversi], dtype=object)[posti]


def prima_nota(*alternative: np.ndarray) -> np.ndarray:
    """Return the first of some figures that is known, place by place."""
    scelta = alternative[0]
    for altra in alternative[1:]:
        scelta = np.where(np.isnan(scelta), altra, scelta)
    return scelta
