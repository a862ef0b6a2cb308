"""The tests, each over the whole panel at once: where a sign shows, and against which limit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.indicators import Esito, Indicatori, disavanzo


class Riscontro(NamedTuple):
    """Rows where the sign shows, with the value and the limit it was compared to."""

    presente: np.ndarray
    valore: np.ndarray
    limite: np.ndarray


def oltre(indicatori: Indicatori, codice: str) -> Riscontro:
    """The limit of the law is broken."""
    return _per_esito(indicatori, codice, Esito.OLTRE)


def vicino(indicatori: Indicatori, codice: str) -> Riscontro:
    """The limit is near."""
    return _per_esito(indicatori, codice, Esito.VICINO)


def tendenza(indicatori: Indicatori, codice: str) -> Riscontro:
    """The limit is not near, but another year like the last two would pass it."""
    indicatore = indicatori.indicatore(codice)
    ora = _valori(indicatori, codice)
    due_anni_fa = indicatori.conti.anni_prima(indicatori.valutati[codice].valori, 2).to_numpy(
        dtype=float, na_value=np.nan
    )
    limite = indicatori.valutati[codice].limiti
    atteso = ora + (ora - due_anni_fa) / 2
    oltre_il_limite = atteso > limite if indicatore.verso == "alto" else atteso < limite
    return Riscontro(indicatori.valutati[codice].sono(Esito.NORMA) & oltre_il_limite, ora, limite)


def negativo(indicatori: Indicatori, codice: str) -> Riscontro:
    """The amount is below zero, where no law sets a limit."""
    valore = _valori(indicatori, codice)
    return Riscontro(valore < 0, valore, np.zeros_like(valore))


def obiettivo_non_raggiunto(indicatori: Indicatori, codice: str) -> Riscontro:
    """The amount is below what was an objective, and not yet a limit, in that year."""
    valore = _valori(indicatori, codice)
    obiettivo = rules.per_anni("equilibri", f"{codice.lower()}_tendenziale", _anni(indicatori))
    limite = obiettivo.to_numpy(dtype=float, na_value=np.nan)
    return Riscontro(valore < limite, valore, limite)


def corrente_coperta_dal_capitale(indicatori: Indicatori, codice: str) -> Riscontro:
    """The current side is negative while the whole is not."""
    riscontro = negativo(indicatori, codice)
    return riscontro._replace(presente=riscontro.presente & (_valori(indicatori, "W1") >= 0))


def disavanzo_nuovo(indicatori: Indicatori, codice: str) -> Riscontro:
    """There is a disavanzo, and the year before there was none or a smaller one."""
    return _disavanzo(indicatori, codice, lambda ora, prima: ora < np.minimum(prima, 0))


def disavanzo_non_cresciuto(indicatori: Indicatori, codice: str) -> Riscontro:
    """There is a disavanzo, no greater than the year before."""
    return _disavanzo(indicatori, codice, lambda ora, prima: ora >= prima)


def disavanzo_senza_confronto(indicatori: Indicatori, codice: str) -> Riscontro:
    """There is a disavanzo, and the year before is not known."""
    return _disavanzo(indicatori, codice, lambda _, prima: np.isnan(prima))


def recupero_mancato(indicatori: Indicatori, codice: str) -> Riscontro:
    """The disavanzo did not shrink by the quota entered in the year: E(N) ≥ E(N−1) + quota is the test."""
    ora = _valori(indicatori, codice)
    atteso = disavanzo.obiettivo(indicatori.conti).to_numpy(dtype=float, na_value=np.nan)
    return Riscontro(ora < atteso, ora, atteso)


def parametri_in_allerta(indicatori: Indicatori, codice: str) -> Riscontro:
    """As many parametri are surely deficitari as ask for attention, and the count is not already too high."""
    parametri = [uno.codice for uno in indicatori.elenco if uno.risposta]
    certi = np.sum([indicatori.valutati[uno].sono(Esito.OLTRE) for uno in parametri], axis=0, dtype=float)
    allerta = rules.per_anni("avviso", "parametri_deficitari", _anni(indicatori))
    limite = indicatori.valutati[codice].limiti
    return Riscontro((certi >= allerta.to_numpy(dtype=float)) & (certi < limite), certi, limite)


PROVE = {
    prova.__name__: prova
    for prova in (
        oltre,
        vicino,
        tendenza,
        negativo,
        obiettivo_non_raggiunto,
        corrente_coperta_dal_capitale,
        disavanzo_nuovo,
        disavanzo_non_cresciuto,
        disavanzo_senza_confronto,
        recupero_mancato,
        parametri_in_allerta,
    )
}


def _per_esito(indicatori: Indicatori, codice: str, esito: Esito) -> Riscontro:
    valutato = indicatori.valutati[codice]
    return Riscontro(valutato.sono(esito), _valori(indicatori, codice), valutato.limiti)


def _disavanzo(indicatori: Indicatori, codice: str, confronto) -> Riscontro:
    riscontro = negativo(indicatori, codice)
    diverso = confronto(riscontro.valore, _anno_prima(indicatori, codice))
    return riscontro._replace(presente=riscontro.presente & diverso)


def _valori(indicatori: Indicatori, codice: str) -> np.ndarray:
    return indicatori.valutati[codice].valori.to_numpy(dtype=float, na_value=np.nan)


def _anno_prima(indicatori: Indicatori, codice: str) -> np.ndarray:
    prima = indicatori.conti.anni_prima(indicatori.valutati[codice].valori, 1)
    return prima.to_numpy(dtype=float, na_value=np.nan)


def _anni(indicatori: Indicatori) -> pd.Index:
    return indicatori.conti.anno_di_riga
