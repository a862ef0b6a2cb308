"""Loans and the fondo anticipazioni di liquidità: what each comune owes, repays and pays on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit.sources.demo.chance import caso, cents
from crescere_kit.sources.demo.comuni import AVANZO, DISAVANZO, PREDISSESTO, Comuni

VITA_RESIDUA, TASSO, ANNI_FAL = 18, 0.034, 30


@dataclass(frozen=True)
class Debito:
    """The stock of loans, the FAL still to be given back, and the yearly rate of the FAL, in cents."""

    mutui: np.ndarray
    fal: np.ndarray
    rata_fal: np.ndarray


@dataclass(frozen=True)
class Servizio:
    """What the year repays (of which ahead of time), the interest, and the debt it leaves."""

    capitale: np.ndarray
    anticipate: np.ndarray
    interessi: np.ndarray
    dopo: Debito


def di_partenza(comuni: Comuni, correnti: np.ndarray) -> Debito:
    """Return the debt of the year before the first: heavier where accounts are weak."""
    numeri = caso(comuni.seme, "debito").standard_normal(len(comuni))
    sorte = caso(comuni.seme, "fal").random((len(comuni), 2))
    quota = (
        (1.45 - 0.9 * comuni.forza) * np.exp(0.4 * numeri) * np.where(comuni.classe == PREDISSESTO, 1.5, 1.0)
    )
    ha_fal = np.select([comuni.classe == PREDISSESTO, comuni.classe == DISAVANZO], [1.0, 0.5], 0.04)
    fal = cents(correnti * (0.06 + 0.12 * sorte[:, 0]) * (sorte[:, 1] < ha_fal))
    return Debito(cents(quota * correnti), fal, fal // ANNI_FAL)


def servizio(comuni: Comuni, anno: int, debito: Debito, nuovi: np.ndarray, libero: np.ndarray) -> Servizio:
    """Repay a year of loans; a few strong comuni repay something ahead with their avanzo libero."""
    sorte = caso(comuni.seme, anno, "debito").random(len(comuni))
    ordinaria = debito.mutui // VITA_RESIDUA
    anticipa = (comuni.classe == AVANZO) & (sorte < 0.06)
    anticipate = np.minimum(libero // 3, debito.mutui // 10) * anticipa
    rata_fal = np.minimum(debito.rata_fal, debito.fal)
    tasso = TASSO * np.exp(0.08 * caso(comuni.seme, "tasso").standard_normal(len(comuni)))
    interessi = cents(tasso * debito.mutui + 0.02 * debito.fal)
    dopo = Debito(debito.mutui - ordinaria - anticipate + nuovi, debito.fal - rata_fal, debito.rata_fal)
    return Servizio(ordinaria + anticipate + rata_fal, anticipate, interessi, dopo)
