"""The official classifications of D.Lgs. 118/2011 (all. 13 and 14), read from the CSVs of `classificazioni`.

Codes of entrata: titolo «1», tipologia «10101», categoria «1010106».
Codes of spesa: titolo «1», macroaggregato «101», missione «M01», programma «M01.03» and, split by titolo,
«M01.03.1».
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


class CodiceSconosciuto(LookupError):
    """A code that the official classification does not have."""


def nome(lato: str, codice: str) -> str:
    """Return the official name of a code; raise CodiceSconosciuto if there is none."""
    try:
        return _nomi(lato)[codice]
    except KeyError:
        raise CodiceSconosciuto(f"Il codice «{codice}» non è nella classificazione di {lato}.") from None


def esiste(lato: str, codice: str) -> bool:
    """Say whether a code is in the official classification of «entrate» or «spese»."""
    return codice in _nomi(lato)


def titoli(lato: str) -> list[str]:
    """Return the codes of the titoli, in order."""
    return codici(lato, "titolo")


def codici(lato: str, livello: str) -> list[str]:
    """Return the codes of one level: titolo, tipologia, categoria, macroaggregato, missione, programma."""
    return [codice for codice, (suo_livello, _) in _voci(lato).items() if suo_livello == livello]


@cache
def _nomi(lato: str) -> dict[str, str]:
    nomi = {codice: nome for codice, (_, nome) in _voci(lato).items()}
    for programma in codici(lato, "programma"):
        nomi |= {f"{programma}.{t}": f"{nomi[programma]} (titolo {t})" for t in titoli(lato)}
    return nomi


@cache
def _voci(lato: str) -> dict[str, tuple[str, str]]:
    testo = files(__package__).joinpath("classificazioni", f"{lato}.csv").read_text(encoding="utf-8")
    righe = csv.DictReader(testo.splitlines(), delimiter=";")
    return {riga["codice"]: (riga["livello"], riga["nome"]) for riga in righe}
