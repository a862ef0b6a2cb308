"""The limits of the coefficients of the metodo normalizzato, South of Italy (coefficienti.csv)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from crescere_kit import rules

DOMESTICA, NON_DOMESTICA = "domestica", "non domestica"
_LIMITI = ("fissa_min", "fissa_max", "variabile_min", "variabile_max")


@dataclass(frozen=True)
class Limiti:
    """Between which values the coefficients of a kind of user lie: Ka and Kb, or Kc and Kd."""

    nome: str
    fissa_min: Decimal
    fissa_max: Decimal
    variabile_min: Decimal
    variabile_max: Decimal


def classe(abitanti: int, giorno: date) -> str:
    """Return which tables a comune uses: those of the smaller or of the larger ones."""
    return "oltre" if abitanti > rules.in_force("tributi", "tari_abitanti", giorno).valore else "fino"


def limiti(quale: str, utenza: str, voce: int) -> Limiti | None:
    """Return the limits of a kind of user in the tables of a class; None when these have no such kind."""
    return _tabella().get((quale, utenza, voce))


@cache
def _tabella() -> dict[tuple[str, str, int], Limiti]:
    testo = files(__package__).joinpath("coefficienti.csv").read_text(encoding="utf-8")
    return {
        (riga["classe"], riga["utenza"], int(riga["voce"])): Limiti(
            riga["nome"], *(Decimal(riga[nome]) for nome in _LIMITI)
        )
        for riga in csv.DictReader(testo.splitlines(), delimiter=";")
    }
