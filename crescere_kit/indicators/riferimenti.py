"""What reference sets say of a comune: what it spends against its needs, how much its people earn.

They come out two or three years late: the last known is shown, with its year, until it is too old.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.accounts.ratios import quoziente
from crescere_kit.indicators.indicator import EURO, PERCENTUALE, RIFERIMENTO, Rapporto, indicatore

_FILE = {"opencivitas": "il file OpenCivitas", "irpef": "il file dei redditi IRPEF del MEF"}


def ultimo_noto(conti: Conti, lato: str, codice: str, fase: str = "importo") -> pd.Series:
    """Return, for each row, a voce of the last year that has it, as far back as the rules allow."""

    def cerca(letti: Conti) -> pd.Series:
        serie = trovata = letti.voce(RIFERIMENTO, lato, codice, fase)
        for indietro in range(1, _anni_indietro() + 1):
            trovata = trovata.where(trovata.notna(), letti.anni_prima(serie, indietro))
        return trovata

    return conti.ricorda(("ultimo_noto", lato, codice, fase), cerca)


def anno_noto(conti: Conti, lato: str, codice: str, riga: tuple[str, int]) -> int | None:
    """Return the year of the amount that `ultimo_noto` gives to a row, None if there is none."""
    istat, anno = riga
    serie = conti.voce(RIFERIMENTO, lato, codice, "importo")
    anni = range(anno, anno - _anni_indietro() - 1, -1)
    return next((quando for quando in anni if pd.notna(serie.get((istat, quando)))), None)


def _anni_indietro() -> int:
    return int(rules.ultima("avviso", "anni_riferimento").valore)


def _di_quando(lato: str, codice: str) -> Callable[[Conti, str, int], str]:
    def spiega(conti: Conti, istat: str, anno: int) -> str:
        quando = anno_noto(conti, lato, codice, (istat, anno))
        return f"dati del {quando}" if quando else ""

    return spiega


def _senza_file(lato: str) -> Callable[[Conti, str, int], str]:
    def perche(conti: Conti, istat: str, anno: int) -> str:
        anni = range(anno - _anni_indietro(), anno + 1)
        if any(lato == di for quando in anni for _, di in conti.lati(istat, quando)):
            return ""
        return f"{_FILE[lato]} (dal {anni[0]} al {anno}) non è fra i dati caricati"

    return perche


@indicatore(
    "FABB_SPESA",
    "Spesa storica su spesa standard",
    PERCENTUALE,
    denominatore="spesa standard",
    documento=RIFERIMENTO,
    spiega=_di_quando("opencivitas", "spesa_storica"),
    perche=_senza_file("opencivitas"),
)
def spesa_su_standard(conti: Conti) -> Rapporto:
    """Spesa storica per le funzioni fondamentali sulla spesa standard calcolata per il comune (OpenCivitas):
    sopra 100 si spende più dei fabbisogni stimati, e non è detto che sia male se i servizi sono di più.
    """
    return Rapporto(
        ultimo_noto(conti, "opencivitas", "spesa_storica"),
        ultimo_noto(conti, "opencivitas", "spesa_standard"),
    )


@indicatore(
    "FABB_DIFFERENZA",
    "Spesa storica meno spesa standard, per abitante",
    EURO,
    documento=RIFERIMENTO,
    spiega=_di_quando("opencivitas", "storica_per_abitante"),
    perche=_senza_file("opencivitas"),
)
def differenza_per_abitante(conti: Conti) -> pd.Series:
    """Spesa storica per abitante meno spesa standard per abitante (OpenCivitas)."""
    storica = ultimo_noto(conti, "opencivitas", "storica_per_abitante")
    return storica - ultimo_noto(conti, "opencivitas", "standard_per_abitante")


@indicatore(
    "IRPEF_MEDIO",
    "Imponibile IRPEF per contribuente",
    EURO,
    documento=RIFERIMENTO,
    spiega=_di_quando("irpef", "imponibile"),
    perche=_senza_file("irpef"),
)
def imponibile_medio(conti: Conti) -> pd.Series:
    """Reddito imponibile IRPEF dei residenti diviso per i contribuenti che ne hanno uno (statistiche MEF)."""
    imponibile = ultimo_noto(conti, "irpef", "imponibile")
    contribuenti = ultimo_noto(conti, "irpef", "contribuenti_imponibile", "numero")
    return quoziente(imponibile, contribuenti).round().astype("Int64")


@indicatore(
    "IRPEF_ADDIZIONALE",
    "Addizionale comunale IRPEF dovuta sull'imponibile",
    PERCENTUALE,
    denominatore="reddito imponibile IRPEF",
    documento=RIFERIMENTO,
    spiega=_di_quando("irpef", "addizionale_comunale"),
    perche=_senza_file("irpef"),
)
def addizionale_su_imponibile(conti: Conti) -> Rapporto:
    """Addizionale comunale dovuta sul reddito imponibile IRPEF dei residenti (statistiche MEF): con soglie di
    esenzione resta sotto l'aliquota adottata.
    """
    return Rapporto(
        ultimo_noto(conti, "irpef", "addizionale_comunale"), ultimo_noto(conti, "irpef", "imponibile")
    )


INDICATORI = (spesa_su_standard, differenza_per_abitante, imponibile_medio, addizionale_su_imponibile)
