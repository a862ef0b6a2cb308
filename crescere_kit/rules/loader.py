"""Read the dated rules: what was in force on a day, and who says so."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

import numpy as np
import pandas as pd

from crescere_kit.column import colonna
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.rules.check import difetti

DA_VERIFICARE = "?"


class RegolaAssente(ErroreSpiegato, LookupError):
    """No such rule, or none in force on that day; the message is for the person who asked."""


class RegoleNonValide(ErroreSpiegato, ValueError):
    """A file of rules that breaks the house's form; the message lists every fault."""


@dataclass(frozen=True)
class Regola:
    """A value of the law with the days it holds, its source and how far it was checked.

    al is None while no end is known. verifica is «V» (read in the source named), «K» (knowledge of the
    trade, not read again) or «?» (to be verified before relying on it).
    """

    codice: str
    descrizione: str
    unita: str
    valore: Decimal
    dal: date
    al: date | None
    fonte: str
    verifica: str

    @property
    def da_verificare(self) -> bool:
        return self.verifica == DA_VERIFICARE

    def vale(self, giorno: date) -> bool:
        """Say whether the rule holds on a day; both ends are included."""
        return self.dal <= giorno and (self.al is None or giorno <= self.al)


def temi() -> list[str]:
    """Return the themes, one per file."""
    nomi = (risorsa.name for risorsa in files(__package__).iterdir())
    return sorted(nome.removesuffix(".toml") for nome in nomi if nome.endswith(".toml"))


@cache
def regole(tema: str) -> dict[str, list[Regola]]:
    """Return every value of a theme by code, oldest first.

    Raises RegoleNonValide when the file has a fault, RegolaAssente when there is no such theme.
    """
    if tema not in temi():
        raise RegolaAssente(f"Non c'è un tema di regole «{tema}». I temi sono: {', '.join(temi())}.")
    testo = files(__package__).joinpath(f"{tema}.toml").read_text(encoding="utf-8")
    return interpreta(tema, tomllib.loads(testo, parse_float=Decimal))


def interpreta(tema: str, tavola: dict) -> dict[str, list[Regola]]:
    """Turn a parsed TOML file into rules, or raise RegoleNonValide with all its faults."""
    if trovati := difetti(tema, tavola):
        raise RegoleNonValide("\n".join(trovati))
    return {
        codice: [_regola(codice, voce, riga) for riga in sorted(voce["valori"], key=lambda r: r["dal"])]
        for codice, voce in tavola.items()
    }


@cache
def in_force(tema: str, codice: str, giorno: date) -> Regola:
    """Return the rule in force on a day.

    Raises RegolaAssente when the code does not exist or has no value on that day.
    """
    note = regole(tema)
    if codice not in note:
        raise RegolaAssente(f"Non c'è una regola «{tema}.{codice}». Ci sono: {', '.join(note)}.")
    for regola in note[codice]:
        if regola.vale(giorno):
            return regola
    raise RegolaAssente(_spiega_assenza(tema, codice, giorno, note[codice]))


def a_fine_anno(tema: str, codice: str, anno: int) -> Regola:
    """Return the rule that a rendiconto of that year answers to: the one in force on 31 December."""
    return in_force(tema, codice, date(anno, 12, 31))


def ultima(tema: str, codice: str) -> Regola:
    """Return the latest value of a rule that has no year of its own, such as a setting of the programme."""
    return regole(tema)[codice][-1]


def per_anni(tema: str, codice: str, anni: Iterable[int]) -> pd.Series:
    """Return the value in force on 31 December of each year (Float64), missing where there is none."""
    anni = np.asarray(anni, dtype="int64")
    primo, ultimo = (anni.min(), anni.max()) if len(anni) else (0, -1)
    valori = [_valore(tema, codice, anno) for anno in range(primo, ultimo + 1)]
    noti = np.array([np.nan if valore is None else valore for valore in valori], dtype=float)[anni - primo]
    return colonna(pd.arrays.FloatingArray(noti, np.isnan(noti)), pd.RangeIndex(len(noti)))


@cache
def _valore(tema: str, codice: str, anno: int) -> float | None:
    try:
        return float(a_fine_anno(tema, codice, anno).valore)
    except RegolaAssente:
        if codice not in regole(tema):
            raise
        return None


def _regola(codice: str, voce: dict, riga: dict) -> Regola:
    return Regola(
        codice=codice,
        descrizione=voce["descrizione"],
        unita=voce["unita"],
        valore=Decimal(riga["valore"]),
        dal=riga["dal"],
        al=riga.get("al"),
        fonte=riga["fonte"],
        verifica=riga["verifica"],
    )


def _spiega_assenza(tema: str, codice: str, giorno: date, valori: list[Regola]) -> str:
    primo, ultimo = valori[0].dal, valori[-1].al
    durata = f"dal {primo:%d/%m/%Y}" + (f" al {ultimo:%d/%m/%Y}" if ultimo else "")
    return f"La regola {tema}.{codice} non ha un valore in vigore al {giorno:%d/%m/%Y}: ne ha {durata}."
