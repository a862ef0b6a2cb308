"""The risultato di amministrazione by its letters (allegato a of the rendiconto, artt. 186-187 TUEL)."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.identities import ricalcola
from crescere_kit.indicators.indicator import EURO, indicatore


def _riga(riga: str) -> tuple[Voce, ...]:
    return (Voce("rendiconto", "risultato", riga, "importo"),)


@indicatore(
    "RA_A", "Risultato di amministrazione (lettera A)", EURO, verso="basso", dichiarato=_riga("risultato")
)
def lettera_a(conti: Conti) -> pd.Series:
    """Fondo cassa al 31 dicembre (o quello iniziale, più riscossioni e meno pagamenti) più residui attivi,
    meno residui passivi e fondo pluriennale vincolato di spesa, corrente e in conto capitale.
    """
    impegnato = conti.risultato("residui_passivi", "fpv_corrente", "fpv_capitale")
    return fondo_cassa(conti) + conti.risultato("residui_attivi") - impegnato


@indicatore("RA_B", "Parte accantonata (lettera B)", EURO, dichiarato=_riga("accantonata"))
def lettera_b(conti: Conti) -> pd.Series:
    """Fondo crediti di dubbia esigibilità, fondo anticipazioni di liquidità, fondo perdite delle partecipate,
    fondo contenzioso e altri accantonamenti.
    """
    return conti.risultato("fcde", "fal", "perdite_partecipate", "contenzioso", "altri_accantonamenti")


@indicatore("RA_C", "Parte vincolata (lettera C)", EURO, dichiarato=_riga("vincolata"))
def lettera_c(conti: Conti) -> None:
    """Somme vincolate da leggi e principi contabili, trasferimenti, mutui o dall'ente, come dichiarate."""


@indicatore("RA_D", "Parte destinata agli investimenti (lettera D)", EURO, dichiarato=_riga("destinata"))
def lettera_d(conti: Conti) -> None:
    """Somme destinate agli investimenti, come dichiarate."""


@indicatore(
    "RA_E",
    "Parte disponibile (lettera E)",
    EURO,
    verso="basso",
    limite=("equilibri", "disponibile"),
    dichiarato=_riga("disponibile"),
)
def lettera_e(conti: Conti) -> pd.Series:
    """Risultato di amministrazione meno parte accantonata, vincolata e destinata agli investimenti
    (E = A − B − C − D): se è negativa è disavanzo di amministrazione, anche quando A è positiva.
    """
    riservata = lettera_b.calcola(conti) + conti.risultato("vincolata", "destinata")
    return lettera_a.calcola(conti) - riservata


INDICATORI = (lettera_a, lettera_b, lettera_c, lettera_d, lettera_e)


def fondo_cassa(conti: Conti) -> pd.Series:
    """Return the fondo cassa at 31 December.

    The row of the prospect comes first: it is also net of the payments by forced execution.
    """
    scritto = conti.risultato("fondo_cassa")
    return scritto.where(scritto.notna(), ricalcola(conti, "risultato", "fondo_cassa"))
