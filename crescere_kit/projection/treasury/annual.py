"""The cash of the two years: what is collected and paid of the new amounts and of the residui, by titolo.

A titolo is named by its side and code, ("entrate", "1"). Arrays are float cents (enti, paths, years); NaN is
unknown. The funds of the bilancio are never paid: the competenza of titolo 1 of spesa is without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from crescere_kit.projection.horizon import ANNI
from crescere_kit.projection.treasury.rates import NEUTRI, Iniziali, Tassi, Titolo


@dataclass(frozen=True)
class Movimenti:
    """What moves, and what is left, in the two years; every array is (enti, paths, years).

    competenza, residui: collected or paid of the amounts of the year and of the residui, by titolo.
    da_residui, da_competenza: what is left of each at the end of the year. cassa: the fondo at 31 December,
    below zero where somebody must advance what is missing. iniziale: that with which the first year opens.
    """

    competenza: dict[Titolo, np.ndarray]
    residui: dict[Titolo, np.ndarray]
    da_residui: dict[Titolo, np.ndarray]
    da_competenza: dict[Titolo, np.ndarray]
    riscossioni: np.ndarray
    pagamenti: np.ndarray
    iniziale: np.ndarray
    cassa: np.ndarray

    def mosso(self, titolo: Titolo) -> np.ndarray:
        """Return what a titolo collects or pays in each year."""
        return self.competenza[titolo] + self.residui[titolo]

    def finali(self, titolo: Titolo) -> np.ndarray:
        """Return the residui of a titolo at the end of each year."""
        return self.da_residui[titolo] + self.da_competenza[titolo]

    def residui_finali(self, lato: str) -> np.ndarray:
        """Return the residui attivi (entrate) or passivi (spese) at the end of each year."""
        return _somma(self, lato, self.finali)


def applica(tassi: Tassi, competenza: Mapping[Titolo, np.ndarray], iniziali: Iniziali) -> Movimenti:
    """Step N+1 and N+2: collect and pay by the rates, carry over the residui, and sum the cash.

    Competenza is (enti, paths, years) for each titolo that opens with residui. Those of the anticipazione and
    of conto terzi may be left out: they come in and go out in the year, and their old residui wait.
    """
    if diversi := (competenza.keys() ^ iniziali.residui.keys()) - NEUTRI:
        raise KeyError(f"these titoli have an amount or residui, not both: {sorted(diversi)}")
    parti: tuple[dict[Titolo, np.ndarray], ...] = ({}, {}, {}, {})
    for titolo, vecchi in iniziali.residui.items():
        passi = _del_titolo(
            competenza.get(titolo, np.zeros((1, 1, ANNI))),
            vecchi,
            tassi.competenza[titolo],
            tassi.residui[titolo],
        )
        for parte, valori in zip(parti, passi, strict=True):
            parte[titolo] = valori
    return _con_la_cassa(parti, iniziali.cassa)


def _del_titolo(
    nuovo: np.ndarray, vecchi: np.ndarray, del_nuovo: np.ndarray, dei_vecchi: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Return (moved of the year, moved of the residui, left of the residui, left of the year)."""
    passi, residui = [], vecchi
    for anno in range(ANNI):
        quota = nuovo[..., anno : anno + 1]
        mosso, smaltito = _parte(quota, del_nuovo), _parte(residui, dei_vecchi)
        passi.append((mosso, smaltito, residui - smaltito, quota - mosso))
        residui = residui - smaltito + quota - mosso
    return tuple(np.concatenate(np.broadcast_arrays(*parte), axis=-1) for parte in zip(*passi, strict=True))


def _parte(importo: np.ndarray, tasso: np.ndarray) -> np.ndarray:
    """Of nothing, nothing moves, also where the rate is not known; and so at a rate of nothing."""
    return np.where((importo == 0) | (tasso == 0), 0.0, importo * tasso)


def _con_la_cassa(parti: tuple[dict[Titolo, np.ndarray], ...], cassa: np.ndarray) -> Movimenti:
    mossi = {titolo: parti[0][titolo] + parti[1][titolo] for titolo in parti[0]}
    entrate, uscite = (
        sum(mosso for (lato, _), mosso in mossi.items() if lato == quale) for quale in ("entrate", "spese")
    )
    return Movimenti(*parti, entrate, uscite, cassa, cassa + np.cumsum(entrate - uscite, axis=-1))


def _somma(movimenti: Movimenti, lato: str, di_uno) -> np.ndarray:
    return sum(di_uno(titolo) for titolo in movimenti.competenza if titolo[0] == lato)
