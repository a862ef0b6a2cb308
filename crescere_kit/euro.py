"""Money and percentages as the offices write them: cents inside, «1.234,56 €» outside."""

from __future__ import annotations

import re
from decimal import Decimal

import pandas as pd

from crescere_kit.errors import ErroreSpiegato

NON_CALCOLABILE = "n.c."
_IMPORTO_ITALIANO = re.compile(r"[-+]?(\d{1,3}(\.\d{3})+|\d+)(,\d{1,2})?")


class ImportoNonValido(ErroreSpiegato, ValueError):
    """A text that cannot be read as an amount; the message is for the person who typed it."""


def euro(cents: int | None, *, simbolo: bool = True) -> str:
    """Write integer cents as «1.234,56 €»; a missing value is «n.c.»."""
    if pd.isna(cents):
        return NON_CALCOLABILE
    interi, resto = divmod(abs(int(cents)), 100)
    segno = "-" if cents < 0 else ""
    testo = f"{segno}{interi:,}".replace(",", ".") + f",{resto:02d}"
    return f"{testo} €" if simbolo else testo


def percentuale(punti: float | None, decimali: int = 2) -> str:
    """Write percentage points as «35,33 %»; a missing value is «n.c.»."""
    return NON_CALCOLABILE if pd.isna(punti) else f"{numero(punti, decimali)} %"


def numero(valore: float | None, decimali: int = 0) -> str:
    """Write a number with Italian separators; a missing value is «n.c.»."""
    if pd.isna(valore):
        return NON_CALCOLABILE
    testo = f"{valore:,.{decimali}f}"
    if not testo.strip("-0.,"):
        testo = testo.lstrip("-")
    return testo.translate(str.maketrans({",": ".", ".": ","}))


def cents(importo: Decimal | str) -> int:
    """Turn euro (a Decimal, or text in Italian form such as «1.234,56 €») into integer cents.

    Raises ImportoNonValido when the text is not an amount or has more than two decimals.
    """
    euro_decimali = importo if isinstance(importo, Decimal) else _da_testo(importo)
    in_centesimi = euro_decimali * 100
    if in_centesimi != in_centesimi.to_integral_value():
        raise ImportoNonValido(f"L'importo «{importo}» ha più di due decimali: indicare euro e centesimi.")
    return int(in_centesimi)


def _da_testo(testo: str) -> Decimal:
    pulito = testo.replace("€", "").replace("\u00a0", "").replace(" ", "").strip()
    if not _IMPORTO_ITALIANO.fullmatch(pulito):
        raise ImportoNonValido(f"«{testo}» non è un importo: scriverlo come «1.234,56».")
    return Decimal(pulito.replace(".", "").replace(",", "."))


def data(aaaammgg: int) -> str:
    """Write a day kept as a whole number (20241231) as «31/12/2024»."""
    anno, resto = divmod(aaaammgg, 10_000)
    mese, giorno = divmod(resto, 100)
    return f"{giorno:02d}/{mese:02d}/{anno}"
