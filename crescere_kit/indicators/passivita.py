"""Debts that may come or came without an impegno: lawsuits, losses of partecipate, debiti fuori bilancio.

Only the ente knows them: they are lists of its own form. A list that is not there is not an empty one.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.column import colonna
from crescere_kit.indicators.indicator import EURO, MODULO, indicatore

TEMA = "passivita"
FINANZIATI, DA_FINANZIARE = 1, 2  # stato of a debito fuori bilancio; every other is still to be recognised
_ELENCHI = {
    "contenzioso": "le cause in corso",
    "partecipate": "le perdite delle partecipate",
    "dfb": "i debiti fuori bilancio",
}


def elenco_mancante(lato: str):
    """Return the function that says why a list of the form cannot be summed; "" when it can."""

    def perche(conti: Conti, istat: str, anno: int) -> str:
        righe = conti.elenco(lato)
        if not len(righe):
            return (
                f"il modulo dell'ente non elenca {_ELENCHI[lato]}: se non ce ne sono, va scritta una riga "
                "con importo zero"
            )
        sue = righe[righe.index.get_level_values("anno") == anno]
        vuote = sue.index.get_level_values("codice")[sue.isna().any(axis=1)]
        return f"nel modulo dell'ente va completata la riga «{vuote[0]}»" if len(vuote) else ""

    return perche


def debiti(conti: Conti, *stati: int, negati: bool = False) -> pd.Series:
    """Return the debiti fuori bilancio in these stati (or in the others), for each row of the panel."""
    righe = conti.elenco("dfb")
    stato, importo = (colonna(righe[fase].array, righe.index) for fase in ("stato", "importo"))
    scelti = np.isin(stato.to_numpy(float, na_value=np.nan), stati) != negati
    return conti.per_ente(importo.where(scelti, 0).mask(stato.isna() | importo.isna()))


def quote(conti: Conti) -> pd.DataFrame:
    """Return the lawsuits with the part of each that must be set aside (`quota`, in points)."""
    return conti.ricorda("quote del contenzioso", _quote)


def _quote(conti: Conti) -> pd.DataFrame:
    cause = conti.elenco("contenzioso")
    anni, rischio = cause.index.get_level_values("anno"), cause["rischio"]

    def regola(codice: str):
        return rules.per_anni(TEMA, codice, anni).array

    probabile = (rischio >= regola("contenzioso_probabile")).fillna(False).astype(bool)
    remota = (rischio < regola("contenzioso_possibile")).fillna(False).astype(bool)
    quota = rischio.mask(probabile, regola("quota_probabile")).mask(remota, regola("quota_remota"))
    return cause.assign(quota=quota, probabile=probabile, remota=remota)


def _spiega_cause(conti: Conti, istat: str, anno: int) -> str:
    cause = quote(conti).xs(anno, level="anno")
    probabili, remote = int(cause["probabile"].sum()), int(cause["remota"].sum())
    possibili = len(cause) - probabili - remote
    return f"cause: {probabili} probabili, {possibili} possibili, {remote} remote"


@indicatore(
    "CONT_DOVUTO",
    "Fondo contenzioso che le cause richiedono",
    EURO,
    documento=MODULO,
    spiega=_spiega_cause,
    perche=elenco_mancante("contenzioso"),
)
def contenzioso_dovuto(conti: Conti) -> pd.Series:
    """Somma delle cause in corso, ciascuna per la parte da accantonare: per intero se è probabile perderla,
    secondo la sua probabilità se è possibile, niente se è remota.
    """
    cause = quote(conti)
    return conti.per_ente((cause["importo"] * cause["quota"] / 100).round().astype("Int64"))


@indicatore(
    "CONT_MARGINE",
    "Fondo contenzioso accantonato, meno quello richiesto",
    EURO,
    verso="basso",
    limite=(TEMA, "contenzioso"),
    perche=elenco_mancante("contenzioso"),
)
def contenzioso_margine(conti: Conti) -> pd.Series:
    """Fondo contenzioso accantonato nel risultato di amministrazione, meno quello che le cause richiedono."""
    return conti.risultato("contenzioso") - contenzioso_dovuto.calcola(conti)


@indicatore(
    "PART_DOVUTO",
    "Fondo perdite delle partecipate dovuto",
    EURO,
    documento=MODULO,
    perche=elenco_mancante("partecipate"),
)
def partecipate_dovuto(conti: Conti) -> pd.Series:
    """Somma delle perdite non ripianate di ogni partecipata, ciascuna per la quota dell'ente."""
    societa = conti.elenco("partecipate")
    return conti.per_ente((societa["perdita"] * societa["quota"] / 100).round().astype("Int64"))


@indicatore(
    "PART_MARGINE",
    "Fondo perdite delle partecipate accantonato, meno quello dovuto",
    EURO,
    verso="basso",
    limite=(TEMA, "partecipate"),
    perche=elenco_mancante("partecipate"),
)
def partecipate_margine(conti: Conti) -> pd.Series:
    """Fondo perdite delle partecipate accantonato nel risultato di amministrazione, meno quello dovuto."""
    return conti.risultato("perdite_partecipate") - partecipate_dovuto.calcola(conti)


@indicatore(
    "DFB_TOTALE", "Debiti fuori bilancio dell'anno", EURO, documento=MODULO, perche=elenco_mancante("dfb")
)
def debiti_in_tutto(conti: Conti) -> pd.Series:
    """Somma dei debiti fuori bilancio: riconosciuti e finanziati, riconosciuti da finanziare, da
    riconoscere.
    """
    return debiti(conti, negati=True)


def _limitato(codice: str, nome: str, limite: str):
    return indicatore(
        codice,
        nome,
        EURO,
        verso="alto",
        limite=(TEMA, limite),
        documento=MODULO,
        perche=elenco_mancante("dfb"),
    )


@_limitato("DFB_RICONOSCERE", "Debiti fuori bilancio da riconoscere", "dfb_da_riconoscere")
def debiti_da_riconoscere(conti: Conti) -> pd.Series:
    """Somma dei debiti fuori bilancio che il Consiglio non ha ancora riconosciuto."""
    return debiti(conti, FINANZIATI, DA_FINANZIARE, negati=True)


@_limitato("DFB_FINANZIARE", "Debiti fuori bilancio riconosciuti e non finanziati", "dfb_da_finanziare")
def debiti_da_finanziare(conti: Conti) -> pd.Series:
    """Somma dei debiti fuori bilancio riconosciuti dal Consiglio che non hanno ancora copertura."""
    return debiti(conti, DA_FINANZIARE)


INDICATORI = (
    contenzioso_dovuto,
    contenzioso_margine,
    partecipate_dovuto,
    partecipate_margine,
    debiti_in_tutto,
    debiti_da_riconoscere,
    debiti_da_finanziare,
)
