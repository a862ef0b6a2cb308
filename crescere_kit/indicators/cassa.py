"""The cash: what there is at the end of the year, and the part that may only be spent for its purpose."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.indicators.indicator import EURO, indicatore
from crescere_kit.indicators.missing import del_modulo, servono
from crescere_kit.indicators.risultato import fondo_cassa

TEMA = "cassa"


@indicatore(
    "CASSA_FINALE", "Fondo di cassa al 31 dicembre", EURO, verso="basso", limite=(TEMA, "fondo_finale")
)
def finale(conti: Conti) -> pd.Series:
    """Fondo di cassa iniziale più riscossioni e meno pagamenti dell'anno, in competenza e a residui, meno i
    pagamenti per azioni esecutive non regolarizzate.
    """
    return fondo_cassa(conti)


@indicatore("CASSA_VARIAZIONE", "Variazione del fondo di cassa nell'anno", EURO)
def variazione(conti: Conti) -> pd.Series:
    """Fondo di cassa al 31 dicembre meno quello al 31 dicembre dell'anno prima; se non c'è, al 1° gennaio."""
    prima = conti.anni_prima(fondo_cassa(conti), 1)
    return fondo_cassa(conti) - prima.where(prima.notna(), conti.risultato("cassa_iniziale"))


@indicatore(
    "CASSA_LIBERA",
    "Cassa libera al 31 dicembre",
    EURO,
    verso="basso",
    limite=(TEMA, "libera"),
    perche=servono({0: del_modulo("tesoreria", "vincolata_giacenza")}),
)
def libera(conti: Conti) -> pd.Series:
    """Fondo di cassa al 31 dicembre meno la cassa vincolata che dovrebbe esserci (modulo dell'ente): se è
    negativa, somme vincolate hanno pagato altre spese.
    """
    return fondo_cassa(conti) - conti.manuale("tesoreria", "vincolata_giacenza")


def _spiega_vincolata(conti: Conti, istat: str, anno: int) -> str:
    scritta = conti.manuale("tesoreria", "vincolata_da_ricostituire").loc[(istat, anno)]
    mancante = libera.calcola(conti).loc[(istat, anno)]
    if pd.isna(mancante) or mancante >= 0 or (pd.notna(scritta) and scritta >= -mancante):
        return ""
    return "è ciò che manca al fondo di cassa per contenere la cassa vincolata"


@indicatore(
    "CASSA_VINCOLATA",
    "Cassa vincolata da ricostituire",
    EURO,
    verso="alto",
    limite=(TEMA, "vincolata_da_ricostituire"),
    perche=servono({0: del_modulo("tesoreria", "vincolata_da_ricostituire")}),
    spiega=_spiega_vincolata,
)
def vincolata(conti: Conti) -> pd.Series:
    """Entrate vincolate usate per altre spese e non ricostituite al 31 dicembre (modulo dell'ente), e
    comunque non meno di quanto manca al fondo di cassa per contenere la cassa vincolata.
    """
    scritta = conti.manuale("tesoreria", "vincolata_da_ricostituire")
    mancante = (-libera.calcola(conti)).clip(lower=0)
    return pd.DataFrame({"scritta": scritta, "mancante": mancante}).max(axis=1).astype("Int64")


INDICATORI = (finale, variazione, libera, vincolata)
