"""What the ente wrote in its own form, seen from the year of its last rendiconto."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.projection.horizon import Orizzonte


def scritto(conti: Conti, orizzonte: Orizzonte, lato: str, codice: str, passo: int = 0) -> np.ndarray:
    """Return a value of the form at year N + passo: (n,), NaN where the cell is empty."""
    return orizzonte.prendi(conti, conti.manuale(lato, codice), passo)


def somma(conti: Conti, orizzonte: Orizzonte, valori: pd.Series, passo: int = 0) -> np.ndarray:
    """Return the sum of a column of a list at year N + passo: (n,).

    NaN where the ente wrote no row, or where what the sum needs is missing in any of them.
    """
    return orizzonte.prendi(conti, conti.per_ente(valori.astype("Float64")), passo)


def quante(conti: Conti, orizzonte: Orizzonte, lato: str, passo: int = 0) -> np.ndarray:
    """Return how many rows of a list the ente wrote at year N + passo: int (n,)."""
    righe = conti.elenco(lato)
    gruppi = righe.groupby(level=["istat", "anno"]).size()
    return gruppi.reindex(orizzonte.righe(passo)).fillna(0).to_numpy(dtype=int)


def anni(elenco: pd.DataFrame) -> np.ndarray:
    """Return the year that each row of a list was written for."""
    return elenco.index.get_level_values("anno").to_numpy(dtype=int)


def numeri(elenco: pd.DataFrame, colonna: str) -> np.ndarray:
    """Return a column of a list as floats, NaN where it is empty."""
    return elenco[colonna].to_numpy(dtype=float, na_value=np.nan)


def come_colonna(valori: np.ndarray, elenco: pd.DataFrame) -> pd.Series:
    """Return figures worked out for each row of a list as one of its columns; NaN is missing."""
    return pd.Series(pd.array(valori, dtype="Float64"), index=elenco.index).mask(np.isnan(valori))
