"""Why a value is not there, and what must be known of one that is."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.indicators.indicator import (
    EURO,
    MODULO,
    PREVISIONE,
    RENDICONTO,
    RIFERIMENTO,
    Indicatore,
)
from crescere_kit.indicators.plausibility import perche_scartato
from crescere_kit.indicators.wording import scrivi

_DOCUMENTI = {RENDICONTO: "il rendiconto", PREVISIONE: "il bilancio di previsione"}
_NON_DELL_ANNO = (MODULO, RIFERIMENTO)
_VARIATO = {PREVISIONE: ("assestato",)}
_MOSTRATE = 2  # a sentence that lists thirty missing rows is not read


def perche_manca(indicatore: Indicatore, conti: Conti, istat: str, anno: int) -> str:
    """Say which accounts are missing, or that the denominator is zero."""
    riga = (istat, anno)
    if conti.posto(istat, anno) is None:
        return f"non ci sono conti di questo comune per il {anno}"
    if assente := documento_assente(conti, riga, indicatore.documento):
        return assente
    del_comune = conti.uno(istat)
    if indicatore.documento == RENDICONTO and del_comune.rendiconto_vuoto.loc[riga]:
        return f"il rendiconto del {anno} è stato trasmesso con tutti gli importi a zero"
    if scartato := perche_scartato(indicatore, indicatore.leggi_dichiarato(del_comune).loc[riga]):
        return scartato
    detto = indicatore.perche(del_comune, istat, anno) if indicatore.perche else ""
    return detto or _dai_conti(indicatore, del_comune, riga)


def _dai_conti(indicatore: Indicatore, conti: Conti, riga: tuple[str, int]) -> str:
    """Compute the indicator again, watching what it reads."""
    letti, usate = conti.con_traccia()
    rapporto = indicatore.rapporto(letti)
    if rapporto and rapporto.denominatore.eq(0).fillna(False).loc[riga]:
        return f"il denominatore ({indicatore.denominatore}) è zero"
    if mancanti := letti.manca(usate, *riga):
        return f"{elenca(mancanti)}{_nemmeno_dichiarato(indicatore)}"
    if rapporto and rapporto.numeratore.notna().loc[riga]:
        return f"non si conosce il denominatore ({indicatore.denominatore}): servono i conti degli anni prima"
    return "i conti pubblici non bastano a ricalcolarlo e l'ente non lo ha dichiarato"


def scarto_dal_dichiarato(indicatore: Indicatore, ricalcolato: float | None, dichiarato: float | None) -> str:
    """Say that the accounts and the declared figure differ by more than the tolerance; "" when they agree."""
    if pd.isna(ricalcolato) or pd.isna(dichiarato):
        return ""
    if abs(ricalcolato - dichiarato) <= scarto_ammesso(indicatore):
        return ""
    unita = indicatore.unita
    return f"dichiarato {scrivi(dichiarato, unita)}, ricalcolato {scrivi(ricalcolato, unita)}"


def scarto_ammesso(indicatore: Indicatore) -> Decimal:
    """Return how far the declared figure may be from the recomputed one, in the unit of the panel."""
    tolleranza = rules.ultima("avviso", f"scarto_{indicatore.unita}").valore
    return tolleranza * 100 if indicatore.unita == EURO else tolleranza


def documento_assente(conti: Conti, riga: tuple[str, int], documento: str) -> str:
    """Say that the ente has nothing of a document in that year, "" if it has; its own form need not be
    there, and reference sets may be of a year before.
    """
    if documento in _NON_DELL_ANNO:
        return ""
    presenti = {uno for uno, _ in conti.lati(*riga)}
    if presenti & {documento, *_VARIATO.get(documento, ())}:
        return ""
    return f"{_DOCUMENTI[documento]} del {riga[1]} non è fra i dati caricati"


def elenca(mancanti: list[str]) -> str:
    """Write «mancano nei dati caricati: …», the first ones by name."""
    mostrate, altre = mancanti[:_MOSTRATE], len(mancanti) - _MOSTRATE
    coda = f" e altre {altre} voci" if altre > 1 else f" e {mancanti[-1]}" if altre == 1 else ""
    verbo = "manca" if len(mancanti) == 1 else "mancano"
    return f"{verbo} nei dati caricati: {'; '.join(mostrate)}{coda}"


def _nemmeno_dichiarato(indicatore: Indicatore) -> str:
    return ", e l'ente non ha dichiarato il valore" if indicatore.dichiarato else ""
