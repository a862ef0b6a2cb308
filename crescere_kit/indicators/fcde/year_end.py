"""The FCDE of the rendiconto: on the residui attivi left at the end of the year, entrata by entrata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.accounts.uncollected import quota_non_riscossa
from crescere_kit.indicators.fcde import items
from crescere_kit.indicators.fcde.budget import in_centesimi
from crescere_kit.indicators.fcde.window import Finestra, fino_al_rendiconto

# Where a comune books what it may not collect; transfers come from other administrations and are left out.
TIPOLOGIE_A_RISCHIO = ("10101", "30100", "30200", "30500")
_FASI = ("riscossioni_residui", "residui_iniziali")
_INTERO = 100


@dataclass(frozen=True)
class EntrataResidua:
    """One entrata in the rows (their places) of the rendiconti that have it; a row per year of the series."""

    codice: str
    righe: np.ndarray
    riscossi: np.ndarray
    iniziali: np.ndarray
    finali: np.ndarray

    def fondo(self) -> np.ndarray:
        """Return the fund in cents, NaN where unknown."""
        return quota_non_riscossa(self.finali, self.riscossi, self.iniziali, _INTERO)

    def fondo_dai_totali(self) -> np.ndarray:
        """Return the fund by one ratio for the whole series, that a year without residui does not stop."""
        lati = (lato.sum(axis=0, keepdims=True) for lato in (self.riscossi, self.iniziali))
        return quota_non_riscossa(self.finali, *lati, _INTERO)


def residue(conti: Conti) -> Iterator[EntrataResidua]:
    """Yield each entrata at risk, with all that its fund needs."""
    finestra = fino_al_rendiconto(conti)
    for codice, righe in _righe(conti).items():
        yield _residua(conti, codice, righe, finestra)


def fondo(conti: Conti) -> pd.Series:
    """Return the fund of the entrate at risk, in cents; missing where that of any cannot be computed."""
    return conti.ricorda("fcde_rendiconto", _fondo)


def stima(conti: Conti) -> pd.Series:
    """Return an estimate of the fund from the rendiconti alone, where the ente named no entrata."""
    finestra, somma = fino_al_rendiconto(conti), np.zeros(len(conti))
    tutte = np.arange(len(conti))
    for tipologia in TIPOLOGIE_A_RISCHIO:
        somma += _residua(conti, tipologia, tutte, finestra).fondo_dai_totali()
    return in_centesimi(somma, ~indicate(conti), conti)


def indicate(conti: Conti) -> np.ndarray:
    """Say (bool) in which rows the ente named the entrate at risk of its rendiconto."""
    presenti = np.zeros(len(conti), dtype=bool)
    for righe in _righe(conti).values():
        presenti[righe] = True
    return presenti


def accantonato(conti: Conti) -> pd.Series:
    """Return the fund set aside: the row of the allegato a, else what the ente wrote entrata by entrata."""
    del_prospetto = conti.risultato("fcde").mask(conti.rendiconto_vuoto)
    somma = np.zeros(len(conti))
    for codice, righe in _righe(conti).items():
        somma[righe] += items.numeri(conti.manuale(items.LATO, codice, "accantonato"))[righe]
    return del_prospetto.where(del_prospetto.notna(), in_centesimi(somma, indicate(conti), conti))


def _righe(conti: Conti) -> dict[str, np.ndarray]:
    """Return, for each entrata at risk, the places of the rendiconti whose series the ente wrote."""
    return conti.ricorda("fcde_residue", _cerca_righe)


def _cerca_righe(conti: Conti) -> dict[str, np.ndarray]:
    finestra = fino_al_rendiconto(conti)
    righe = {
        codice: np.flatnonzero(finestra.qualcuno(items.scritta(conti, codice, items.DI_RENDICONTO)))
        for codice in items.codici(conti)
    }
    return {codice: posti for codice, posti in righe.items() if len(posti)}


def _fondo(conti: Conti) -> pd.Series:
    somma = np.zeros(len(conti))
    for entrata in residue(conti):
        somma[entrata.righe] += entrata.fondo()
    return in_centesimi(somma, indicate(conti), conti)


def _residua(conti: Conti, codice: str, righe: np.ndarray, finestra: Finestra) -> EntrataResidua:
    sua = finestra.di(righe)
    lati = (sua.guarda(items.numeri(items.voce(conti, codice, fase))) for fase in _FASI)
    return EntrataResidua(
        codice, righe, *lati, items.numeri(items.voce(conti, codice, "residui_finali"))[righe]
    )
