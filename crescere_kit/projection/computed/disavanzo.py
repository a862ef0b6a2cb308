"""The disavanzo to be recovered in the two years: each plan on its own schedule, and what was missed."""

from __future__ import annotations

import numpy as np

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.indicators.disavanzo import mancato_recupero, quota_dell_anno, quota_prossima
from crescere_kit.indicators.evaluation import valori_di
from crescere_kit.indicators.risultato import lettera_e
from crescere_kit.projection.computed import form
from crescere_kit.projection.computed.line import Calcolata, biennio, calcolata
from crescere_kit.projection.horizon import ANNI, Orizzonte
from crescere_kit.projection.scenario import Ipotesi

PIANI = "disavanzo_piani"
_MANCA = "serve la parte disponibile (lettera E) dell'ultimo rendiconto, o i piani di disavanzo nel modulo"


def disavanzo(conti: Conti, orizzonte: Orizzonte, _: Ipotesi) -> Calcolata:
    """Compute the disavanzo to enter: the plans of the form, else the quota in course, else the new one."""
    disponibile = orizzonte.prendi(conti, valori_di(lettera_e, conti))
    scelte = [
        (_dei_piani(conti, orizzonte), "quote dei piani del modulo, con quanto non si è recuperato"),
        (np.where(disponibile >= 0, 0.0, np.nan)[:, None, None], "la parte disponibile non è negativa"),
        (_in_corso(conti, orizzonte), "quota in corso, con quanto non si è recuperato"),
        (
            _nuovo(conti, orizzonte, disponibile),
            "disavanzo nuovo, ripartito negli anni che l'art. 188 consente",
        ),
    ]
    valori = np.full((len(orizzonte), 1, ANNI), np.nan)
    come = np.full(len(orizzonte), "", dtype=object)
    for alternativa, frase in scelte:
        serve = np.isnan(valori).any(axis=(1, 2)) & ~np.isnan(alternativa).any(axis=(1, 2))
        valori = np.where(serve[:, None, None], alternativa, valori)
        come = np.where(serve, frase, come)
    return calcolata(valori, come, _MANCA)


def _dei_piani(conti: Conti, orizzonte: Orizzonte) -> np.ndarray:
    elenco = form.elenco(conti, orizzonte, PIANI)
    ultimo = np.nan_to_num(elenco["ultimo_anno"], nan=np.inf)
    primo, secondo = (
        elenco.somma(np.where(ultimo >= elenco.anni + anno, elenco[f"quota_{anno + 1}"], 0.0), 1)
        for anno in range(ANNI)
    )
    return biennio(primo + _mancato(conti, orizzonte), secondo)


def _mancato(conti: Conti, orizzonte: Orizzonte) -> np.ndarray:
    """Return what year N did not recover: all of it falls on the first year (DM 2/4/2015, art. 4)."""
    scarto = orizzonte.prendi(conti, mancato_recupero(conti))
    return np.maximum(-np.nan_to_num(scarto), 0)


def _in_corso(conti: Conti, orizzonte: Orizzonte) -> np.ndarray:
    primo = orizzonte.prendi(conti, valori_di(quota_prossima, conti))
    scritta = form.scritto(conti, orizzonte, "disavanzo", "quota_dovuta", 1)
    quota = orizzonte.prendi(conti, quota_dell_anno(conti))
    return biennio(primo, np.where(np.isnan(scritta), quota, scritta))


def _nuovo(conti: Conti, orizzonte: Orizzonte, disponibile: np.ndarray) -> np.ndarray:
    """Return a disavanzo that no plan recovers yet, in equal parts over the years that the law allows.

    They are those of the bilancio, not beyond the consiliatura (art. 188 TUEL).
    """
    massimi = float(rules.ultima("disavanzo", "anni_massimi").valore)
    restano = form.scritto(conti, orizzonte, "disavanzo", "durata_massima_anni")
    anni = np.maximum(np.fmin(restano, massimi), 1)
    quota = np.where(disponibile < 0, -disponibile, np.nan) / anni
    return biennio(quota, np.where(anni > 1, quota, 0.0))
