"""How a value stands to its limit: within, near, beyond, or not known."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.indicators.indicator import EURO, PERCENTUALE, Indicatore


class Esito(StrEnum):
    """What an official reads beside a value."""

    NORMA = "nella norma"
    VICINO = "vicino al limite"
    OLTRE = "oltre il limite"
    NON_CALCOLABILE = "n.c."
    SENZA_LIMITE = "senza limite"


_CATEGORIE = pd.CategoricalDtype([str(esito) for esito in Esito])
_POSTO = {esito: posto for posto, esito in enumerate(Esito)}


class Soglie(NamedTuple):
    """Limit and early warning, one for each row of the panel; NaN where no rule is in force."""

    limite: np.ndarray
    allerta: np.ndarray


def soglie(indicatore: Indicatore, anni: pd.Index) -> Soglie:
    """Return the limit in force on 31 December of each year, and the value from which to warn."""
    diversi, posti = np.unique(anni.to_numpy(), return_inverse=True)
    coppie = np.array([_coppia(indicatore, int(anno)) for anno in diversi], dtype=float).reshape(-1, 2)
    return Soglie(coppie[posti, 0], coppie[posti, 1])


def esiti(indicatore: Indicatore, conti: Conti, valori: pd.Series, soglie: Soglie) -> pd.Series:
    """Return the Esito of every value; «maggiore» and «minore» are strict, nothing is rounded before."""
    numeri = valori.to_numpy(dtype=float, na_value=np.nan)
    esito = np.select(
        [
            np.isnan(numeri),
            np.isnan(soglie.limite),
            _peggiore(indicatore, numeri, soglie.limite),
            _peggiore(indicatore, numeri, soglie.allerta),
        ],
        [_POSTO[e] for e in (Esito.NON_CALCOLABILE, Esito.SENZA_LIMITE, Esito.OLTRE, Esito.VICINO)],
        default=_POSTO[Esito.NORMA],
    )
    if indicatore.risposta:
        esito = _completa_con_risposta(esito, conti.voce(*indicatore.risposta))
    return pd.Series(pd.Categorical.from_codes(esito, dtype=_CATEGORIE), index=valori.index)


def regola_di(indicatore: Indicatore, anno: int) -> rules.Regola | None:
    """Return the rule that limits an indicator in the rendiconto of a year; None when there is none."""
    try:
        return rules.a_fine_anno(*indicatore.limite, anno) if indicatore.limite else None
    except rules.RegolaAssente:
        return None


def in_unita(valore: Decimal, unita: str) -> float | int:
    """Turn a limit as the law writes it into the unit of the panel: cents, points or a count."""
    if unita == PERCENTUALE:
        return float(valore)
    return int(valore * 100) if unita == EURO else int(valore)


def _coppia(indicatore: Indicatore, anno: int) -> tuple[float, float]:
    regola = regola_di(indicatore, anno)
    if regola is None:
        return np.nan, np.nan
    allerta = _allerta(indicatore, regola.valore, anno)
    return in_unita(regola.valore, indicatore.unita), in_unita(allerta, indicatore.unita)


def _allerta(indicatore: Indicatore, limite: Decimal, anno: int) -> Decimal:
    if indicatore.almeno:
        return rules.a_fine_anno("avviso", "parametri_deficitari", anno).valore
    margine = limite * rules.a_fine_anno("avviso", "vicinanza", anno).valore / 100
    return limite - margine if indicatore.verso == "alto" else limite + margine


def _peggiore(indicatore: Indicatore, numeri: np.ndarray, confine: np.ndarray) -> np.ndarray:
    if indicatore.almeno:
        return numeri >= confine
    return numeri > confine if indicatore.verso == "alto" else numeri < confine


def _completa_con_risposta(esito: np.ndarray, risposta: pd.Series) -> np.ndarray:
    """Where there is no value, the SI or NO that the ente declared still answers."""
    detto = risposta.to_numpy(dtype=float, na_value=np.nan)
    si_o_no = np.where(detto > 0, _POSTO[Esito.OLTRE], _POSTO[Esito.NORMA])
    return np.where((esito == _POSTO[Esito.NON_CALCOLABILE]) & ~np.isnan(detto), si_o_no, esito)
