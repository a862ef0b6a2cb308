"""Sintetici 4 to 7: personnel, outsourcing, interest, investments."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts.voci import ENTRATE_CORRENTI
from crescere_kit.indicators.deficitarieta import fpv_del_personale, spesa_di_personale
from crescere_kit.indicators.interests import INTERESSI, INTERESSI_DI_MORA, INTERESSI_SU_ANTICIPAZIONI
from crescere_kit.indicators.sintetici.form import (
    CORRENTI,
    EURO,
    INVESTIMENTI,
    Conti,
    Rapporto,
    per_abitante,
    sintetico,
)

CONSULENZE, FLESSIBILE = "U.1.03.02.10", "U.1.03.02.12"
ESTERNALIZZATI = ("U.1.03.02.15", "U.1.04.03.01", "U.1.04.03.02")
PERSONALE = "spesa di personale con IRAP e fondo pluriennale"
PASSIVI = "interessi passivi impegnati"


@sintetico(
    "4.1", "Personale sulla spesa corrente", "alto", "impegni correnti e fondo pluriennale del personale"
)
def personale_su_corrente(conti: Conti) -> Rapporto:
    """Spesa di personale, con IRAP e fondo pluriennale, sugli impegni del titolo 1 e il fondo pluriennale
    del personale (il FCDE non si impegna).
    """
    return Rapporto(spesa_di_personale(conti), conti.impegni("1") + fpv_del_personale(conti))


@sintetico("4.2", "Salario accessorio sul personale", "alto")
def accessorio_su_personale(conti: Conti) -> None:
    """Indennità e altri compensi al personale, con il loro fondo pluriennale, sulla spesa di personale, come
    dichiarato dall'ente.
    """


@sintetico("4.3", "Lavoro flessibile e consulenze sul personale", "alto", PERSONALE)
def flessibile_su_personale(conti: Conti) -> Rapporto:
    """Consulenze e lavoro flessibile impegnati, sulla spesa di personale."""
    return Rapporto(conti.impegni(CONSULENZE, FLESSIBILE), spesa_di_personale(conti))


@sintetico("4.4", "Spesa di personale per abitante", unita=EURO)
def personale_per_abitante(conti: Conti) -> pd.Series:
    """Spesa di personale, con IRAP e fondo pluriennale, per abitante."""
    return per_abitante(spesa_di_personale(conti), conti)


@sintetico("5.1", "Servizi esternalizzati sulla spesa corrente", denominatore="impegni del titolo 1")
def esternalizzazione(conti: Conti) -> Rapporto:
    """Contratti di servizio pubblico e trasferimenti a imprese controllate e partecipate, sugli impegni del
    titolo 1.
    """
    return Rapporto(conti.impegni(*ESTERNALIZZATI), conti.impegni("1"))


@sintetico("6.1", "Interessi passivi sulle entrate correnti", "alto", CORRENTI)
def interessi_su_correnti(conti: Conti) -> Rapporto:
    """Interessi passivi impegnati, sulle entrate correnti accertate."""
    return Rapporto(conti.impegni(INTERESSI), conti.accertamenti(*ENTRATE_CORRENTI))


@sintetico("6.2", "Interessi su anticipazioni sul totale degli interessi", "alto", PASSIVI)
def anticipazioni_su_interessi(conti: Conti) -> Rapporto:
    """Interessi su anticipazioni di tesoreria, sul totale degli interessi passivi impegnati."""
    return Rapporto(conti.impegni(INTERESSI_SU_ANTICIPAZIONI), conti.impegni(INTERESSI))


@sintetico("6.3", "Interessi di mora sul totale degli interessi", "alto", PASSIVI)
def mora_su_interessi(conti: Conti) -> Rapporto:
    """Interessi di mora, sul totale degli interessi passivi impegnati."""
    return Rapporto(conti.impegni(INTERESSI_DI_MORA), conti.impegni(INTERESSI))


@sintetico("7.1", "Investimenti sul totale della spesa", "basso", "impegni dei titoli 1 e 2")
def investimenti_su_spese(conti: Conti) -> Rapporto:
    """Investimenti fissi e contributi agli investimenti impegnati, sugli impegni dei titoli 1 e 2."""
    return Rapporto(conti.impegni(*INVESTIMENTI), conti.impegni("1", "2"))


@sintetico("7.2", "Investimenti diretti per abitante", "basso", unita=EURO)
def investimenti_diretti_per_abitante(conti: Conti) -> pd.Series:
    """Investimenti fissi lordi e acquisto di terreni impegnati, per abitante."""
    return per_abitante(conti.impegni("202"), conti)


@sintetico("7.3", "Contributi agli investimenti per abitante", "basso", unita=EURO)
def contributi_per_abitante(conti: Conti) -> pd.Series:
    """Contributi agli investimenti impegnati, per abitante."""
    return per_abitante(conti.impegni("203"), conti)


@sintetico("7.4", "Investimenti complessivi per abitante", "basso", unita=EURO)
def investimenti_per_abitante(conti: Conti) -> pd.Series:
    """Investimenti fissi e contributi agli investimenti impegnati, per abitante."""
    return per_abitante(conti.impegni(*INVESTIMENTI), conti)


@sintetico("7.5", "Investimenti finanziati dal risparmio corrente")
def investimenti_da_risparmio(conti: Conti) -> None:
    """Quota degli investimenti finanziata dal margine corrente, come dichiarato dall'ente."""


@sintetico("7.6", "Investimenti finanziati dalle partite finanziarie")
def investimenti_da_partite_finanziarie(conti: Conti) -> None:
    """Quota degli investimenti finanziata dal saldo delle partite finanziarie, come dichiarato dall'ente."""


@sintetico("7.7", "Investimenti finanziati dal debito")
def investimenti_da_debito(conti: Conti) -> None:
    """Quota degli investimenti finanziata da prestiti, come dichiarato dall'ente."""


INDICATORI = (
    personale_su_corrente,
    accessorio_su_personale,
    flessibile_su_personale,
    personale_per_abitante,
    esternalizzazione,
    interessi_su_correnti,
    anticipazioni_su_interessi,
    mora_su_interessi,
    investimenti_su_spese,
    investimenti_diretti_per_abitante,
    contributi_per_abitante,
    investimenti_per_abitante,
    investimenti_da_risparmio,
    investimenti_da_partite_finanziarie,
    investimenti_da_debito,
)
