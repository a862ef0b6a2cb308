"""The disavanzo from one rendiconto to the next: was it recovered as planned, does it add up.

The quota of the year is the one the ente owes by its plans; if it does not say, the one it entered (AA).
"""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.indicators.equilibri import equilibrio_complessivo
from crescere_kit.indicators.evaluation import valori_di
from crescere_kit.indicators.indicator import EURO, indicatore
from crescere_kit.indicators.risultato import lettera_e


def _senza_disavanzo(conti: Conti, istat: str, anno: int) -> str:
    prima = conti.anni_prima(valori_di(lettera_e, conti), 1).loc[(istat, anno)]
    if pd.isna(prima):
        return f"serve la parte disponibile (lettera E) del rendiconto {anno - 1}"
    return f"alla fine del {anno - 1} non c'era disavanzo da recuperare" if prima >= 0 else ""


def _senza_anno_prima(conti: Conti, istat: str, anno: int) -> str:
    prima = conti.anni_prima(valori_di(lettera_e, conti), 1).loc[(istat, anno)]
    return f"serve la parte disponibile (lettera E) del rendiconto {anno - 1}" if pd.isna(prima) else ""


@indicatore(
    "RECUPERO",
    "Recupero del disavanzo rispetto alla quota",
    EURO,
    verso="basso",
    limite=("disavanzo", "recupero"),
    perche=_senza_disavanzo,
)
def recupero(conti: Conti) -> pd.Series:
    """Parte disponibile (lettera E), meno quella dell'anno prima più la quota di disavanzo da recuperare
    nell'anno (mai oltre lo zero). Sotto zero la quota non è stata recuperata tutta.
    """
    return mancato_recupero(conti)


@indicatore(
    "AA_PROSSIMO", "Disavanzo da iscrivere nel bilancio dell'anno dopo", EURO, perche=_senza_disavanzo
)
def quota_prossima(conti: Conti) -> pd.Series:
    """Quota di disavanzo dell'anno dopo (o, se l'ente non la dichiara, la stessa dell'anno) più tutta la
    parte non recuperata, al massimo quanto manca per riportare a zero la parte disponibile.
    """
    dovuta = conti.manuale("disavanzo", "quota_dovuta")
    prossima = conti.anni_prima(dovuta, -1)
    quota = prossima.where(prossima.notna(), quota_dell_anno(conti))
    mancata = -mancato_recupero(conti).clip(upper=0)
    resta = -valori_di(lettera_e, conti).clip(upper=0)
    somma = quota + mancata
    return somma.where(somma <= resta, resta).where(somma.notna() & resta.notna())


@indicatore(
    "RICONCILIAZIONE",
    "Differenza fra parte disponibile e movimenti dell'anno",
    EURO,
    verso="diverso",
    limite=("disavanzo", "riconciliazione"),
    perche=_senza_anno_prima,
)
def riconciliazione(conti: Conti) -> pd.Series:
    """Parte disponibile (lettera E), meno quella che risulta dai movimenti: disponibile dell'anno prima, più
    disavanzo recuperato (AA) ed equilibrio complessivo (W3), meno avanzo libero applicato e nuova quota
    destinata, più residui passivi cancellati, meno residui attivi cancellati, più FCDE liberato dai crediti
    cancellati, al netto di ciò che riguarda somme vincolate. Se non è zero, qualche dato non torna.
    """
    return valori_di(lettera_e, conti) - disponibile_attesa(conti)


INDICATORI = (recupero, quota_prossima, riconciliazione)


def quota_dell_anno(conti: Conti) -> pd.Series:
    """Return the quota of disavanzo to be recovered in the year."""
    dovuta = conti.manuale("disavanzo", "quota_dovuta")
    return dovuta.where(dovuta.notna(), conti.equilibri("AA"))


def obiettivo(conti: Conti) -> pd.Series:
    """Return the lettera E that the year had to reach; missing where the year before had no disavanzo."""
    prima = conti.anni_prima(valori_di(lettera_e, conti), 1)
    return (prima + quota_dell_anno(conti)).clip(upper=0).where(prima < 0)


def mancato_recupero(conti: Conti) -> pd.Series:
    """Return how far above (or, negative, below) the target of recovery the year ended."""
    return valori_di(lettera_e, conti) - obiettivo(conti)


def disponibile_attesa(conti: Conti) -> pd.Series:
    """Return the lettera E that last year's and the movements of this one add up to."""
    prima = conti.anni_prima(valori_di(lettera_e, conti), 1)
    movimenti = conti.equilibri("AA") + valori_di(equilibrio_complessivo, conti)
    usati = conti.manuale("avanzo", "libero_applicato") + conti.manuale("avanzo", "destinata_nuova")
    # Cancelled residui are negative in the riaccertamento: fewer debts add, fewer credits take away.
    cancellati = conti.entrate("riaccertamento", *TITOLI_ENTRATE) - conti.spese(
        "riaccertamento", *TITOLI_SPESE
    )
    liberato = conti.manuale("avanzo", "fcde_liberato") - conti.manuale("avanzo", "cancellati_vincolati")
    return prima + movimenti - usati + cancellati + liberato
