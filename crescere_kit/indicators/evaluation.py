"""One indicator over the whole panel: value, where it comes from, limit, esito."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.indicators.indicator import RENDICONTO, Indicatore
from crescere_kit.indicators.outcomes import ESITI, POSTO, Esito, esiti, in_parole, soglie
from crescere_kit.indicators.plausibility import credibile


class Misura(NamedTuple):
    """The value of an indicator, before any limit; scartati is True where what was declared is impossible."""

    valori: pd.Series
    dichiarati: pd.Series
    ricalcolati: pd.Series
    scartati: pd.Series


class Valutazione(NamedTuple):
    """The columns that one indicator adds to the results."""

    valori: pd.Series
    dichiarati: pd.Series
    ricalcolati: np.ndarray
    limiti: np.ndarray
    posti: np.ndarray  # of each Esito among the others

    @property
    def esiti(self) -> pd.Series:
        return in_parole(self.posti, self.valori.index)

    def sono(self, esito: Esito) -> np.ndarray:
        """Tell (bool) where the outcome is this."""
        return self.posti == POSTO[esito]

    def esito(self, riga: int) -> str:
        """Return the outcome of one row, by its place."""
        return ESITI[self.posti[riga]]


def valuta(indicatore: Indicatore, conti: Conti) -> Valutazione:
    """Evaluate an indicator on every row, from the accounts or as declared where only one of the two is
    there.
    """
    misura = _misura(indicatore, conti)
    confini = soglie(indicatore, conti)
    esito = esiti(indicatore, conti, misura.valori, confini, misura.scartati)
    return Valutazione(misura.valori, misura.dichiarati, misura.ricalcolati.to_numpy(), confini.limite, esito)


def valori_di(indicatore: Indicatore, conti: Conti) -> pd.Series:
    """Return the values alone, for an indicator that starts from those of another."""
    return _misura(indicatore, conti).valori


def _misura(indicatore: Indicatore, conti: Conti) -> Misura:
    """Return the values of an indicator, kept because others may start from them."""
    return conti.ricorda(("misura", indicatore.codice), lambda letti: _da_capo(indicatore, letti))


def _da_capo(indicatore: Indicatore, conti: Conti) -> Misura:
    ricalcolato, dichiarato = indicatore.calcola(conti), indicatore.leggi_dichiarato(conti)
    if indicatore.documento == RENDICONTO and conti.rendiconto_vuoto.any():
        ricalcolato, dichiarato = (serie.mask(conti.rendiconto_vuoto) for serie in (ricalcolato, dichiarato))
    if not indicatore.dichiarato:
        dai_conti = ricalcolato.notna()
        return Misura(ricalcolato, dichiarato, dai_conti, dichiarato.notna())
    creduto = credibile(indicatore, ricalcolato, dichiarato)
    dai_conti = creduto.isna() if indicatore.prevale_dichiarato else ricalcolato.notna()
    scartati = dichiarato.notna() & creduto.isna()
    return Misura(ricalcolato.where(dai_conti, creduto), dichiarato, dai_conti, scartati)
