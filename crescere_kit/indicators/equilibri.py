"""The equilibri of the rendiconto (all. 10), recomputed from the rows they are made of.

Each formula is written once, in `accounts.identities`; here it is told to the official in the letters of
the prospect. Rows J, J1, J2 and Y1, added to the prospect for attività finanziarie, are not in our
accounts: where an ente uses them the recomputed W1 differs from the declared one, and the difference is
said.
"""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.identities import ricalcola
from crescere_kit.indicators.indicator import EURO, indicatore


def _riga(riga: str) -> tuple[Voce, ...]:
    return (Voce("rendiconto", "equilibri", riga, "importo"),)


@indicatore("G", "Somma finale di parte corrente", EURO, verso="basso", dichiarato=_riga("G"))
def somma_finale(conti: Conti) -> pd.Series:
    """Entrate correnti, contributi destinati ai prestiti e fondo pluriennale di entrata, meno disavanzo da
    recuperare, spese correnti, altri trasferimenti in conto capitale, quote di capitale dei prestiti, fondi
    pluriennali di spesa e fondo anticipazioni di liquidità
    (G = A − AA + B + C − D − D1 − E − E1 − F1 − F2).
    """
    return ricalcola(conti, "equilibri", "G")


@indicatore("O1", "Risultato di competenza di parte corrente", EURO, verso="basso", dichiarato=_riga("O1"))
def competenza_corrente(conti: Conti) -> pd.Series:
    """Somma finale più avanzo per spese correnti, entrate in conto capitale destinate a spese correnti e
    prestiti per estinzione anticipata, meno entrate correnti destinate a investimenti (O1 = G + H + I −
    L + M).
    """
    return ricalcola(conti, "equilibri", "O1")


@indicatore("O2", "Equilibrio di bilancio di parte corrente", EURO, verso="basso", dichiarato=_riga("O2"))
def bilancio_corrente(conti: Conti) -> pd.Series:
    """Risultato di competenza di parte corrente meno risorse accantonate e risorse vincolate di parte
    corrente (O2 = O1 − accantonate correnti − vincolate correnti).
    """
    return ricalcola(conti, "equilibri", "O2")


@indicatore("O3", "Equilibrio complessivo di parte corrente", EURO, verso="basso", dichiarato=_riga("O3"))
def complessivo_corrente(conti: Conti) -> pd.Series:
    """Equilibrio di bilancio di parte corrente meno la variazione degli accantonamenti in sede di rendiconto
    (O3 = O2 − variazione correnti).
    """
    return ricalcola(conti, "equilibri", "O3")


@indicatore("Z1", "Risultato di competenza in conto capitale", EURO, verso="basso", dichiarato=_riga("Z1"))
def competenza_capitale(conti: Conti) -> pd.Series:
    """Avanzo per investimenti, fondo pluriennale di entrata ed entrate dei titoli 4, 5 e 6, al netto di
    quanto va alla parte corrente e alle partite finanziarie, meno spese in conto capitale e fondi
    pluriennali di spesa (Z1 = P + Q + R − C − I − S1 − S2 − T + L − M − U − U1 − V + E + E1).
    """
    return ricalcola(conti, "equilibri", "Z1")


@indicatore("Z2", "Equilibrio di bilancio in conto capitale", EURO, verso="basso", dichiarato=_riga("Z2"))
def bilancio_capitale(conti: Conti) -> pd.Series:
    """Risultato di competenza in conto capitale meno risorse accantonate e risorse vincolate in conto
    capitale (Z2 = Z1 − accantonate capitale − vincolate capitale).
    """
    return ricalcola(conti, "equilibri", "Z2")


@indicatore("Z3", "Equilibrio complessivo in conto capitale", EURO, verso="basso", dichiarato=_riga("Z3"))
def complessivo_capitale(conti: Conti) -> pd.Series:
    """Equilibrio di bilancio in conto capitale meno la variazione degli accantonamenti in sede di rendiconto
    (Z3 = Z2 − variazione capitale).
    """
    return ricalcola(conti, "equilibri", "Z3")


@indicatore(
    "W1",
    "Risultato di competenza",
    EURO,
    verso="basso",
    limite=("equilibri", "w1"),
    dichiarato=_riga("W1"),
)
def risultato_di_competenza(conti: Conti) -> pd.Series:
    """Risultati di competenza di parte corrente e in conto capitale, più entrate e meno spese delle partite
    finanziarie
    (W1 = O1 + Z1 + S1 + S2 + T − X1 − X2 − Y).
    """
    return ricalcola(conti, "equilibri", "W1")


@indicatore(
    "W2",
    "Equilibrio di bilancio",
    EURO,
    verso="basso",
    limite=("equilibri", "w2"),
    dichiarato=_riga("W2"),
)
def equilibrio_di_bilancio(conti: Conti) -> pd.Series:
    """Risultato di competenza meno tutte le risorse accantonate e vincolate dell'esercizio
    (W2 = W1 − accantonate correnti − vincolate correnti − accantonate capitale − vincolate capitale).
    """
    return ricalcola(conti, "equilibri", "W2")


@indicatore("W3", "Equilibrio complessivo", EURO, verso="basso", dichiarato=_riga("W3"))
def equilibrio_complessivo(conti: Conti) -> pd.Series:
    """Equilibrio di bilancio meno la variazione degli accantonamenti in sede di rendiconto
    (W3 = W2 − variazione correnti − variazione capitale).
    """
    return ricalcola(conti, "equilibri", "W3")


INDICATORI = (
    risultato_di_competenza,
    equilibrio_di_bilancio,
    equilibrio_complessivo,
    somma_finale,
    competenza_corrente,
    bilancio_corrente,
    complessivo_corrente,
    competenza_capitale,
    bilancio_capitale,
    complessivo_capitale,
)
