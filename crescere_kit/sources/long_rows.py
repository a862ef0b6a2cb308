"""Long rows, one per amount, with the place in the official file that it was read from."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

# `membro` is the official table a row comes from: a newer copy of that table replaces the whole of it.
COLONNE = [
    *("istat", "anno", "documento", "lato", "codice", "fase", "importo", "rapporto"),
    *("membro", "file", "riga", "sha256"),
]
TESTI = ["istat", "documento", "lato", "codice", "fase", "membro", "file", "sha256"]
TIPI = {
    "anno": "int64",
    "importo": "Int64",
    "rapporto": "Float64",
    "riga": "int64",
    **dict.fromkeys(TESTI, "category"),
}


def nessuna_riga() -> pd.DataFrame:
    """Return a table of rows with no rows."""
    return pd.DataFrame({colonna: [] for colonna in COLONNE}).astype(TIPI)


def costante(testo: str, quante: int) -> pd.Categorical:
    """Return a column that holds one text, at the price of a byte per row."""
    return pd.Categorical.from_codes(np.zeros(quante, dtype="int8"), [testo])


def lunghe(chiavi: pd.DataFrame, per_fase: dict[str, pd.Series], **costanti: str) -> pd.DataFrame:
    """Build long rows of the values that are there; the index of `chiavi` is the row in the file."""
    presenti = [np.flatnonzero(valori.notna().to_numpy()) for valori in per_fase.values()]
    quali = np.concatenate([np.array([], dtype="int64"), *presenti])
    fasi = np.repeat(np.arange(len(presenti), dtype="int8"), [len(posizioni) for posizioni in presenti])
    scelti = list(zip(per_fase.values(), presenti, strict=True))
    colonne = {
        "istat": chiavi["istat"].astype("category").array[quali],
        "anno": chiavi["anno"].to_numpy()[quali],
        "codice": chiavi["codice"].astype("category").array[quali],
        "fase": pd.Categorical.from_codes(fasi, list(per_fase)),
        "importo": _in_fila(scelti, "Int64"),
        "rapporto": _in_fila(scelti, "Float64"),
        "riga": chiavi.index.to_numpy()[quali],
    }
    uguali = {nome: costante(testo, len(quali)) for nome, testo in {"sha256": "", **costanti}.items()}
    return pd.DataFrame({**colonne, **uguali})[COLONNE]


def unisci_righe(tabelle: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Stack long tables, keeping text columns as categories."""
    piene = [tabella for tabella in tabelle if len(tabella)]
    if not piene:
        return nessuna_riga()
    unite = {colonna: _unisci_categorie([t[colonna] for t in piene]) for colonna in TESTI}
    altre = pd.concat([tabella.drop(columns=TESTI) for tabella in piene], ignore_index=True)
    return altre.assign(**unite)[COLONNE]


def _in_fila(scelti: list[tuple[pd.Series, np.ndarray]], tipo: str) -> pd.api.extensions.ExtensionArray:
    """Put the chosen values one after the other, missing where a series is of another type."""
    tratti = [
        valori.array[posizioni] if valori.dtype == tipo else pd.array([pd.NA] * len(posizioni), dtype=tipo)
        for valori, posizioni in scelti
    ]
    return pd.concat([pd.Series(dtype=tipo), *map(pd.Series, tratti)], ignore_index=True).array


def _unisci_categorie(colonne: list[pd.Series]) -> pd.Categorical:
    return pd.api.types.union_categoricals([colonna.array for colonna in colonne], sort_categories=True)
