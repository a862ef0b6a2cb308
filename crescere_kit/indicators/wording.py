"""Values, limits and distances as an official reads them."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from crescere_kit.euro import NON_CALCOLABILE, data, euro, numero
from crescere_kit.indicators.indicator import EURO, GIORNI, NUMERO, PERCENTUALE

_PIU_DECIMALI = range(2, 12)


def scrivi(valore: float | None, unita: str, confronto: Decimal | None = None) -> str:
    """Write a value in its unit, with two decimals or as many as it takes not to look equal to the limit.

    Whole days have no decimals: «12 giorni».
    """
    if pd.isna(valore):
        return NON_CALCOLABILE
    if unita == EURO:
        return euro(int(valore))
    if unita == NUMERO:
        return numero(valore)
    if unita == GIORNI and float(valore).is_integer():
        return f"{numero(valore)} {'giorno' if abs(valore) == 1 else 'giorni'}"
    coda = {PERCENTUALE: " %", GIORNI: " giorni"}[unita]
    testi = (numero(valore, decimali) + coda for decimali in _PIU_DECIMALI)
    uguale = confronto is None or valore == float(confronto)
    return next(testi) if uguale else next(t for t in testi if _come_numero(t) != confronto)


def scrivi_voce(valore: float, unita: str) -> str:
    """Write an account in its unit: amounts, shares, days, a date, sì or no."""
    if unita == "si_no":
        return "sì" if valore else "no"
    if unita == "data":
        return data(int(valore))
    return scrivi(valore, unita)


def scrivi_limite(limite: Decimal | None, unita: str) -> str:
    """Write a limit as the law writes it: «47 %», «1,20 %», «0,00 €», «4»."""
    if limite is None:
        return "nessun limite"
    if unita == EURO:
        return euro(int(limite * 100))
    cifre = str(limite).replace(".", ",")
    return cifre + {PERCENTUALE: " %", GIORNI: " giorni"}.get(unita, "")


def scrivi_distanza(distanza: float | None, limite: Decimal | None, unita: str) -> str:
    """Write how far a value is from its limit: «1,65 punti sopra il limite (47 %)»."""
    if distanza is None or limite is None:
        return ""
    confine = f"il limite ({scrivi_limite(limite, unita)})"
    if not distanza:
        return f"pari al limite ({scrivi_limite(limite, unita)})"
    quanto = scrivi(abs(distanza), unita, Decimal(0)).removesuffix(" %")
    nome = {PERCENTUALE: " punti", NUMERO: "", EURO: "", GIORNI: ""}[unita]
    return f"{quanto}{nome} {'sopra' if distanza > 0 else 'sotto'} {confine}"


def _come_numero(testo: str) -> Decimal:
    return Decimal(testo.removesuffix(" %").removesuffix(" giorni").replace(".", "").replace(",", "."))
