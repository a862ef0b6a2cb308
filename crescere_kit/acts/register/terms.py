"""The days of an adopted act: how long it is published, and from when it is in force."""

from __future__ import annotations

from datetime import date, timedelta

from crescere_kit import rules

_TEMA = "atti"


def pubblicata_al(dal: date) -> date:
    """Return the day on which a publication begun on `dal` ends."""
    return dal + timedelta(days=_giorni("pubblicazione_albo", dal))


def esecutiva_dal(data: date | None, immediata: bool | None, dal: date | None) -> date | None:
    """Return the day from which an act is in force, None while it cannot be told.

    data is the day of adoption, dal the one of publication. An act declared immediately executable is in
    force when it is adopted; any other after the tenth day from publication.
    """
    if data is None:
        return None
    if immediata:
        return data
    if dal is None:
        return None
    return dal + timedelta(days=_giorni("esecutivita", dal) + 1)


def _giorni(codice: str, giorno: date) -> int:
    return int(rules.in_force(_TEMA, codice, giorno).valore)
