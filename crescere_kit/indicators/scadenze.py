"""How late the acts of the year were: the day on which they were adopted, minus the term of the law.

The ente writes the day in its own form. Where it did not, and the act is not among the documents, the delay
runs to the day of the analysis; when nobody says which day that is, nothing is judged.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.accounts.voci import MANUALE
from crescere_kit.column import costante, nuova
from crescere_kit.indicators.indicator import GIORNI, MODULO, PREVISIONE, RENDICONTO, indicatore
from crescere_kit.indicators.inhabitants import popolazione_ignota
from crescere_kit.indicators.law import in_vigore

TEMA = "termini"


class Atto(NamedTuple):
    """An act with a term: its rule, the date in the form, the documento that shows it was done."""

    termine: str
    data: str
    documento: str
    fatto: str


ATTI = {
    "RIT_BILANCIO": Atto("bilancio", "bilancio_approvato", PREVISIONE, "approvato"),
    "RIT_BILANCIO_BDAP": Atto("bilancio_bdap", "bilancio_bdap", PREVISIONE, "inviato"),
    "RIT_RENDICONTO": Atto("rendiconto", "rendiconto_approvato", RENDICONTO, "approvato"),
    "RIT_RENDICONTO_BDAP": Atto("rendiconto_bdap", "rendiconto_bdap", RENDICONTO, "inviato"),
    "RIT_CONSOLIDATO": Atto("consolidato", "consolidato_approvato", "", "approvato"),
}


def data_scritta(conti: Conti, codice: str) -> pd.Series:
    """Return a date of the form, as the number of its day; missing where it was not written or is no day."""
    scritte = conti.manuale("scadenze", codice).to_numpy(float, na_value=np.nan)
    diverse, posti = np.unique(scritte, return_inverse=True)
    giorni = np.array([_giorno(una) for una in diverse], dtype=float)[posti]
    return _in_giorni(giorni, conti)


def entro(conti: Conti, termine: str) -> pd.Series:
    """Return the day by which an act of each row's exercise was due: the ente's own deferral prevails."""
    anni, posti = np.unique(conti.anno_di_riga, return_inverse=True)
    della_legge = np.array([_della_legge(termine, int(anno)) for anno in anni], dtype=float)
    legge = _in_giorni(della_legge[posti], conti)
    if not termine.startswith("bilancio"):
        return legge
    prorogato = data_scritta(conti, "bilancio_termine")
    if termine in rules.DOPO:
        prorogato = prorogato + in_vigore(conti, TEMA, termine).astype("Int64")
    return prorogato.where(prorogato.notna(), legge)


def in_parole(giorno: int) -> str:
    """Write a day that is known by its number."""
    return f"{date.fromordinal(int(giorno)):%d/%m/%Y}"


def _giorno(scritto: float) -> float:
    """Return the number of a day written AAAAMMGG, NaN where the calendar has not it."""
    if np.isnan(scritto):
        return np.nan
    anno_e_mese, giorno = divmod(int(scritto), 100)
    try:
        return date(*divmod(anno_e_mese, 100), giorno).toordinal()
    except ValueError:
        return np.nan


def _in_giorni(giorni: np.ndarray, conti: Conti) -> pd.Series:
    ignoti = np.isnan(giorni)
    return nuova(np.where(ignoti, 0, giorni).astype("int64"), ignoti, conti.indice)


def aperto(conti: Conti, atto: Atto) -> pd.Series:
    """Tell where an act is not done as far as is known: the form is there, its date and its document not."""
    senza_data = conti.manuale("scadenze", atto.data).isna()
    return conti.ha(MANUALE) & senza_data & ~conti.ha(atto.documento)


def ritardo(conti: Conti, codice: str) -> pd.Series:
    """Return the days of delay of an act; negative when it was early."""
    atto = ATTI[codice]
    termine = entro(conti, atto.termine)
    giorni = data_scritta(conti, atto.data) - termine
    if conti.giorno is not None:
        finora = conti.giorno.toordinal() - termine
        giorni = giorni.mask(aperto(conti, atto) & finora.gt(0), finora)
    return giorni.astype("Float64")


def _della_legge(termine: str, anno: int) -> float:
    try:
        return rules.termine(termine, anno).toordinal()
    except rules.RegolaAssente:
        return np.nan


def _spiega(codice: str):
    def spiega(conti: Conti, istat: str, anno: int) -> str:
        atto, riga = ATTI[codice], (istat, anno)
        entro_il = f"il termine era il {in_parole(entro(conti, atto.termine).loc[riga])}"
        if not aperto(conti, atto).loc[riga]:
            return entro_il
        return (
            f"{entro_il}; al {conti.giorno:%d/%m/%Y} non risulta {atto.fatto}: il modulo dell'ente non dice "
            "quando, e l'atto non è fra i dati caricati"
        )

    return spiega


def _perche(codice: str):
    def perche(conti: Conti, istat: str, anno: int) -> str:
        atto, riga = ATTI[codice], (istat, anno)
        termine = entro(conti, atto.termine).loc[riga]
        if pd.isna(termine):
            return f"per il {anno} non c'è un termine fra le regole"
        if pd.notna(conti.manuale("scadenze", atto.data).loc[riga]):
            return "la data scritta nel modulo dell'ente non è un giorno del calendario"
        if conti.giorno is None or not aperto(conti, atto).loc[riga]:
            return f"il modulo dell'ente non dice in che giorno è stato {atto.fatto}"
        return f"il modulo non dice quando è stato {atto.fatto}, e il termine è il {in_parole(termine)}"

    return perche


def _ritardo(codice: str, nome: str, limite=None, perche=None):
    return indicatore(
        codice,
        nome,
        GIORNI,
        verso="alto",
        limite=(TEMA, limite or f"ritardo_{ATTI[codice].termine}"),
        documento=MODULO,
        spiega=_spiega(codice),
        perche=perche or _perche(codice),
    )


@_ritardo("RIT_BILANCIO", "Ritardo del bilancio di previsione")
def bilancio(conti: Conti) -> pd.Series:
    """Giorni fra il termine del bilancio di previsione (con le proroghe) e la sua approvazione; negativi se
    l'approvazione è venuta prima. Se non risulta approvato, i giorni passati fino all'analisi.
    """
    return ritardo(conti, "RIT_BILANCIO")


@_ritardo("RIT_BILANCIO_BDAP", "Ritardo nell'invio del bilancio di previsione alla BDAP")
def bilancio_bdap(conti: Conti) -> pd.Series:
    """Giorni fra il termine per inviare il bilancio di previsione alla BDAP e l'invio; negativi se l'invio è
    venuto prima. Se non risulta inviato, i giorni passati fino all'analisi.
    """
    return ritardo(conti, "RIT_BILANCIO_BDAP")


@_ritardo("RIT_RENDICONTO", "Ritardo del rendiconto")
def rendiconto(conti: Conti) -> pd.Series:
    """Giorni fra il termine del rendiconto (con le proroghe) e la sua approvazione; negativi se
    l'approvazione è venuta prima. Se non risulta approvato, i giorni passati fino all'analisi.
    """
    return ritardo(conti, "RIT_RENDICONTO")


@_ritardo("RIT_RENDICONTO_BDAP", "Ritardo nell'invio del rendiconto alla BDAP")
def rendiconto_bdap(conti: Conti) -> pd.Series:
    """Giorni fra il termine per inviare il rendiconto alla BDAP e l'invio; negativi se l'invio è venuto
    prima. Se non risulta inviato, i giorni passati fino all'analisi.
    """
    return ritardo(conti, "RIT_RENDICONTO_BDAP")


def _obbligo_consolidato(conti: Conti) -> pd.Series:
    """The rule binds the larger comuni only; nothing is judged where the inhabitants are not known."""
    oltre = rules.per_anni(TEMA, "consolidato_abitanti", conti.anno_di_riga).array
    grande = (conti.popolazione() > oltre).fillna(False).astype(bool)
    return costante(conti.indice, "ritardo_consolidato", "string").where(grande)


def _perche_consolidato(conti: Conti, istat: str, anno: int) -> str:
    facoltativo = pd.isna(_obbligo_consolidato(conti).loc[(istat, anno)])
    detto = popolazione_ignota(conti, istat, anno)
    if facoltativo and not detto:
        return "il bilancio consolidato non è obbligatorio per un comune di questa popolazione"
    return detto or _perche("RIT_CONSOLIDATO")(conti, istat, anno)


@_ritardo("RIT_CONSOLIDATO", "Ritardo del bilancio consolidato", _obbligo_consolidato, _perche_consolidato)
def consolidato(conti: Conti) -> pd.Series:
    """Giorni fra il termine del bilancio consolidato (con le proroghe) e la sua approvazione; negativi se
    l'approvazione è venuta prima. Se non risulta approvato, i giorni passati fino all'analisi. È obbligatorio
    nei comuni con più di 5.000 abitanti.
    """
    giorni = ritardo(conti, "RIT_CONSOLIDATO")
    return giorni.where(_obbligo_consolidato(conti).notna())


INDICATORI = (bilancio, bilancio_bdap, rendiconto, rendiconto_bdap, consolidato)
