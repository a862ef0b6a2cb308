"""Days as acts write them."""

from __future__ import annotations

from datetime import date

from crescere_kit.acts.italian.words import parole


def data(giorno: date) -> str:
    """Write a day as «15/03/2026»."""
    return f"{giorno.day:02d}/{giorno.month:02d}/{giorno.year:04d}"


def data_estesa(giorno: date) -> str:
    """Write a day as «15 marzo 2026», the first of the month as «1° marzo 2026»."""
    primo = "°" if giorno.day == 1 else ""
    return f"{giorno.day}{primo} {parole('words')['mesi'][giorno.month - 1]} {giorno.year}"
