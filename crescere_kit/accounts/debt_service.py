"""What many loans cost in their next years, all at once: the plans of `ammortamento`, as arrays of cents."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from crescere_kit.accounts.ammortamento import FRANCESE, QUOTA_COSTANTE, UNICA_SOLUZIONE


class Prestiti(NamedTuple):
    """Loans, one per place (m,): what is owed in cents, the yearly rate in points, the instalments left."""

    debito: np.ndarray
    tasso: np.ndarray
    rate_anno: np.ndarray
    rate: np.ndarray
    tipo: np.ndarray


class Servizio(NamedTuple):
    """What each loan asks in each year, (m, anni) cents."""

    interessi: np.ndarray
    capitale: np.ndarray


def servizio(prestiti: Prestiti, anni: int) -> Servizio:
    """Return interest and capital of the next years of each loan; NaN where something of it is unknown.

    The first instalment is in the first year. Each one is rounded to the cent, as in a written plan.
    """
    quante = int(np.nanmax(np.append(prestiti.rate_anno, 1))) * anni
    numero = np.arange(quante + 1)[None, :]
    debiti = _debiti(prestiti, numero)
    tasso = (prestiti.tasso / 100 / prestiti.rate_anno)[:, None]
    interessi, capitale = _cents(debiti[:, :-1] * tasso), _cents(-np.diff(debiti, axis=1))
    anno = np.floor(numero[:, :-1] / prestiti.rate_anno[:, None])
    dell_anno = [anno == quale for quale in range(anni)]
    noti = ~np.isnan(debiti[:, 0])[:, None]

    def per_anno(rate: np.ndarray) -> np.ndarray:
        somme = np.stack([np.where(quali, rate, 0).sum(axis=1) for quali in dell_anno], axis=1)
        return np.where(noti, somme, np.nan)

    return Servizio(per_anno(interessi), per_anno(capitale))


def valore_attuale(flussi: np.ndarray, tasso: float, rate_anno: int) -> float:
    """Return what instalments are worth before the first of them, at a yearly rate in points."""
    sconto = 1 + tasso / 100 / rate_anno
    return float((flussi / sconto ** np.arange(1, len(flussi) + 1)).sum())


def rate_intere(prestiti: Prestiti) -> np.ndarray:
    """Return every instalment of the first of some loans, interest and capital together, in cents."""
    numero = np.arange(int(prestiti.rate[0]) + 1)[None, :]
    debiti = _debiti(prestiti, numero)
    tasso = (prestiti.tasso / 100 / prestiti.rate_anno)[:, None]
    return (_cents(debiti[:, :-1] * tasso) + _cents(-np.diff(debiti, axis=1)))[0]


def _debiti(prestiti: Prestiti, numero: np.ndarray) -> np.ndarray:
    """Return what is owed after so many instalments (m, K); a loan with an unknown side is NaN throughout."""
    debito, tasso, rate_anno, rate, tipo = (np.asarray(lato, dtype=float)[:, None] for lato in prestiti)
    fatte = np.minimum(numero, rate)
    passo = 1 + tasso / 100 / rate_anno
    lineare = 1 - fatte / rate
    with np.errstate(divide="ignore", invalid="ignore"):
        francese = (passo**rate - passo**fatte) / (passo**rate - 1)
    francese = np.where(tasso == 0, lineare, francese)
    quota = np.select(
        [tipo == FRANCESE, tipo == QUOTA_COSTANTE, tipo == UNICA_SOLUZIONE],
        [francese, lineare, (fatte < rate).astype(float)],
        np.nan,
    )
    return debito * np.where(np.isnan(tasso + rate_anno + rate), np.nan, quota)


def _cents(importi: np.ndarray) -> np.ndarray:
    return np.floor(importi + 0.5)
