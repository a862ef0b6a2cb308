"""What no ente can have declared: such a figure is shown as wrong, and never used as a value.

The bounds are choices of the programme (rules, «qualita»): those of one indicator, else those of its unit.
"""

from __future__ import annotations

import pandas as pd

from crescere_kit import rules
from crescere_kit.indicators.indicator import PERCENTUALE, Indicatore
from crescere_kit.indicators.wording import scrivi

TEMA = "qualita"


def credibile(indicatore: Indicatore, ricalcolato: pd.Series, dichiarato: pd.Series) -> pd.Series:
    """Return the declared figure without what lies out of its bounds.

    Where the declared figure is read before the accounts, it is also without what was written as a ratio or
    a hundred times over: there the accounts say better.
    """
    minimo, massimo = estremi(indicatore)
    if minimo is None or not indicatore.dichiarato:
        return dichiarato
    fuori = (dichiarato < minimo) | (dichiarato > massimo)
    if indicatore.prevale_dichiarato:
        fuori |= cento_volte(dichiarato, ricalcolato) | cento_volte(ricalcolato, dichiarato)
    return dichiarato.mask(fuori.fillna(False))


def cento_volte(grande: pd.Series, piccolo: pd.Series) -> pd.Series:
    """Tell where one is about a hundred times the other; zero is a hundred times nothing."""
    margine = float(rules.ultima(TEMA, "cento_volte").valore)
    atteso = 100 * piccolo
    return (piccolo != 0) & ((grande - atteso).abs() <= atteso.abs() * margine / 100)


def perche_scartato(indicatore: Indicatore, dichiarato: float | None) -> str:
    """Say why a declared figure is not used; "" when it can be."""
    minimo, massimo = estremi(indicatore)
    if minimo is None or pd.isna(dichiarato) or minimo <= dichiarato <= massimo:
        return ""
    detto = f"l'ente ha dichiarato {scrivi(dichiarato, indicatore.unita)}"
    if dichiarato > massimo:
        return f"{detto}: sembra un importo in euro"
    non_negativo = "un valore che non può essere negativo"
    return f"{detto}: {non_negativo if minimo == 0 else 'troppo basso per essere vero'}"


def estremi(indicatore: Indicatore) -> tuple[float, float] | tuple[None, None]:
    """Return the least and the most that an indicator can be; None when no bound is set for its unit."""
    if indicatore.unita != PERCENTUALE:
        return None, None
    return _estremo("minimo", indicatore), _estremo("massimo", indicatore)


def _estremo(lato: str, indicatore: Indicatore) -> float:
    for di_chi in (indicatore.codice.lower(), indicatore.unita):
        try:
            return float(rules.ultima(TEMA, f"{lato}_{di_chi}").valore)
        except KeyError:
            continue
    raise rules.RegolaAssente(f"Non c'è una regola {TEMA}.{lato}_{indicatore.unita}.")
