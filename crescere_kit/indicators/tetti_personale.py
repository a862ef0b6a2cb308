"""The older ceilings of the spesa di personale, and what it is per head."""

from __future__ import annotations

import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.accounts.ratios import quoziente
from crescere_kit.column import costante
from crescere_kit.indicators.indicator import EURO, MODULO, NUMERO, indicatore
from crescere_kit.indicators.inhabitants import popolazione_ignota
from crescere_kit.indicators.personale import TEMA, spesa


def _comma(conti: Conti) -> pd.Series:
    """The small comuni answer to their own comma."""
    oltre = rules.per_anni(TEMA, "abitanti_c557", conti.anno_di_riga).array
    piccolo = (conti.popolazione() <= oltre).fillna(False).astype(bool)
    return costante(conti.indice, "c557", "string").mask(piccolo, "c562")


@indicatore(
    "PERS_C557",
    "Margine sotto il tetto storico della spesa di personale",
    EURO,
    verso="basso",
    limite=(TEMA, _comma),
    documento=MODULO,
)
def margine_storico(conti: Conti) -> pd.Series:
    """Tetto storico (media 2011-2013, o spesa 2008 nei comuni fino a 1.000 abitanti) meno la spesa di
    personale che vi si confronta.
    """
    return conti.manuale("personale", "tetto_c557") - conti.manuale("personale", "spesa_c557")


def _spiega_flessibile(conti: Conti, istat: str, anno: int) -> str:
    margine = margine_storico.calcola(conti).loc[(istat, anno)]
    if pd.isna(margine):
        return "tetto intero: il modulo non dice se il tetto storico del personale è rispettato"
    return "tetto ridotto: il tetto storico del personale non è rispettato" if margine < 0 else ""


@indicatore(
    "PERS_FLESSIBILE",
    "Margine sotto il tetto del lavoro flessibile",
    EURO,
    verso="basso",
    limite=(TEMA, "flessibile"),
    documento=MODULO,
    spiega=_spiega_flessibile,
)
def margine_flessibile(conti: Conti) -> pd.Series:
    """Spesa 2009 per lavoro flessibile (la metà, se il tetto storico del personale non è rispettato) meno
    quella dell'anno.
    """
    anni = conti.anno_di_riga
    tetto = conti.manuale("personale", "tetto_flessibile")
    ridotto = tetto * rules.per_anni(TEMA, "flessibile_ridotto", anni).array / 100
    sforato = (margine_storico.calcola(conti) < 0).fillna(False).astype(bool)
    ammesso = tetto.mask(sforato, ridotto.round().astype("Int64"))
    return ammesso - conti.manuale("personale", "flessibile")


@indicatore(
    "PERS_ACCESSORIO",
    "Margine sotto il tetto del salario accessorio",
    EURO,
    verso="basso",
    limite=(TEMA, "accessorio"),
    documento=MODULO,
)
def margine_accessorio(conti: Conti) -> pd.Series:
    """Salario accessorio del 2016 meno quello dell'anno. La deroga del DL 25/2025, per chi può usarla, non è
    calcolata: va scritta nel tetto.
    """
    return conti.manuale("personale", "tetto_accessorio") - conti.manuale("personale", "accessorio")


@indicatore("PERS_AB", "Spesa di personale per abitante", EURO, perche=popolazione_ignota)
def per_abitante(conti: Conti) -> pd.Series:
    """Spesa di personale senza IRAP divisa per gli abitanti."""
    return quoziente(spesa(conti), conti.popolazione()).round().astype("Int64")


@indicatore("AB_DIPENDENTE", "Abitanti per dipendente", NUMERO, documento=MODULO, perche=popolazione_ignota)
def abitanti_per_dipendente(conti: Conti) -> pd.Series:
    """Abitanti divisi per i dipendenti al 31 dicembre, all'unità."""
    return quoziente(conti.popolazione(), conti.manuale("personale", "dipendenti")).round().astype("Int64")


INDICATORI = (
    margine_storico,
    margine_flessibile,
    margine_accessorio,
    per_abitante,
    abitanti_per_dipendente,
)
