"""The form every file of rules must have; all its guasti are listed at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

GIORNO = "giorno"  # a day of the year, written MMGG
UNITA = ("percentuale", "punti", "euro", "numero", "dodicesimi", "giorni", "megabyte", GIORNO)
VERIFICHE = ("V", "K", "?")
_OBBLIGATORIE = {"dal": date, "valore": (Decimal, int), "fonte": str, "verifica": str}
_AMMESSE = {*_OBBLIGATORIE, "al"}


def difetti(tema: str, tavola: dict) -> list[str]:
    """Return a sentence for each fault of a theme: missing words, source or tag, dates that overlap."""
    return [
        f"{tema}.{codice}: {difetto}" for codice, voce in tavola.items() for difetto in _della_regola(voce)
    ]


def _della_regola(voce: dict) -> Iterator[str]:
    if not str(voce.get("descrizione", "")).strip():
        yield "manca la descrizione"
    if voce.get("unita") not in UNITA:
        yield f"l'unità «{voce.get('unita')}» non è fra {', '.join(UNITA)}"
    righe = voce.get("valori", [])
    if not righe:
        yield "non ha nessun valore"
    guasti = [difetto for riga in righe for difetto in _della_riga(riga)]
    yield from guasti
    if not guasti:
        yield from _delle_date(righe)
        yield from _dei_giorni(voce, righe)


def _della_riga(riga: dict) -> Iterator[str]:
    dove = f"valore dal {riga.get('dal')}"
    for chiave, tipo in _OBBLIGATORIE.items():
        valore = riga.get(chiave)
        if isinstance(valore, bool) or not isinstance(valore, tipo) or not str(valore).strip():
            yield f"{dove}: «{chiave}» manca o non è del tipo atteso"
    if riga.get("verifica") not in VERIFICHE:
        yield f"{dove}: la verifica «{riga.get('verifica')}» non è fra {', '.join(VERIFICHE)}"
    for chiave in riga.keys() - _AMMESSE:
        yield f"{dove}: «{chiave}» non è una chiave conosciuta"


def _dei_giorni(voce: dict, righe: list[dict]) -> Iterator[str]:
    for riga in righe if voce.get("unita") == GIORNO else ():
        mese, giorno = divmod(int(riga["valore"]), 100)
        try:
            date(riga["dal"].year, mese, giorno)
        except ValueError:
            yield f"valore dal {riga['dal']}: «{riga['valore']}» non è un giorno dell'anno (MMGG)"


def _delle_date(righe: list[dict]) -> Iterator[str]:
    ordinate = sorted(righe, key=lambda riga: riga["dal"])
    for riga in ordinate:
        if "al" in riga and riga["al"] < riga["dal"]:
            yield f"valore dal {riga['dal']}: finisce il {riga['al']}, prima di cominciare"
    for prima, dopo in pairwise(ordinate):
        if "al" not in prima or prima["al"] >= dopo["dal"]:
            yield f"due valori in vigore il {dopo['dal']}"
