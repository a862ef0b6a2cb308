"""From long rows to columns: each key counted once, each amount put in its place."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crescere_kit.accounts.voci import LIVELLI, Voce, unita

DECIMALI = {"percentuale", "giorni"}  # read from `rapporto`; every other unit is a whole number


def numera(righe: pd.DataFrame, colonne: list[str]) -> tuple[np.ndarray, pd.MultiIndex]:
    """Return the place of each row among the distinct keys, and these in order, as plain texts and numbers.

    One number per key instead of a tuple of texts: millions of rows are counted, not compared.
    """
    codici, livelli = zip(*(_ordinata(righe[nome]) for nome in colonne), strict=True)
    quanti = [max(len(livello), 1) for livello in livelli]
    posti, diverse = pd.factorize(np.ravel_multi_index(codici, quanti), sort=True)
    testi = [
        livello.take(codice)
        for livello, codice in zip(livelli, np.unravel_index(diverse, quanti), strict=True)
    ]
    return posti, pd.MultiIndex.from_arrays(testi, names=colonne)


def _ordinata(colonna: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """Return the place of each value among the sorted distinct ones, and these."""
    if not isinstance(colonna.dtype, pd.CategoricalDtype):
        return pd.factorize(pd.Index(colonna), sort=True)
    categorie = colonna.cat.categories.astype("str")
    ordine = np.argsort(categorie)
    posto = np.empty(len(ordine), dtype="int64")
    posto[ordine] = np.arange(len(ordine))
    return posto[colonna.cat.codes.to_numpy()], categorie.take(ordine)


def colonna(
    righe: pd.DataFrame, voce: Voce, tratto: np.ndarray, posti: np.ndarray, lunghezza: int
) -> pd.api.extensions.ExtensionArray:
    """Put the rows of one voce in their places; every other place is missing."""
    decimale = unita(voce) in DECIMALI
    classe, tipo = (pd.arrays.FloatingArray, "float64") if decimale else (pd.arrays.IntegerArray, "int64")
    scelti = righe["rapporto" if decimale else "importo"].array[tratto]
    valori, mancanti = np.zeros(lunghezza, dtype=tipo), np.ones(lunghezza, dtype=bool)
    valori[posti] = scelti.to_numpy(dtype=tipo, na_value=0)
    mancanti[posti] = scelti.isna()
    return classe(valori, mancanti)


def tipo(voce: Voce) -> str:
    """Return the type of the column of a voce."""
    return "Float64" if unita(voce) in DECIMALI else "Int64"


def senza_voci() -> pd.MultiIndex:
    """Return the columns of a panel that has none."""
    return pd.MultiIndex.from_arrays([[] for _ in LIVELLI], names=LIVELLI)


def qualcosa(tavola: pd.DataFrame, documento: str) -> pd.Series:
    """Tell (bool) which rows of a panel have anything of a documento."""
    sue = np.flatnonzero(tavola.columns.get_level_values("documento") == documento)
    return pd.Series(tavola.iloc[:, sue].notna().to_numpy().any(axis=1), index=tavola.index)


def per_riga(tavola: pd.DataFrame, dell_ente: pd.Series) -> pd.Series:
    """Return what is known of each ente on every row of a panel that is its."""
    valori = dell_ente.reindex(tavola.index.get_level_values("istat"))
    return pd.Series(valori.array, index=tavola.index, dtype="Int64")
