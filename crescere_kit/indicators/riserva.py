"""Fondo di riserva and fondo di riserva di cassa (art. 166 TUEL), against the budget as first approved.

The law measures them on the spese «inizialmente previste»: what was drawn from the fund during the year does
not count against it.
"""

from __future__ import annotations

import operator
from functools import reduce

import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.column import costante
from crescere_kit.indicators.indicator import EURO, PERCENTUALE, PREVISIONE, Rapporto, indicatore

PROGRAMMA, CONTO = "M20.01", "U.1.10.01.01"  # where the fund is entered, and its account
ANTICIPAZIONI = "7"
_SPESE_CORRENTI = "spese correnti di competenza inizialmente previste"
_CENTESIMI_DI_PUNTO = 100  # the law writes its shares with two decimals


def _minimo_dovuto(conti: Conti) -> pd.Series:
    """Return the rule that each ente answers to: the raised one if it used cash that was not its own."""
    in_crisi = in_crisi_di_cassa(conti).fillna(False).astype(bool)
    return costante(conti.indice, "minimo", "string").mask(in_crisi, "minimo_elevato")


def _situazione(conti: Conti, istat: str, anno: int) -> str:
    situazione = in_crisi_di_cassa(conti).loc[(istat, anno)]
    if pd.isna(situazione):
        return f"non si sa se nel {anno - 1} l'ente era in crisi di cassa: vale il minimo ordinario"
    motivo = f"nel {anno - 1} l'ente ha usato anticipazioni di tesoreria o entrate vincolate non ricostituite"
    return f"minimo elevato: {motivo}" if situazione else ""


@indicatore(
    "RISERVA",
    "Fondo di riserva sulle spese correnti",
    PERCENTUALE,
    verso="basso",
    limite=("riserva", _minimo_dovuto),
    denominatore=_SPESE_CORRENTI,
    documento=PREVISIONE,
    spiega=_situazione,
)
def riserva(conti: Conti) -> Rapporto:
    """Fondo di riserva stanziato (dal modulo dell'ente; o, nel bilancio approvato, il programma 20.01 o il
    conto U.1.10.01.01, quello che è di più) sulle spese correnti di competenza inizialmente previste. Il
    minimo sale se l'anno prima l'ente ha usato anticipazioni di tesoreria (titolo 7) o entrate vincolate
    non ricostituite.
    """
    return Rapporto(_stanziato(conti), _spese_correnti(conti))


@indicatore(
    "RISERVA_TETTO",
    "Fondo di riserva sulle spese correnti, contro il massimo",
    PERCENTUALE,
    verso="alto",
    limite=("riserva", "massimo"),
    denominatore=_SPESE_CORRENTI,
    documento=PREVISIONE,
)
def riserva_contro_il_massimo(conti: Conti) -> Rapporto:
    """Fondo di riserva stanziato sulle spese correnti di competenza inizialmente previste: lo stesso rapporto
    del minimo, confrontato con il massimo.
    """
    return Rapporto(_stanziato(conti), _spese_correnti(conti))


@indicatore("RISERVA_MINIMO", "Fondo di riserva, minimo ordinario", EURO, documento=PREVISIONE)
def minimo(conti: Conti) -> pd.Series:
    """Spese correnti inizialmente previste per la percentuale minima, arrotondato al centesimo in su."""
    return almeno(_spese_correnti(conti), "minimo")


@indicatore("RISERVA_MINIMO_ELEVATO", "Fondo di riserva, minimo elevato", EURO, documento=PREVISIONE)
def minimo_elevato(conti: Conti) -> pd.Series:
    """Spese correnti inizialmente previste per la percentuale minima di chi usa anticipazioni di tesoreria o
    entrate vincolate, arrotondato al centesimo in su.
    """
    return almeno(_spese_correnti(conti), "minimo_elevato")


@indicatore("RISERVA_MASSIMO", "Fondo di riserva, massimo", EURO, documento=PREVISIONE)
def massimo(conti: Conti) -> pd.Series:
    """Spese correnti inizialmente previste per la percentuale massima, arrotondato al centesimo in giù."""
    return -almeno(-_spese_correnti(conti), "massimo")


@indicatore(
    "RISERVA_IMPREVISTI", "Quota del fondo di riserva per spese non prevedibili", EURO, documento=PREVISIONE
)
def per_imprevisti(conti: Conti) -> pd.Series:
    """La parte del minimo dovuto che si può usare solo per spese non prevedibili, la cui mancanza porterebbe
    danni certi: metà del minimo ordinario, o di quello elevato per chi vi è tenuto.
    """
    elevato = in_crisi_di_cassa(conti).fillna(False).astype(bool)
    dovuto = minimo.calcola(conti).mask(elevato, minimo_elevato.calcola(conti))
    return almeno(dovuto, "quota_imprevisti")


@indicatore(
    "RISERVA_CASSA",
    "Fondo di riserva di cassa sulle spese finali",
    PERCENTUALE,
    verso="basso",
    limite=("riserva", "cassa"),
    denominatore="spese finali previste di cassa, titoli 1, 2 e 3",
    documento=PREVISIONE,
)
def riserva_di_cassa(conti: Conti) -> Rapporto:
    """Fondo di riserva di cassa stanziato (dal modulo dell'ente, o la cassa del programma 20.01 o del conto
    U.1.10.01.01) sulle spese finali previste di cassa, titoli 1, 2 e 3.
    """
    return Rapporto(_stanziato_cassa(conti), _spese_finali(conti))


@indicatore("RISERVA_CASSA_MINIMO", "Fondo di riserva di cassa, minimo", EURO, documento=PREVISIONE)
def minimo_di_cassa(conti: Conti) -> pd.Series:
    """Spese finali previste di cassa per la percentuale minima, arrotondato al centesimo in su."""
    return almeno(_spese_finali(conti), "cassa")


INDICATORI = (
    riserva,
    riserva_contro_il_massimo,
    minimo,
    minimo_elevato,
    massimo,
    per_imprevisti,
    riserva_di_cassa,
    minimo_di_cassa,
)


def in_crisi_di_cassa(conti: Conti) -> pd.Series:
    """Tell (boolean) who, the year before, used anticipazioni or vincolate (artt. 195 and 222 TUEL)."""
    return conti.anni_prima(cassa_non_sua(conti), 1)


def cassa_non_sua(conti: Conti) -> pd.Series:
    """Tell (boolean) who in the year itself used anticipazioni or vincolate.

    One sure sign is enough for yes; for no the titolo 7 must be known, and be zero.
    """
    segni = (
        conti.accertamenti(ANTICIPAZIONI),
        conti.manuale("tesoreria", "anticipazione_massima"),
        conti.manuale("tesoreria", "vincolata_da_ricostituire"),
    )
    usate = reduce(operator.or_, [(segno > 0).fillna(False) for segno in segni])
    return usate.where(usate | segni[0].notna())


def almeno(importo: pd.Series, codice: str) -> pd.Series:
    """Return the share that the rule asks of an amount, rounded up to the cent."""
    anni = importo.index.get_level_values("anno")
    quota = (rules.per_anni("riserva", codice, anni) * _CENTESIMI_DI_PUNTO).round().astype("Int64").array
    return -(-importo * quota // (100 * _CENTESIMI_DI_PUNTO))


def _stanziato(conti: Conti) -> pd.Series:
    return _prima(conti.manuale("fondi", "riserva"), _del_bilancio(conti, "competenza_1"))


def _stanziato_cassa(conti: Conti) -> pd.Series:
    return _prima(conti.manuale("fondi", "riserva_cassa"), _del_bilancio(conti, "cassa_1"))


def _del_bilancio(conti: Conti, fase: str) -> pd.Series:
    """The larger of the two: some enti enter the fund in another programma, under its own account."""
    programma, conto = (_approvato(conti, fase, codice) for codice in (PROGRAMMA, CONTO))
    altrove = programma.isna() | (conto > programma).fillna(False)
    return programma.mask(altrove.astype(bool), conto)


def _spese_correnti(conti: Conti) -> pd.Series:
    return _approvato(conti, "competenza_1", "1")


def _spese_finali(conti: Conti) -> pd.Series:
    return _approvato(conti, "cassa_1", "1", "2", "3")


def _approvato(conti: Conti, fase: str, *codici: str) -> pd.Series:
    return sum(conti.voce("previsione", "spese", codice, fase) for codice in codici)


def _prima(scritto: pd.Series, altro: pd.Series) -> pd.Series:
    return scritto.where(scritto.notna(), altro)
