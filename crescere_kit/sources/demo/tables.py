"""The demo's assumptions, held as CSV: items of entrata, cells of spesa, the mood of each year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import pandas as pd

FONDI = ("riserva", "fondo_crediti", "altri_fondi", "fondo_anticipazioni")  # budgeted, never committed


@dataclass(frozen=True)
class Schema:
    """The rows of one side of the accounts, with the places of each name."""

    tavola: pd.DataFrame
    nomi: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.tavola)

    def dove(self, *nomi: str) -> np.ndarray:
        """Return the places of the rows with these names."""
        return np.flatnonzero(np.isin(self.nomi, nomi))

    def titolo(self, *titoli: str) -> np.ndarray:
        """Return the places of the rows of these titoli."""
        return np.flatnonzero(np.isin(self.tavola["titolo"], titoli))

    def __getitem__(self, colonna: str) -> np.ndarray:
        return self.tavola[colonna].to_numpy()


def _leggi(nome: str, **tipi: type) -> pd.DataFrame:
    with files(__package__).joinpath(nome).open(encoding="utf-8") as testo:
        return pd.read_csv(testo, sep=";", dtype=tipi, keep_default_na=False)


@cache
def entrate() -> Schema:
    """Return the items of entrata: each is part of one tipologia."""
    tavola = _leggi("entrate.csv", voce=str, tipologia=str, pdc=str)
    return Schema(tavola.assign(titolo=tavola["tipologia"].str[0]), tuple(tavola["voce"]))


@cache
def spese() -> Schema:
    """Return the cells of spesa: programma × titolo × macroaggregato, grouped by what moves them."""
    testi = dict.fromkeys(("missione", "programma", "titolo", "macroaggregato", "pdc", "gruppo"), str)
    tavola = _leggi("spese.csv", **testi)
    return Schema(tavola, tuple(tavola["gruppo"]))


@cache
def abitudini() -> Schema:
    """Return, cell by cell as in `spese`, how promptly weak and strong comuni pay."""
    tavola = _leggi("gruppi.csv", gruppo=str).set_index("gruppo")
    return Schema(tavola.loc[list(spese().nomi)].reset_index(), spese().nomi)


def umore(anno: int) -> dict[str, float]:
    """Return prices and the other factors of a year, between the years that are written down."""
    tavola = _leggi("anni.csv")
    return {nome: float(np.interp(anno, tavola["anno"], tavola[nome])) for nome in tavola.columns[1:]}
