"""How a datum that was left out could still be read elsewhere: the ways in which acts write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from crescere_kit.acts.italian import days

_NON_DICONO = frozenset({"genere", "carica"})  # of many people the same
_CORTO = 3
_ITALIANI = str.maketrans(",.", ".,")


def forme(valore: Any) -> set[str]:
    """Return the texts in which a value can be recognised; numbers without cents and short texts are too many
    things to be told apart, and a name alone belongs to others too: name and surname go together.
    """
    if isinstance(valore, Mapping):
        return _di_un_insieme(valore)
    if isinstance(valore, list | tuple):
        return {forma for uno in valore for forma in forme(uno)}
    if isinstance(valore, Enum | bool) or valore is None:
        return set()
    if isinstance(valore, Decimal):
        return {_euro(valore)} if valore else set()
    if isinstance(valore, date):
        return {valore.strftime("%d/%m/%Y"), valore.isoformat(), days.data_estesa(valore)}
    testo = " ".join(valore.split()) if isinstance(valore, str) else ""
    return {testo} if len(testo) > _CORTO else set()


def ricerca(trovate: Iterable[str]) -> re.Pattern[str] | None:
    """Return the search of some forms in a text, longest first, whatever the spaces and the capitals."""
    scritte = sorted(trovate, key=lambda forma: (-len(forma), forma))
    if not scritte:
        return None
    pezzi = "|".join(r"\s+".join(map(re.escape, forma.split())) for forma in scritte)
    return re.compile(rf"(?<!\w)(?:{pezzi})(?!\w)", re.IGNORECASE)


def _di_un_insieme(valori: Mapping[str, Any]) -> set[str]:
    nome, cognome = valori.get("nome"), valori.get("cognome")
    della_persona = {"nome", "cognome"} if nome and cognome else set()
    insieme = {f"{nome} {cognome}", f"{cognome} {nome}"} if della_persona else set()
    for chiave, valore in valori.items():
        if chiave not in _NON_DICONO | della_persona:
            insieme |= forme(valore)
    return insieme


def _euro(valore: Decimal) -> str:
    return f"{valore:,.2f}".translate(_ITALIANI)
