"""How late the ente pays: tempestività, ritardo, overdue debt, and what delay costs."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.ratios import quoziente
from crescere_kit.column import costante
from crescere_kit.indicators.indicator import EURO, GIORNI, MODULO, PERCENTUALE, Rapporto, indicatore
from crescere_kit.indicators.interests import INTERESSI, INTERESSI_DI_MORA
from crescere_kit.indicators.law import in_vigore
from crescere_kit.indicators.missing import del_modulo, servono

TEMA = "pagamenti"


def _dichiarato(codice: str) -> tuple[Voce, ...]:
    return (Voce("indicatori", "sintetici", codice, "percentuale"),)


@indicatore(
    "ITP",
    "Tempestività dei pagamenti",
    GIORNI,
    verso="alto",
    limite=(TEMA, "itp"),
    dichiarato=_dichiarato("9.5"),
)
def itp(conti: Conti) -> pd.Series:
    """Somma dell'importo di ogni fattura pagata nell'anno per i giorni fra scadenza e pagamento, divisa per
    l'importo pagato: il valore pubblicato o, se manca, quello del foglio Fatture del modulo, o l'indicatore
    9.5 dichiarato. Sopra zero si paga in media dopo la scadenza, sotto zero prima.
    """
    pubblicato = conti.manuale(TEMA, "itp")
    dalle_fatture = quoziente(
        conti.manuale(TEMA, "importo_per_giorni"), conti.manuale(TEMA, "importo_pagato")
    )
    return pubblicato.where(pubblicato.notna(), dalle_fatture)


@indicatore(
    "RITARDO",
    "Ritardo annuale dei pagamenti",
    GIORNI,
    verso="alto",
    limite=(TEMA, "ritardo"),
    documento=MODULO,
)
def ritardo(conti: Conti) -> pd.Series:
    """Indicatore di ritardo annuale della Piattaforma dei crediti commerciali (PCC), che conta anche le
    fatture scadute e non pagate (modulo dell'ente). Sopra zero è dovuto il fondo di garanzia debiti
    commerciali.
    """
    return conti.manuale(TEMA, "ritardo")


@indicatore(
    "STOCK_FATTURE",
    "Debito commerciale scaduto sulle fatture dell'anno",
    PERCENTUALE,
    verso="alto",
    limite=(TEMA, "stock_fatture"),
    denominatore="fatture ricevute nell'anno",
    documento=MODULO,
)
def stock_sulle_fatture(conti: Conti) -> Rapporto:
    """Debito commerciale scaduto al 31 dicembre, sulle fatture ricevute nell'anno (PCC, modulo dell'ente)."""
    return Rapporto(conti.manuale(TEMA, "stock_scaduto"), conti.manuale(TEMA, "fatture_ricevute"))


def _se_conta(conti: Conti) -> pd.Series:
    """The debt must shrink only where it is more than a small share of the invoices."""
    soglia = in_vigore(conti, TEMA, "stock_fatture")
    piccolo = (stock_sulle_fatture.calcola(conti) <= soglia).fillna(False).astype(bool)
    return costante(conti.indice, "stock_riduzione", "string").where(~piccolo)


@indicatore(
    "STOCK_RIDUZIONE",
    "Riduzione del debito commerciale scaduto",
    PERCENTUALE,
    verso="basso",
    limite=(TEMA, _se_conta),
    denominatore="debito commerciale scaduto dell'anno prima",
    documento=MODULO,
    perche=servono({0: del_modulo(TEMA, "stock_scaduto"), 1: del_modulo(TEMA, "stock_scaduto")}),
)
def riduzione_stock(conti: Conti) -> Rapporto:
    """Debito commerciale scaduto dell'anno prima meno quello dell'anno, sul debito dell'anno prima (PCC,
    modulo dell'ente). Il limite non vale se il debito scaduto è una piccola quota delle fatture dell'anno.
    """
    stock = conti.manuale(TEMA, "stock_scaduto")
    prima = conti.anni_prima(stock, 1)
    return Rapporto(prima - stock, prima)


def _spiega_mora(conti: Conti, istat: str, anno: int) -> str:
    if conti.impegni(INTERESSI_DI_MORA).notna().loc[(istat, anno)]:
        return ""
    return "dall'indicatore 6.3 che l'ente ha dichiarato, sugli interessi passivi impegnati"


@indicatore("MORA", "Interessi di mora", EURO, verso="alto", limite=(TEMA, "mora"), spiega=_spiega_mora)
def mora(conti: Conti) -> pd.Series:
    """Interessi di mora impegnati nell'anno: il costo dei pagamenti in ritardo. Se i conti non li mostrano,
    la parte degli interessi passivi che l'ente ha dichiarato con l'indicatore 6.3.
    """
    impegnati = conti.impegni(INTERESSI_DI_MORA)
    dichiarati = (conti.impegni(INTERESSI) * conti.dichiarato("6.3") / 100).round().astype("Int64")
    return impegnati.where(impegnati.notna(), dichiarati)


def _spiega_pignoramenti(conti: Conti, istat: str, anno: int) -> str:
    if conti.manuale("tesoreria", "pignoramenti").notna().loc[(istat, anno)]:
        return ""
    return "dai pagamenti per azioni esecutive non regolarizzate: il modulo dell'ente non lo dice"


@indicatore(
    "PIGNORAMENTI",
    "Somme pignorate al tesoriere",
    EURO,
    verso="alto",
    limite=(TEMA, "pignoramenti"),
    documento=MODULO,
    perche=servono({0: del_modulo("tesoreria", "pignoramenti")}),
    spiega=_spiega_pignoramenti,
)
def pignoramenti(conti: Conti) -> pd.Series:
    """Somme pignorate presso il tesoriere al 31 dicembre (modulo dell'ente); se mancano, i pagamenti per
    azioni esecutive non regolarizzate che il rendiconto mostra.
    """
    scritte = conti.manuale("tesoreria", "pignoramenti")
    azioni = conti.risultato("azioni_esecutive")
    return scritte.where(scritte.notna(), azioni.where(azioni > 0))  # none booked is not none seized


INDICATORI = (itp, ritardo, stock_sulle_fatture, riduzione_stock, mora, pignoramenti)
