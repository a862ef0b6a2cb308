"""All the indicators of all the comuni and years of a panel, in one call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.accounts.trace import Traccia
from crescere_kit.indicators.card import Valore, valore_di
from crescere_kit.indicators.evaluation import Valutazione, valuta
from crescere_kit.indicators.indicator import Indicatore


@dataclass(frozen=True)
class Indicatori:
    """The results over a panel, by codice; as DataFrames on its (istat, anno) index they have a column each.

    valori: integer cents for euro, percentage points for percentuale; missing is <NA>. dichiarati: the same
    as the ente stated it. ricalcolati: True where the value comes from the accounts. limiti: NaN where
    there is none. tracce: for each codice the voci that its formula, its limit and its declared figure read.
    """

    elenco: tuple[Indicatore, ...]
    conti: Conti
    valutati: dict[str, Valutazione]
    tracce: dict[str, Traccia]

    @cached_property
    def valori(self) -> pd.DataFrame:
        return self._tavola("valori")

    @cached_property
    def dichiarati(self) -> pd.DataFrame:
        return self._tavola("dichiarati")

    @cached_property
    def ricalcolati(self) -> pd.DataFrame:
        return self._tavola("ricalcolati")

    @cached_property
    def limiti(self) -> pd.DataFrame:
        return self._tavola("limiti")

    @cached_property
    def esiti(self) -> pd.DataFrame:
        return self._tavola("esiti")

    def _tavola(self, campo: str) -> pd.DataFrame:
        colonne = {codice: getattr(valutato, campo) for codice, valutato in self.valutati.items()}
        return pd.DataFrame(colonne, index=self.conti.indice)

    def indicatore(self, codice: str) -> Indicatore:
        """Return the indicator that has this codice."""
        return self._per_codice[codice]

    @cached_property
    def _per_codice(self) -> dict[str, Indicatore]:
        return {indicatore.codice: indicatore for indicatore in self.elenco}

    def valore(self, istat: str, anno: int, codice: str) -> Valore:
        """Return one indicator of one comune and year, with all that can be said of it."""
        return valore_di(self.indicatore(codice), self, istat, anno)

    def scheda(self, istat: str, anno: int) -> list[Valore]:
        """Return every indicator of one comune and year, in the order of the table of contents."""
        return [valore_di(indicatore, self, istat, anno) for indicatore in self.elenco]

    def origine(self, istat: str, anno: int, codice: str) -> str:
        """Say whether a value is «ricalcolato» from the accounts or «dichiarato» by the ente; "" if
        missing.
        """
        return self.valore(istat, anno, codice).origine

    def perche(self, istat: str, anno: int, codice: str) -> str:
        """Return why a value is n.c., in one Italian sentence; "" when it is not."""
        return self.valore(istat, anno, codice).motivo


def calcola(conti: Conti, elenco: Sequence[Indicatore]) -> Indicatori:
    """Evaluate the indicators over the entire panel."""
    letture = {indicatore.codice: conti.con_traccia() for indicatore in elenco}
    valutati = {indicatore.codice: valuta(indicatore, letture[indicatore.codice][0]) for indicatore in elenco}
    tracce = {codice: traccia for codice, (_, traccia) in letture.items()}
    return Indicatori(tuple(elenco), conti, valutati, tracce)
