"""Sentences with the numbers in them, in the Italian of the offices."""

from __future__ import annotations

import re

_VOCALI = re.compile(r"(1|8|11|8\d)(\D|$)|8\d\d")  # uno, otto, undici, ottanta: numbers that elide


def con_articolo(numero: str) -> str:
    """Write «il 47 %», «l'1,20 %», «lo 0,60 %»."""
    return _con(numero, "il ", "l'", "lo ")


def con_preposizione(numero: str) -> str:
    """Write «al 41,20 %», «all'1,50 %», «allo 0,70 %»."""
    return _con(numero, "al ", "all'", "allo ")


def _con(numero: str, consonante: str, vocale: str, zero: str) -> str:
    if _VOCALI.match(numero):
        return vocale + numero
    return (zero if re.match(r"0(\D|$)", numero) else consonante) + numero
