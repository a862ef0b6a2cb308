"""How a value stands to its limit: within, near, beyond, or not known."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.indicators.indicator import EURO, GIORNI, PERCENTUALE, Indicatore


class Esito(StrEnum):
    """What an official reads beside a value."""

    NORMA = "nella norma"
    VICINO = "vicino al limite"
    OLTRE = "oltre il limite"
    NON_CALCOLABILE = "n.c."
    SENZA_LIMITE = "senza limite"


ESITI = tuple(str(esito) for esito in Esito)
_CATEGORIE = pd.CategoricalDtype(ESITI)
POSTO = {esito: posto for posto, esito in enumerate(Esito)}


class Soglie(NamedTuple):
    """Limit and early warning, one for each row of the panel; NaN where no rule is in force."""

    limite: np.ndarray
    allerta: np.ndarray


def soglie(indicatore: Indicatore, conti: Conti) -> Soglie:
    """Return the limit in force on 31 December of each year, and the value from which to warn."""
    if indicatore.limite is None:
        return Soglie(*np.full((2, len(conti)), np.nan))
    posti_anno, anni = conti.ricorda("anni", lambda noti: pd.factorize(noti.anno_di_riga))
    if not callable(indicatore.limite[1]):
        scelte = np.array(
            [_coppia(indicatore, indicatore.limite[1], int(anno)) for anno in anni], dtype=float
        )
        return Soglie(*scelte.reshape(-1, 2)[posti_anno].T)
    posti_codice, codici = pd.factorize(_codici_delle_regole(indicatore, conti))
    # One number for each pair of codice and anno: pairs are counted, not sorted.
    posti, diverse = pd.factorize(posti_codice * len(anni) + posti_anno)
    scomposte = (divmod(coppia, len(anni)) for coppia in diverse)
    coppie = [_coppia(indicatore, codici[c] if c >= 0 else None, int(anni[a])) for c, a in scomposte]
    scelte = np.array(coppie, dtype=float).reshape(-1, 2)[posti]
    return Soglie(scelte[:, 0], scelte[:, 1])


def esiti(
    indicatore: Indicatore, conti: Conti, valori: pd.Series, soglie: Soglie, scartati: pd.Series
) -> np.ndarray:
    """Return the place of the Esito of every value.

    «maggiore» and «minore» are strict, nothing is rounded before.

    Where the figure declared is impossible, the SI or NO that was drawn from it is not believed either.
    """
    numeri = valori.to_numpy(dtype=float, na_value=np.nan)
    esito = np.full(len(numeri), POSTO[Esito.NORMA])
    for quale, dove in (  # what comes later is said before what came first
        (Esito.VICINO, _peggiore(indicatore, numeri, soglie.allerta)),
        (Esito.OLTRE, _peggiore(indicatore, numeri, soglie.limite)),
        (Esito.SENZA_LIMITE, np.isnan(soglie.limite)),
        (Esito.NON_CALCOLABILE, np.isnan(numeri)),
    ):
        esito[dove] = POSTO[quale]
    if indicatore.risposta:
        esito = _completa_con_risposta(esito, conti.voce(*indicatore.risposta).mask(scartati))
    return esito


def in_parole(posti: np.ndarray, indice: pd.Index) -> pd.Series:
    """Return outcomes as people read them."""
    return pd.Series(pd.Categorical.from_codes(posti, dtype=_CATEGORIE), index=indice)


def regola_di(indicatore: Indicatore, conti: Conti, istat: str, anno: int) -> rules.Regola | None:
    """Return the rule that limits an indicator of an ente in a year; None when there is none."""
    if indicatore.limite is None or conti.posto(istat, anno) is None:
        return None
    codice = indicatore.limite[1]
    if callable(codice):  # with all the years of the ente: it may depend on those before
        del_comune = conti.uno(istat)
        codice = _codici_delle_regole(indicatore, del_comune)[del_comune.posto(istat, anno)]
    return _regola(indicatore, codice, anno)


def in_unita(valore: Decimal, unita: str) -> float | int:
    """Turn a limit as the law writes it into the unit of the panel: cents, points, days or a count."""
    if unita in (PERCENTUALE, GIORNI):
        return float(valore)
    return int(valore * 100) if unita == EURO else int(valore)


def _codici_delle_regole(indicatore: Indicatore, conti: Conti) -> np.ndarray:
    """Return the codice of the rule of each row where it depends on the ente, None where there is none."""

    def scegli(letti: Conti) -> np.ndarray:
        return indicatore.limite[1](letti).to_numpy(object, na_value=None)

    return conti.ricorda(("codici delle regole", indicatore.codice), scegli)


def _regola(indicatore: Indicatore, codice: str | None, anno: int) -> rules.Regola | None:
    try:
        return rules.a_fine_anno(indicatore.limite[0], codice, anno) if codice else None
    except rules.RegolaAssente:
        return None


@cache
def _coppia(indicatore: Indicatore, codice: str | None, anno: int) -> tuple[float, float]:
    regola = _regola(indicatore, codice, anno)
    if regola is None:
        return np.nan, np.nan
    allerta = _allerta(indicatore, regola.valore, anno)
    return in_unita(regola.valore, indicatore.unita), in_unita(allerta, indicatore.unita)


def _allerta(indicatore: Indicatore, limite: Decimal, anno: int) -> Decimal:
    if indicatore.verso == "diverso" or not indicatore.avvisa:
        return limite
    if indicatore.almeno:
        return rules.a_fine_anno("avviso", "parametri_deficitari", anno).valore
    margine = limite * rules.a_fine_anno("avviso", "vicinanza", anno).valore / 100
    return limite - margine if indicatore.verso == "alto" else limite + margine


def _peggiore(indicatore: Indicatore, numeri: np.ndarray, confine: np.ndarray) -> np.ndarray:
    if indicatore.almeno:
        return numeri >= confine
    if indicatore.verso == "diverso":
        return numeri != confine
    return numeri > confine if indicatore.verso == "alto" else numeri < confine


def _completa_con_risposta(esito: np.ndarray, risposta: pd.Series) -> np.ndarray:
    """Where there is no value, the SI or NO that the ente declared still answers."""
    detto = risposta.to_numpy(dtype=float, na_value=np.nan)
    si_o_no = np.where(detto > 0, POSTO[Esito.OLTRE], POSTO[Esito.NORMA])
    return np.where((esito == POSTO[Esito.NON_CALCOLABILE]) & ~np.isnan(detto), si_o_no, esito)
