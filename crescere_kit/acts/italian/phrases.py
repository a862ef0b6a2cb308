"""Lists and agreement: «a, b e c», «1 giorno», «30 giorni»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def elenco(voci: Sequence[str]) -> str:
    """Join the items of a list as a sentence does."""
    if len(voci) < 2:
        return "".join(voci)
    return f"{', '.join(voci[:-1])} e {voci[-1]}"


def concorda(numero: int | Decimal, uno: str, molti: str) -> str:
    """Return the word that agrees with a number."""
    return uno if abs(numero) == 1 else molti


def numero(valore: int | Decimal) -> str:
    """Write a number with the separators of Italian, and the decimals that it has."""
    scritto = f"{valore:,f}" if isinstance(valore, Decimal) else f"{valore:,d}"
    return scritto.translate(_ITALIANI)


def giorni(quanti: int) -> str:
    """Write how many days."""
    return f"{numero(quanti)} {concorda(quanti, 'giorno', 'giorni')}"


_ITALIANI = str.maketrans({",": ".", ".": ","})
