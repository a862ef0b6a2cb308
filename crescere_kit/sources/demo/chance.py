"""Repeatable chance: each quantity has its own stream, so that adding one leaves the others as they were."""

from __future__ import annotations

import zlib

import numpy as np


def caso(seme: int, *dove: int | str) -> np.random.Generator:
    """Return the generator of one quantity; its first rows do not depend on how many are drawn."""
    parti = [zlib.crc32(parte.encode()) if isinstance(parte, str) else parte for parte in dove]
    return np.random.default_rng([seme, *parti])


def cents(importi: np.ndarray) -> np.ndarray:
    """Round amounts of cents to whole ones."""
    return np.rint(importi).astype(np.int64)


def ripartisci(totale: np.ndarray, pesi: np.ndarray) -> np.ndarray:
    """Split each total among the columns by weight, so that the parts sum to it to the cent."""
    cumulati = np.cumsum(pesi, axis=1)
    somma = np.where(cumulati[:, -1:] > 0, cumulati[:, -1:], 1.0)
    confini = cents(totale[:, None] * (cumulati / somma))
    confini[:, -1] = np.where(cumulati[:, -1] > 0, totale, 0)
    return np.diff(confini, axis=1, prepend=0)
