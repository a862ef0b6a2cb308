"""The words in which a formula asks the accounts for what it needs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import reduce

import pandas as pd

from crescere_kit.accounts.voci import MANUALE


class Letture(ABC):
    """What can be read of accounts that give one voce at a time; a sum is missing if any of it is."""

    @abstractmethod
    def voce(self, documento: str, lato: str, codice: str, fase: str) -> pd.Series:
        """Return one voce over all the rows."""

    def entrate(self, fase: str, *codici: str) -> pd.Series:
        """Return the sum of a fase of the rendiconto's entrate over the codes; missing if any is missing."""
        return _somma(self.voce("rendiconto", "entrate", codice, fase) for codice in codici)

    def spese(self, fase: str, *codici: str) -> pd.Series:
        """Return the sum of a fase of the rendiconto's spese over the codes; missing if any is missing."""
        return _somma(self.voce("rendiconto", "spese", codice, fase) for codice in codici)

    def accertamenti(self, *codici: str) -> pd.Series:
        """Return the accertamenti of the given codes of entrata."""
        return self.entrate("accertamenti", *codici)

    def riscossioni_competenza(self, *codici: str) -> pd.Series:
        """Return the riscossioni in conto competenza of the given codes of entrata."""
        return self.entrate("riscossioni_competenza", *codici)

    def riscossioni_residui(self, *codici: str) -> pd.Series:
        """Return the riscossioni in conto residui of the given codes of entrata."""
        return self.entrate("riscossioni_residui", *codici)

    def impegni(self, *codici: str) -> pd.Series:
        """Return the impegni of the given codes of spesa."""
        return self.spese("impegni", *codici)

    def equilibri(self, *righe: str) -> pd.Series:
        """Return the sum of rows of the prospetto degli equilibri (all. 10)."""
        return _somma(self.voce("rendiconto", "equilibri", riga, "importo") for riga in righe)

    def risultato(self, *righe: str) -> pd.Series:
        """Return the sum of rows of the allegato a (risultato di amministrazione)."""
        return _somma(self.voce("rendiconto", "risultato", riga, "importo") for riga in righe)

    def dichiarato(self, codice: str) -> pd.Series:
        """Return an indicatore sintetico as the ente declared it, in percentage points."""
        return self.voce("indicatori", "sintetici", codice, "percentuale")

    def manuale(self, lato: str, codice: str, fase: str = "valore") -> pd.Series:
        """Return what the ente wrote in its own form."""
        return self.voce(MANUALE, lato, codice, fase)

    def previsione(self, lato: str, fase: str, *codici: str) -> pd.Series:
        """Return the sum of a fase of the bilancio di previsione over the codes, as last changed.

        The assestato takes the place of what was first approved, row by row, where it is known.
        """
        approvato, assestato = (
            _somma(self.voce(documento, lato, codice, fase) for codice in codici)
            for documento in ("previsione", "assestato")
        )
        return assestato.where(assestato.notna(), approvato)


def _somma(serie: Iterable[pd.Series]) -> pd.Series:
    return reduce(lambda prima, seconda: prima + seconda, serie)
