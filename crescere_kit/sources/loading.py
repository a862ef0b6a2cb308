"""What a reader hands over: long rows with their provenance, the enti they speak of, and what was noticed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

CHIAVI = ["istat", "anno", "documento", "lato", "codice", "fase"]
# `membro` is the official table a row comes from: a newer copy of that table replaces the whole of it.
COLONNE = [*CHIAVI, "importo", "rapporto", "membro", "file", "riga"]
COLONNE_ENTI = ["nome", "provincia", "regione", "popolazione"]
TIPI = {
    "anno": "int64",
    "importo": "Int64",
    "rapporto": "Float64",
    "riga": "int64",
    **dict.fromkeys(("istat", "documento", "lato", "codice", "fase", "membro", "file"), "category"),
}


@dataclass(frozen=True)
class Fonte:
    """A loaded file: its name, the SHA-256 of its bytes, its layout and, for BDAP, its region."""

    nome: str
    sha256: str
    formato: str
    regione: str | None = None


@dataclass(frozen=True)
class Caricamento:
    """The content of some official files.

    righe: istat, anno, documento, lato, codice, fase, importo (Int64 cents), rapporto (Float64), membro,
        file, riga; a missing amount is an absent row.
    enti: index istat, columns nome, provincia, regione, popolazione.
    avvisi: sentences on what was left out or looks odd, without being wrong.
    """

    righe: pd.DataFrame
    enti: pd.DataFrame
    fonti: list[Fonte] = field(default_factory=list)
    avvisi: list[str] = field(default_factory=list)


def nessuna_riga() -> pd.DataFrame:
    """Return a table of rows with no rows."""
    return pd.DataFrame({colonna: [] for colonna in COLONNE}).astype(TIPI)


def nessun_ente() -> pd.DataFrame:
    """Return a table of enti with no enti."""
    vuota = pd.DataFrame(
        {colonna: [] for colonna in COLONNE_ENTI}, index=pd.Index([], name="istat", dtype="str")
    )
    return vuota.astype({"nome": "str", "provincia": "str", "regione": "str", "popolazione": "Int64"})


def unisci_righe(tabelle: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Stack long tables, keeping text columns as categories."""
    piene = [tabella for tabella in tabelle if len(tabella)]
    if not piene:
        return nessuna_riga()
    testi = [colonna for colonna, tipo in TIPI.items() if tipo == "category"]
    unite = {colonna: _unisci_categorie([t[colonna] for t in piene]) for colonna in testi}
    altre = pd.concat([tabella.drop(columns=testi) for tabella in piene], ignore_index=True)
    return altre.assign(**unite)[COLONNE]


def unisci_enti(tabelle: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put enti together: the first table that knows something about an ente is believed."""
    unite = nessun_ente()
    for tabella in tabelle:
        unite = unite.combine_first(tabella[COLONNE_ENTI]) if len(tabella) else unite
    return unite[COLONNE_ENTI].astype(nessun_ente().dtypes.to_dict()).rename_axis("istat").sort_index()


def _unisci_categorie(colonne: list[pd.Series]) -> pd.Categorical:
    return pd.api.types.union_categoricals([colonna.array for colonna in colonne], ignore_order=True)
