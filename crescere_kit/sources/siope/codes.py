"""The codici gestionali of SIOPE: to which titolo each belongs."""

from __future__ import annotations

import re

from crescere_kit.sources.siope.titoli import titoli_noti, vecchio_schema

_SIGLE = {"entrate": "E", "uscite": "U"}
_DA_REGOLARIZZARE = "9"  # the first digit, in the scheme in use up to 2016
_PUNTATO = re.compile(r"\d(\.\d{2}){3}\.\d{3}")
_VECCHIO = re.compile(r"\d{4}")


def titolo(lato: str, codice: str, anno: int) -> str | None:
    """Return the titolo of a code; None if no code of that year is written so.

    From 2017 «1.01.01.06.001» says it with its first digit; before, «1101» is of a titolo of the old scheme.
    """
    if _PUNTATO.fullmatch(codice):
        return codice[0] if codice[0] in titoli_noti(lato) else None
    if not _VECCHIO.fullmatch(codice):
        return None
    coda = "999" if codice[0] == _DA_REGOLARIZZARE else "000"
    vecchio = vecchio_schema().get((lato, f"{_SIGLE[lato]}{codice[0]}{coda}"))
    return vecchio["titolo"] if vecchio and anno <= int(vecchio["al"]) else None


def atteso(lato: str, anno: int) -> str:
    """Say what a codice gestionale looks like."""
    if any(anno <= int(riga["al"]) for riga in vecchio_schema().values()):
        return f"un codice gestionale di {lato} del {anno}, come 1101"
    return f"un codice gestionale come 1.01.01.06.001, di un titolo di {lato}: {', '.join(titoli_noti(lato))}"
