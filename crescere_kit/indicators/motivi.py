"""Why a value is not there, and what must be known of one that is."""

from __future__ import annotations

import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.indicators.indicatore import EURO, Indicatore
from crescere_kit.indicators.parole import scrivi

_MOSTRATE = 2  # a sentence that lists thirty missing rows is not read


def perche_manca(indicatore: Indicatore, conti: Conti, istat: str, anno: int) -> str:
    """Say which accounts are missing, or that the denominator is zero."""
    riga = (istat, anno)
    if riga not in conti.tavola.index:
        return f"non ci sono conti di questo comune per il {anno}"
    del_comune = conti.solo([istat])
    letti, usate = del_comune.con_traccia()
    rapporto = indicatore.rapporto(letti)
    if rapporto is None and indicatore.spiega:
        return indicatore.spiega(del_comune, istat, anno)
    if rapporto and rapporto.denominatore.eq(0).fillna(False).loc[riga]:
        return f"il denominatore ({indicatore.denominatore}) è zero"
    if mancanti := letti.manca(usate, istat, anno):
        return f"{_elenca(mancanti)}{_nemmeno_dichiarato(indicatore)}"
    if rapporto and rapporto.numeratore.notna().loc[riga]:
        return f"non si conosce il denominatore ({indicatore.denominatore}): servono i conti degli anni prima"
    return "i conti pubblici non bastano a ricalcolarlo e l'ente non lo ha dichiarato"


def scarto_dal_dichiarato(indicatore: Indicatore, ricalcolato: float | None, dichiarato: float | None) -> str:
    """Say that the accounts and the declared figure differ by more than the tolerance; "" when they agree."""
    if pd.isna(ricalcolato) or pd.isna(dichiarato):
        return ""
    tolleranza = rules.ultima("avviso", f"scarto_{indicatore.unita}").valore
    if indicatore.unita == EURO:
        tolleranza *= 100
    if abs(ricalcolato - dichiarato) <= tolleranza:
        return ""
    unita = indicatore.unita
    return f"dichiarato {scrivi(dichiarato, unita)}, ricalcolato {scrivi(ricalcolato, unita)}"


def _elenca(mancanti: list[str]) -> str:
    mostrate, altre = mancanti[:_MOSTRATE], len(mancanti) - _MOSTRATE
    coda = f" e altre {altre} voci" if altre > 1 else f" e {mancanti[-1]}" if altre == 1 else ""
    verbo = "manca" if len(mancanti) == 1 else "mancano"
    return f"{verbo} nei dati caricati: {'; '.join(mostrate)}{coda}"


def _nemmeno_dichiarato(indicatore: Indicatore) -> str:
    return ", e l'ente non ha dichiarato il valore" if indicatore.dichiarato else ""
