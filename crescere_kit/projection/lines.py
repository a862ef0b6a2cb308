"""The lines of a projection: one per thing that moves by itself, and the account each of them lands in."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

RESTO = "*"  # the line that takes what the others of its account do not


class Linea(NamedTuple):
    """One line: where it lands (`conto` of `lato`, in a titolo) and which filed code is its own past.

    dentro is the code of the rendiconto that holds the line alone, `*` when it is the whole account or what
    the other lines of the account leave of it, "" when only the ente knows it.
    """

    codice: str
    nome: str
    lato: str
    conto: str
    titolo: str
    dentro: str


@cache
def _linee() -> dict[str, Linea]:
    testo = files(__package__).joinpath("linee.csv").read_text(encoding="utf-8")
    righe = csv.DictReader(testo.splitlines(), delimiter=";")
    return {riga["codice"]: Linea(**riga) for riga in righe}


LINEE: dict[str, Linea] = _linee()
FONDI = tuple(linea.codice for linea in LINEE.values() if linea.lato == "fondi")
CONTI: dict[tuple[str, str], tuple[str, ...]] = {
    (lato, conto): tuple(una.codice for una in LINEE.values() if (una.lato, una.conto) == (lato, conto))
    for lato, conto in dict.fromkeys((una.lato, una.conto) for una in LINEE.values())
    if lato in ("entrate", "spese")
}


@cache
def del_titolo(lato: str, *titoli: str) -> tuple[str, ...]:
    """Return the lines of entrata or spesa (funds apart) that land in some titoli."""
    return tuple(una.codice for una in LINEE.values() if una.lato == lato and una.titolo in titoli)


def resto(lato: str, conto: str) -> str:
    """Return the line that takes what the others of an account leave."""
    return next(codice for codice in CONTI[lato, conto] if LINEE[codice].dentro == RESTO)
