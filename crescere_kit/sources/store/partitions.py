"""The rows of a year on disk: Parquet sorted by comune, so that reading one touches a small part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from crescere_kit.accounts.panel import COLONNE_ENTI as COLONNE_CONTI
from crescere_kit.accounts.voci import Voce
from crescere_kit.sources.enti import nessun_ente, unisci_schede
from crescere_kit.sources.long_rows import COLONNE, TESTI, unisci_righe
from crescere_kit.sources.names import con_slug
from crescere_kit.sources.store import row_groups

_TIPI_PANDAS = {pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype()}
_ANNI_TENUTI = 16  # of one comune, a few hundred kB each
_VOCE = ["istat", "documento", "lato", "codice", "fase"]


@dataclass(frozen=True)
class Sostituzione:
    """What a newer copy of some tables did to the older one: which files, how many comuni and amounts."""

    vecchi_file: list[str]
    comuni: int
    cambiati: int


def scrivi(righe: pd.DataFrame, percorso: Path) -> None:
    """Write the rows of one year, without the year, which is in the folder's name.

    Categories nobody uses are dropped: the archive of one comune must not name the others.
    """
    righe = righe.assign(**{testo: righe[testo].cat.remove_unused_categories() for testo in TESTI})
    ordinate = righe.sort_values(["istat", "membro", "riga"], kind="stable").drop(columns="anno")
    tabella = pa.Table.from_pandas(ordinate.astype({"istat": "str"}), preserve_index=False)
    tabella = tabella.replace_schema_metadata(None)
    row_groups.scrivi(tabella, percorso)


def leggi(percorso: Path, anno: int, istat: Sequence[str] | None = None) -> pd.DataFrame:
    """Read the rows of one year, of all comuni or of some."""
    return leggi_anni({anno: percorso}, istat)


def leggi_anni(percorsi: Mapping[int, Path], istat: Sequence[str] | None = None) -> pd.DataFrame:
    """Read the rows of some years, each from its file, of all comuni or of some."""
    if istat is not None and len(istat) == 1:
        tabelle = [_di_uno(percorso, istat[0]) for percorso in percorsi.values()]
    else:
        tabelle = [_tabella(percorso, istat) for percorso in percorsi.values()]
    dati = pa.concat_tables(tabelle).unify_dictionaries().to_pandas(types_mapper=_TIPI_PANDAS.get)
    anni = np.repeat(np.array(list(percorsi), dtype="int64"), [len(tabella) for tabella in tabelle])
    return dati.assign(anno=anni, istat=dati["istat"].astype("category"))[COLONNE]


@lru_cache(maxsize=_ANNI_TENUTI)
def _di_uno(percorso: Path, istat: str) -> pa.Table:
    """Read the rows of one comune and year, kept for who asks where they come from.

    A file of the archive never changes: an import writes another, with a name of its own.
    """
    return _tabella(percorso, [istat])


def _tabella(percorso: Path, istat: Sequence[str] | None) -> pa.Table:
    return row_groups.leggi(percorso, istat, [testo for testo in TESTI if testo != "istat"])


def sostituisci(
    vecchie: pd.DataFrame, nuove: pd.DataFrame, anche: Iterable[tuple[str, str]] = ()
) -> tuple[pd.DataFrame, Sostituzione | None]:
    """Put new rows in the place of old ones: a table of a comune is replaced whole, never mixed.

    anche: tables (istat, membro) that are replaced even where there is no new row of theirs.
    """
    superate = _tabelle(vecchie, nuove).isin(_tabelle(nuove, vecchie).unique())
    for istat, membro in anche:
        superate |= vecchie["istat"].eq(istat) & vecchie["membro"].eq(membro)
    if not superate.any():
        return unisci_righe([vecchie, nuove]), None
    uscite = vecchie[superate]
    unite = unisci_righe([vecchie[~superate], nuove])
    entrate = nuove[_tabelle(nuove, uscite).isin(_tabelle(uscite, nuove).unique())]
    return unite, Sostituzione(
        sorted(set(uscite["file"])), uscite["istat"].nunique(), _quanti_cambiati(uscite, entrate)
    )


def _tabelle(righe: pd.DataFrame, altre: pd.DataFrame) -> pd.Series:
    """Number the official table each row belongs to, alike for two sets of rows."""
    istat = righe["istat"].astype("str").astype("int64")
    membri = sorted({*righe["membro"].cat.categories, *altre["membro"].cat.categories})
    membro = righe["membro"].map({nome: numero for numero, nome in enumerate(membri)}).astype("int64")
    return istat * len(membri) + membro


def _quanti_cambiati(uscite: pd.DataFrame, entrate: pd.DataFrame) -> int:
    """Count the amounts that appeared, disappeared or changed."""
    valori = [_valori(righe) for righe in (uscite, entrate)]
    prima, dopo = valori[0].align(valori[1])
    return int((prima.isna() != dopo.isna()).sum() + ((prima != dopo) & prima.notna() & dopo.notna()).sum())


def _valori(righe: pd.DataFrame) -> pd.Series:
    indice = pd.MultiIndex.from_frame(righe[_VOCE].astype("str"))
    importi = righe["importo"].astype("Float64").fillna(righe["rapporto"])
    return pd.Series(importi.to_numpy("float64", na_value=np.nan), index=indice)


def conta(percorso: Path) -> list[dict[str, str | int]]:
    """Return, by document, how many comuni and amounts a year has."""
    tabella = pq.read_table(percorso, columns=["documento", "istat"]).group_by("documento")
    conteggi = tabella.aggregate([("istat", "count_distinct"), ("istat", "count")])
    return [
        {
            "documento": riga["documento"],
            "comuni": riga["istat_count_distinct"],
            "importi": riga["istat_count"],
        }
        for riga in sorted(conteggi.to_pylist(), key=lambda riga: riga["documento"])
    ]


def trova(percorso: Path, anno: int, istat: str, voce: Voce) -> pd.Series | None:
    """Return the row of one voce of one comune, the one the panel reads if two tables have it; or None."""
    righe = leggi(percorso, anno, [istat])
    uguali = np.logical_and.reduce([(righe[c] == valore).to_numpy() for c, valore in voce._asdict().items()])
    return righe[uguali].iloc[-1] if uguali.any() else None


def leggi_enti(cartella: Path, percorso: str | None) -> pd.DataFrame:
    """Read the table of the enti that have accounts."""
    if not percorso:
        return con_slug(nessun_ente())[COLONNE_CONTI]
    return pq.read_table(cartella / percorso, memory_map=True, use_threads=False).to_pandas()[COLONNE_CONTI]


def leggi_schede(cartella: Path, percorso: str | None) -> pd.DataFrame:
    """Read what each origin says of each ente."""
    return pd.read_parquet(cartella / percorso) if percorso else unisci_schede([])
