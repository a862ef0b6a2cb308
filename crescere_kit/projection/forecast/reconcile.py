"""Items that must add up to their totals: the least change to all of them, heavier where less is known.

Closed-form weighted least squares, for the whole panel at once. A computed line has a variance of zero and
does not move. After it the totals to show are the sums of the items.
"""

from __future__ import annotations

import numpy as np

_ESATTO = 1e-9  # of the largest variance: what stands for zero where every number is computed


def riconcilia(voci: np.ndarray, totali: np.ndarray, varianze: np.ndarray, somma: np.ndarray) -> np.ndarray:
    """Return the items (…, voce), moved as little as their variances ask so that the totals agree.

    totali: (…, totale) forecast on their own, NaN where they are not; varianze: (…, voce + totale), zero for
    what is computed and may not move; somma: (totale, voce) of 0 and 1. Where an item is unknown, its totals
    say nothing and the others stay. Then `voci @ somma.T` are the totals to show.
    """
    voci, totali = np.asarray(voci, dtype=float), np.asarray(totali, dtype=float)
    quante = voci.shape[-1]
    noti = np.isfinite(voci)
    incerte = np.where(noti, varianze[..., :quante], 0.0)
    # a total weighs nothing where it, or one of its items, is unknown: it may be anything
    dicono = np.isfinite(totali) & (noti.astype(float) @ somma.T >= somma.sum(axis=1))
    scarto = np.where(dicono, totali - np.where(noti, voci, 0) @ somma.T, 0.0)
    covarianza = incerte[..., None, :] * somma  # (…, totale, voce)
    insieme = covarianza @ somma.T
    insieme += _diagonale(varianze[..., quante:] + _minimo(varianze))
    insieme = np.where(dicono[..., :, None] & dicono[..., None, :], insieme, np.eye(len(somma)))
    spostamento = np.linalg.solve(insieme, scarto[..., None])
    mosse = (np.where(dicono[..., None], covarianza, 0).swapaxes(-1, -2) @ spostamento)[..., 0]
    return voci + mosse


def _diagonale(valori: np.ndarray) -> np.ndarray:
    return valori[..., :, None] * np.eye(valori.shape[-1])


def _minimo(varianze: np.ndarray) -> np.ndarray:
    piu_grande = varianze.max(axis=-1, keepdims=True)
    return np.where(piu_grande > 0, piu_grande, 1.0) * _ESATTO
