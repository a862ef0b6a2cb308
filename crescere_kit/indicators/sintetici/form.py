"""What the indicatori sintetici share: their official number is their name and what is declared."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.ratios import quoziente
from crescere_kit.indicators.indicator import EURO, PERCENTUALE, Indicatore, Rapporto, indicatore

CORRENTI = "entrate correnti accertate, titoli 1, 2 e 3"
INVESTIMENTI = ("202", "203")

Funzione = Callable[[Conti], pd.Series | Rapporto | None]


def sintetico(
    numero: str,
    nome: str,
    verso: str | None = None,
    denominatore: str = "",
    unita: str = PERCENTUALE,
    **altro: object,
) -> Callable[[Funzione], Indicatore]:
    """Turn a formula of the piano degli indicatori (DM 22/12/2015, all. 2) into an Indicatore.

    No law sets a limit for it; where the accounts do not carry every component, what the ente declared is
    shown.
    """
    dichiarato = (Voce("indicatori", "sintetici", numero, "percentuale"),)
    return indicatore(
        numero, nome, unita, verso=verso, denominatore=denominatore, dichiarato=dichiarato, **altro
    )


def per_abitante(importo: pd.Series, conti: Conti) -> pd.Series:
    """Return cents for each inhabitant, to the nearest cent."""
    return quoziente(importo, conti.popolazione()).round().astype("Int64")


def incassi(conti: Conti, *codici: str) -> pd.Series:
    """Return what was collected, of the year and of residui."""
    return conti.riscossioni_competenza(*codici) + conti.riscossioni_residui(*codici)


__all__ = [
    "CORRENTI",
    "EURO",
    "INVESTIMENTI",
    "PERCENTUALE",
    "Conti",
    "Rapporto",
    "incassi",
    "per_abitante",
    "sintetico",
]
