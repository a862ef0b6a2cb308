"""Who is who in SIOPE: its own codes of the enti, and their ISTAT codes."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import slug
from crescere_kit.sources import maps
from crescere_kit.sources.enti import COLONNE as COLONNE_ENTI
from crescere_kit.sources.faults import Difetto

_TOLLERANZA = 0.10  # between two counts of the same people, taken in different years
_CODICE = "codice_ente_siope"


def identifica(dati: pd.DataFrame, anagrafe: pd.DataFrame, file: str) -> tuple[pd.DataFrame, list[Difetto]]:
    """Return, by SIOPE code, istat, nome, provincia, regione and popolazione; who is not found is a fault."""
    noti = {riga[_CODICE]: riga["istat"] for riga in maps.righe("siope_enti.csv")}
    trovati, difetti = {}, []
    for riga, ente in dati.drop_duplicates(_CODICE).iterrows():
        istat = noti.get(ente[_CODICE]) or _per_nome(ente["comune"], ente["popolazione"], anagrafe)
        if istat is None:
            difetti.append(_ignoto(file, riga, ente, anagrafe))
        else:
            trovati[ente[_CODICE]] = _scheda(istat, ente, anagrafe)
    colonne = ["istat", *COLONNE_ENTI]
    enti = pd.DataFrame.from_dict(trovati, orient="index", columns=colonne)
    return enti.astype({"popolazione": "Int64"}), difetti


def _per_nome(nome: str, popolazione: str, anagrafe: pd.DataFrame) -> str | None:
    """Return the one comune with this name and about this population, or None."""
    omonimi = anagrafe[anagrafe["nome"].map(slug) == slug(nome)]
    if not popolazione.isdigit():
        return None
    scarti = (omonimi["popolazione"].astype("Float64") - int(popolazione)).abs() / int(popolazione)
    vicini = scarti[(scarti <= _TOLLERANZA).fillna(False)]
    return vicini.index[0] if len(vicini) == 1 else None


def _scheda(istat: str, ente: pd.Series, anagrafe: pd.DataFrame) -> list:
    if istat in anagrafe.index:
        return [istat, *anagrafe.reindex(columns=COLONNE_ENTI).loc[istat]]
    abitanti = ente["popolazione"]
    return [
        istat,
        _nome_noto(istat, ente["comune"]),
        pd.NA,
        pd.NA,
        int(abitanti) if abitanti.isdigit() else pd.NA,
        pd.NA,
    ]


def _nome_noto(istat: str, nome: str) -> str:
    return next((r["nome"] for r in maps.righe("siope_enti.csv") if r["istat"] == istat), nome)


def _ignoto(file: str, riga: int, ente: pd.Series, anagrafe: pd.DataFrame) -> Difetto:
    trovato = f"«{ente['comune']}» (codice SIOPE {ente[_CODICE]}, {ente['popolazione']} abitanti)"
    if anagrafe.empty:
        atteso = "un ente conosciuto: importare prima l'anagrafe ISTAT dei comuni"
    else:
        atteso = "un comune dell'anagrafe con lo stesso nome e circa gli stessi abitanti"
    return Difetto(file, int(riga), "comune", trovato, atteso)
