"""What a reader hands over: long rows with their provenance, the enti they speak of, and what was noticed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crescere_kit.sources.faults import Difetto

CHIAVI = ["istat", "anno", "documento", "lato", "codice", "fase"]
# `membro` is the official table a row comes from: a newer copy of that table replaces the whole of it.
COLONNE = [*CHIAVI, "importo", "rapporto", "membro", "file", "riga", "sha256"]
ORIGINI = ("anagrafe", "bdap", "siope")
COLONNE_ENTI = ["nome", "provincia", "regione", "popolazione"]
TIPI = {
    "anno": "int64",
    "importo": "Int64",
    "rapporto": "Float64",
    "riga": "int64",
    **dict.fromkeys(("istat", "documento", "lato", "codice", "fase", "membro", "file", "sha256"), "category"),
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
        file, riga, sha256; a missing amount is an absent row.
    schede: what each origin says of each ente: index istat, columns origine, nome, provincia, regione,
        popolazione.
    avvisi: sentences on what was left out or looks odd, without being wrong.
    """

    righe: pd.DataFrame
    schede: pd.DataFrame
    fonti: list[Fonte] = field(default_factory=list)
    avvisi: list[str] = field(default_factory=list)

    @property
    def enti(self) -> pd.DataFrame:
        """The enti the files speak of: index istat, columns nome, provincia, regione, popolazione."""
        return enti_di(self.schede)


def enti_di(schede: pd.DataFrame) -> pd.DataFrame:
    """Return one row per ente from what each origin says of it: ISTAT is believed first, SIOPE last."""
    return unisci_enti(schede[schede["origine"] == origine] for origine in ORIGINI)


def unisci_schede(tabelle: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Stack what is said of the enti: of one ente and origin the last table is believed."""
    tutte = pd.concat([nessun_ente().assign(origine=pd.Series(dtype="str")), *tabelle]).rename_axis("istat")
    return tutte.reset_index().drop_duplicates(["istat", "origine"], keep="last").set_index("istat")


def nessuna_riga() -> pd.DataFrame:
    """Return a table of rows with no rows."""
    return pd.DataFrame({colonna: [] for colonna in COLONNE}).astype(TIPI)


def nessun_ente() -> pd.DataFrame:
    """Return a table of enti with no enti."""
    vuota = pd.DataFrame(
        {colonna: [] for colonna in COLONNE_ENTI}, index=pd.Index([], name="istat", dtype="str")
    )
    return vuota.astype({"nome": "str", "provincia": "str", "regione": "str", "popolazione": "Int64"})


def costante(testo: str, quante: int) -> pd.Categorical:
    """Return a column that holds one text, at the price of a byte per row."""
    return pd.Categorical.from_codes(np.zeros(quante, dtype="int8"), [testo])


def lunghe(chiavi: pd.DataFrame, valori: pd.Series, **costanti: str) -> pd.DataFrame:
    """Build long rows of one fase: `chiavi` has istat, anno, codice and, as index, the row in the file."""
    numerici = valori.dtype == "Float64"
    colonne = {
        "istat": chiavi["istat"].astype("category"),
        "anno": chiavi["anno"],
        "codice": chiavi["codice"].astype("category"),
        "importo": pd.array([pd.NA] * len(valori), dtype="Int64") if numerici else valori,
        "rapporto": valori if numerici else pd.array([pd.NA] * len(valori), dtype="Float64"),
        "riga": chiavi.index,
    }
    uguali = {nome: costante(testo, len(valori)) for nome, testo in {"sha256": "", **costanti}.items()}
    return pd.DataFrame({**colonne, **uguali}, index=chiavi.index).reset_index(drop=True)[COLONNE]


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
    return pd.api.types.union_categoricals([colonna.array for colonna in colonne], sort_categories=True)


@dataclass(frozen=True)
class Letto:
    """What one reader found in one file, faults included: whether to load it is decided later."""

    righe: pd.DataFrame = field(default_factory=nessuna_riga)
    enti: pd.DataFrame = field(default_factory=nessun_ente)
    difetti: list[Difetto] = field(default_factory=list)
    avvisi: list[str] = field(default_factory=list)
    regione: str | None = None
