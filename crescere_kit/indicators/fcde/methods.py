"""The ways to measure how much of an entrata is collected (all. 4/2, esempio n. 5; L. 199/2025, c. 659)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from crescere_kit.indicators.fcde.window import anni_serie


class Storia(NamedTuple):
    """What happened to one entrata: a row per year from the most recent, one year more than the series."""

    anni: np.ndarray
    accertato: np.ndarray
    incassato: np.ndarray
    dopo: np.ndarray


@dataclass(frozen=True)
class Metodo:
    """One way: how many years back the series starts, whether the incassi of the year after count, whether
    each year has a ratio of its own, whether the last year is the only one.
    """

    codice: str
    nome: str
    indietro: int = 0
    anno_dopo: bool = False
    anno_per_anno: bool = False
    solo_ultimo: bool = False

    def anni(self) -> slice:
        """Return which years of a Storia it looks at."""
        return slice(self.indietro, self.indietro + (1 if self.solo_ultimo else anni_serie()))

    def riscosso(self, storia: Storia) -> np.ndarray:
        """Return what was collected in each of its years."""
        incassi = storia.incassato[self.anni()]
        return incassi + storia.dopo[self.anni()] if self.anno_dopo else incassi

    def rapporti(self, storia: Storia) -> tuple[np.ndarray, np.ndarray]:
        """Return the two sides of the ratios to be averaged: one each year, or one of the totals."""
        lati = self.riscosso(storia), storia.accertato[self.anni()]
        return lati if self.anno_per_anno else tuple(lato.sum(axis=0, keepdims=True) for lato in lati)


MEDIA_DEI_TOTALI = Metodo("M1", "media dei totali")
MEDIA_DEI_RAPPORTI = Metodo("M2", "media dei rapporti", anno_per_anno=True)
CON_ANNO_DOPO = Metodo("N1", "con gli incassi dell'anno dopo", indietro=1, anno_dopo=True)
ACCELERATO = Metodo("ACC", "accelerato", solo_ultimo=True)

METODI = (MEDIA_DEI_TOTALI, MEDIA_DEI_RAPPORTI, CON_ANNO_DOPO, ACCELERATO)
NUMERATI = dict(enumerate(METODI, start=1))  # as the form numbers them
