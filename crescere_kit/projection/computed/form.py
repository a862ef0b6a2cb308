"""What the ente wrote in its own form, seen from the year of its last rendiconto."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.accounts.panel import INDICE
from crescere_kit.projection.horizon import Orizzonte


@dataclass(frozen=True)
class Elenco:
    """The rows of a list: their columns, the year each was written for, and whose each is.

    posti gives, for N and for N + 1, the place of the ente among those projected, -1 where of none.
    """

    colonne: dict[str, np.ndarray]
    anni: np.ndarray
    posti: tuple[np.ndarray, np.ndarray]
    enti: int

    def __getitem__(self, colonna: str) -> np.ndarray:
        """Return a column, float (m,): NaN where it is empty."""
        return self.colonne[colonna]

    def somma(self, valori: np.ndarray, passo: int) -> np.ndarray:
        """Return the sum over the rows that each ente wrote for year N + passo: (n,).

        NaN where it wrote none, or where what the sum needs is unknown in any of them.
        """
        suoi = self.posti[passo]
        somme = np.bincount(suoi[suoi >= 0], weights=valori[suoi >= 0], minlength=self.enti)
        return np.where(self.quante(passo) > 0, somme, np.nan)

    def quante(self, passo: int, quali: np.ndarray | None = None) -> np.ndarray:
        """Return how many rows (among some, bool) each ente wrote for year N + passo: int (n,)."""
        suoi = self.posti[passo] if quali is None else self.posti[passo][quali]
        return np.bincount(suoi[suoi >= 0], minlength=self.enti)


def elenco(conti: Conti, orizzonte: Orizzonte, lato: str) -> Elenco:
    """Return a list of the form, read once for these accounts and these enti."""
    return conti.ricorda(
        ("elenco dell'orizzonte", lato, orizzonte.chiave), lambda letti: _elenco(letti, orizzonte, lato)
    )


def scritto(conti: Conti, orizzonte: Orizzonte, lato: str, codice: str, passo: int = 0) -> np.ndarray:
    """Return a value of the form at year N + passo: (n,), NaN where the cell is empty."""
    return orizzonte.prendi(conti, conti.manuale(lato, codice), passo)


def numeri(righe: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return the columns of a list as floats, NaN where empty."""
    colonne = righe.to_numpy(dtype=float, na_value=np.nan).T
    return {str(nome): colonna for nome, colonna in zip(righe.columns, colonne, strict=True)}


def _elenco(conti: Conti, orizzonte: Orizzonte, lato: str) -> Elenco:
    righe = conti.elenco(lato)
    istat, anni = (righe.index.get_level_values(livello).to_numpy() for livello in INDICE)
    anni = anni.astype(int)
    posti = tuple(orizzonte.di_chi(istat, anni.tolist(), passo) for passo in (0, 1))
    return Elenco(numeri(righe), anni, posti, len(orizzonte))
