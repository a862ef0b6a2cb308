"""Who is who in SIOPE: its own codes of the enti, and their ISTAT codes."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from crescere_kit.accounts import slug
from crescere_kit.sources import maps
from crescere_kit.sources.enti import COLONNE as COLONNE_ENTI
from crescere_kit.sources.enti import scheda
from crescere_kit.sources.faults import Difetto

_TOLLERANZA = 0.10  # between two counts of the same people, taken in different years
_CODICE = "codice_ente_siope"


def identifica(dati: pd.DataFrame, anagrafe: pd.DataFrame, file: str) -> tuple[pd.DataFrame, list[Difetto]]:
    """Return, by SIOPE code, istat, nome, provincia, regione and popolazione; who is not found is a fault."""
    noti = {riga[_CODICE]: riga["istat"] for riga in maps.righe("siope_enti.csv")}
    per_nome: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for istat, nome, abitanti in anagrafe[["nome", "popolazione"]].dropna().itertuples():
        per_nome[slug(nome)].append((istat, abitanti))
    primi = dati.drop_duplicates(_CODICE)
    trovati = [
        noti.get(codice) or _per_nome(nome, popolazione, per_nome)
        for codice, nome, popolazione in primi[[_CODICE, "comune", "popolazione"]].itertuples(index=False)
    ]
    ignoti = [istat is None for istat in trovati]
    difetti = [_ignoto(file, riga, ente, anagrafe) for riga, ente in primi[ignoti].iterrows()]
    primi = primi.assign(istat=pd.Series(trovati, index=primi.index, dtype="str"))[[not i for i in ignoti]]
    return _schede(primi.set_index(_CODICE), anagrafe), difetti


def _per_nome(nome: str, popolazione: str, per_nome: dict[str, list[tuple[str, int]]]) -> str | None:
    """Return the one comune with this name and about this population, or None."""
    if not popolazione.isdigit():
        return None
    vicini = [
        istat
        for istat, abitanti in per_nome.get(slug(nome), [])
        if abs(abitanti - int(popolazione)) <= _TOLLERANZA * int(popolazione)
    ]
    return vicini[0] if len(vicini) == 1 else None


def _schede(enti: pd.DataFrame, anagrafe: pd.DataFrame) -> pd.DataFrame:
    """Return what the anagrafe says of the enti and, of those it has not, what SIOPE says."""
    nomi = {riga["istat"]: riga["nome"] for riga in maps.righe("siope_enti.csv")}
    sue = scheda(anagrafe, enti["istat"].to_list()).set_axis(enti.index)
    fuori = ~enti["istat"].isin(anagrafe.index)
    di_siope = enti["istat"].map(nomi).fillna(enti["comune"])
    abitanti = pd.to_numeric(enti["popolazione"].where(enti["popolazione"].str.isdigit()))
    sue["nome"] = sue["nome"].where(~fuori, di_siope)
    sue["popolazione"] = sue["popolazione"].astype("Int64").where(~fuori, abitanti.astype("Int64"))
    return sue.assign(istat=enti["istat"])[["istat", *COLONNE_ENTI]]


def _ignoto(file: str, riga: int, ente: pd.Series, anagrafe: pd.DataFrame) -> Difetto:
    trovato = f"«{ente['comune']}» (codice SIOPE {ente[_CODICE]}, {ente['popolazione']} abitanti)"
    if anagrafe.empty:
        atteso = "un ente conosciuto: importare prima l'anagrafe ISTAT dei comuni"
    else:
        atteso = "un comune dell'anagrafe con lo stesso nome e circa gli stessi abitanti"
    return Difetto(file, int(riga), "comune", trovato, atteso)
