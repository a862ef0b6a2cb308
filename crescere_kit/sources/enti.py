"""The enti the files speak of: what each origin says of each, and which of them is believed."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

ORIGINI = ("anagrafe", "bdap", "siope", "dpcm", "workbook", "capitoli", "modulo")
COLONNE = ["nome", "provincia", "regione", "popolazione", "codice_fiscale"]


def nessun_ente() -> pd.DataFrame:
    """Return a table of enti with no enti."""
    vuota = pd.DataFrame({colonna: [] for colonna in COLONNE}, index=pd.Index([], name="istat", dtype="str"))
    return vuota.astype({**dict.fromkeys(COLONNE, "str"), "popolazione": "Int64"})


def scheda(enti: pd.DataFrame, istat: list[str]) -> pd.DataFrame:
    """Return what is known of some enti; what nobody said of them is missing."""
    return enti.reindex(index=pd.Index(istat, name="istat"), columns=COLONNE)


def unisci_enti(tabelle: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put enti together: the first table that knows something about an ente is believed."""
    unite = nessun_ente()
    for tabella in tabelle:
        unite = unite.combine_first(tabella.reindex(columns=COLONNE)) if len(tabella) else unite
    return unite[COLONNE].astype(nessun_ente().dtypes.to_dict()).rename_axis("istat").sort_index()


def unisci_schede(tabelle: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Stack what is said of the enti: of one ente and origin the last table is believed."""
    tutte = pd.concat([nessun_ente().assign(origine=pd.Series(dtype="str")), *tabelle]).rename_axis("istat")
    return tutte.reset_index().drop_duplicates(["istat", "origine"], keep="last").set_index("istat")


def enti_di(schede: pd.DataFrame) -> pd.DataFrame:
    """Return one row per ente from what each origin says of it: ISTAT is believed first."""
    return unisci_enti(schede[schede["origine"] == origine] for origine in ORIGINI)
