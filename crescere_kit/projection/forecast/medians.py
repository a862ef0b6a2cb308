"""Medians and quantiles that pass over what is unknown, many times faster than numpy's own on short axes."""

from __future__ import annotations

import numpy as np

NORMALE = 1.4826  # from the median absolute deviation to the standard deviation of a normal law


def mediana(valori: np.ndarray, asse: int) -> np.ndarray:
    """Return the median along an axis of what is known, NaN where nothing is."""
    return quantile(valori, 0.5, asse)


def quantile(valori: np.ndarray, quota: float | np.ndarray, asse: int) -> np.ndarray:
    """Return a quantile along an axis of what is known (between neighbours, linearly), NaN where nothing is.

    quota may be an array, one quota for each place of the other axes.
    """
    if not valori.shape[asse]:
        return np.full(np.delete(valori.shape, asse), np.nan)
    in_ordine = np.sort(np.moveaxis(valori, asse, -1), axis=-1)  # NaN goes last
    quanti = np.isfinite(in_ordine).sum(axis=-1)
    posto = quota * np.maximum(quanti - 1, 0)
    sotto = np.floor(posto).astype(int)
    sopra = np.minimum(sotto + 1, np.maximum(quanti - 1, 0))
    prima, dopo = (np.take_along_axis(in_ordine, p[..., None], axis=-1)[..., 0] for p in (sotto, sopra))
    return prima + (posto - sotto) * (dopo - prima)


def ampiezza(valori: np.ndarray, asse: int) -> np.ndarray:
    """Return the spread around the median along an axis: a standard deviation that outliers do not move."""
    scarti = np.abs(valori - np.expand_dims(mediana(valori, asse), asse))
    return NORMALE * mediana(scarti, asse)


def ultimo_noto(valori: np.ndarray) -> np.ndarray:
    """Return the last known value along the last axis, NaN where nothing is known."""
    return np.take_along_axis(valori, posto_ultimo(valori)[..., None], axis=-1)[..., 0]


def primo_noto(valori: np.ndarray) -> np.ndarray:
    """Return the first known value along the last axis, NaN where nothing is known."""
    return np.take_along_axis(valori, np.isfinite(valori).argmax(axis=-1)[..., None], axis=-1)[..., 0]


def posto_ultimo(valori: np.ndarray) -> np.ndarray:
    """Return the place of the last known value along the last axis (the last place where nothing is)."""
    return valori.shape[-1] - 1 - np.isfinite(valori[..., ::-1]).argmax(axis=-1)
