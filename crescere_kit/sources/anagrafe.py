"""Read the ISTAT list of comuni: names, provinces, regions, population."""

from __future__ import annotations

import pandas as pd

from crescere_kit.sources import delimited, plain
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.plain import Schema

SCHEMA = Schema(
    nome="anagrafe ISTAT dei comuni",
    separatore=",",
    servono=("codice_istat", "denominazione", "regione", "provincia", "popolazione_residente"),
)


def leggi(contenuto: bytes, file: str) -> Letto:
    """Read the bytes of the list."""
    tabella = delimited.leggi(contenuto, file, SCHEMA.separatore)
    difetti = [*tabella.difetti, *plain.mancanti(tabella.dati, SCHEMA, file)]
    if difetti:
        return Letto(difetti=difetti)
    dati = tabella.dati
    istat = dati["codice_istat"].str.strip().str.zfill(6)
    difetti += plain.sbagliate(~istat.str.fullmatch(r"\d{6}"), dati["codice_istat"], file, "sei cifre")
    difetti += plain.sbagliate(
        istat.duplicated(), dati["codice_istat"], file, "un codice ISTAT scritto una volta sola"
    )
    abitanti = dati["popolazione_residente"].str.strip()
    difetti += plain.sbagliate(~abitanti.str.fullmatch(r"\d*"), abitanti, file, "un numero di abitanti")
    return Letto(difetti=difetti) if difetti else Letto(enti=_enti(dati, istat, abitanti))


def _enti(dati: pd.DataFrame, istat: pd.Series, abitanti: pd.Series) -> pd.DataFrame:
    enti = pd.DataFrame(
        {
            "nome": dati["denominazione"].str.strip(),
            "provincia": dati["provincia"].str.strip(),
            "regione": dati["regione"].str.strip(),
            "popolazione": pd.to_numeric(abitanti, errors="coerce").astype("Int64"),
        }
    )
    return enti.set_index(pd.Index(istat, name="istat", dtype="str")).sort_index()
