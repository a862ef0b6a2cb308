"""The kinds of property of the IMU: base rate, limits, and the share of the State (imu.csv)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Fattispecie:
    """A kind of property with its rates, in percentage points; statale goes to the State."""

    codice: str
    nome: str
    dal: date
    al: date | None
    base: Decimal
    minimo: Decimal
    massimo: Decimal
    statale: Decimal


def fattispecie(codice: str, giorno: date) -> Fattispecie | None:
    """Return a kind of property as the law has it on a day; None when the law has none of that name."""
    for una in tutte():
        if una.codice == codice and una.dal <= giorno and (una.al is None or giorno <= una.al):
            return una
    return None


@cache
def tutte() -> tuple[Fattispecie, ...]:
    """Return every kind of property, in the order of the law."""
    testo = files(__package__).joinpath("imu.csv").read_text(encoding="utf-8")
    return tuple(_da_riga(riga) for riga in csv.DictReader(testo.splitlines(), delimiter=";"))


def _da_riga(riga: dict[str, str]) -> Fattispecie:
    return Fattispecie(
        riga["codice"],
        riga["nome"],
        date.fromisoformat(riga["dal"]),
        date.fromisoformat(riga["al"]) if riga["al"] else None,
        *(Decimal(riga[nome]) for nome in ("base", "minimo", "massimo", "statale")),
    )
