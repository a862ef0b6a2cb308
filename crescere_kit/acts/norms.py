"""The norms that acts cite: how each is written, its URN:NIR, and since when and until when it is in force.

An id is `source:article[:comma[:letter]]`, as `tuel:175:4` or `l145-2018:1:862`; «all» as article is an
allegato or principle that has a name of its own. Sources are in `norme/fonti.toml`, the provisions that an
act may cite in `norme/disposizioni.csv`: a provision that nobody listed cannot be cited.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from crescere_kit.errors import ErroreSpiegato


class NormaAssente(ErroreSpiegato, LookupError):
    """An act cites a provision that the library does not hold."""


@dataclass(frozen=True)
class Norma:
    """A provision as it is cited; al is None while it is in force."""

    id: str
    citazione: str
    urn: str
    dal: date
    al: date | None
    verifica: str
    nota: str

    def vale(self, giorno: date) -> bool:
        """Tell whether the provision is in force on a day."""
        return self.dal <= giorno and (self.al is None or giorno <= self.al)


def norma(codice: str) -> Norma:
    """Return a provision of the library; raise NormaAssente if nobody listed it."""
    try:
        return libreria()[codice]
    except KeyError:
        raise NormaAssente(
            f"La norma «{codice}» non è nella libreria: aggiungerla a disposizioni.csv con la sua decorrenza."
        ) from None


def esiste(codice: str) -> bool:
    """Tell whether the library holds a provision."""
    return codice in libreria()


def in_vigore(codice: str, giorno: date) -> bool:
    """Tell whether a provision is in force on a day."""
    return norma(codice).vale(giorno)


def citazione(codice: str) -> str:
    """Write a provision as acts cite it: «art. 175, comma 4, del d.lgs. 18 agosto 2000, n. 267 (TUEL)»."""
    return norma(codice).citazione


def urn_delle_citazioni() -> dict[str, str]:
    """Return the URN of every citation that an act may print."""
    return {una.citazione: una.urn for una in libreria().values()}


@cache
def libreria() -> dict[str, Norma]:
    """Return every provision by its id."""
    cartella = files(__package__).joinpath("norme")
    fonti = tomllib.loads(cartella.joinpath("fonti.toml").read_text(encoding="utf-8"))
    righe = csv.DictReader(
        cartella.joinpath("disposizioni.csv").read_text(encoding="utf-8").splitlines(), delimiter=";"
    )
    return {riga["id"]: _norma(riga, fonti) for riga in righe}


def _norma(riga: dict[str, str], fonti: dict[str, dict[str, str]]) -> Norma:
    sigla, articolo, *resto = riga["id"].split(":")
    fonte = fonti[sigla]
    citazione = riga["citazione"] or _in_parole(articolo, resto, fonte["nome"])
    return Norma(
        riga["id"],
        citazione,
        fonte["urn"] + _partizione(articolo, resto),
        date.fromisoformat(riga["dal"]),
        date.fromisoformat(riga["al"]) if riga["al"] else None,
        riga["verifica"],
        riga["nota"],
    )


def _in_parole(articolo: str, resto: list[str], nome: str) -> str:
    parti = [] if articolo == "tutto" else [f"art. {articolo}"]
    parti += [f"comma {uno}" if posto == 0 else f"lett. {uno})" for posto, uno in enumerate(resto)]
    return ", ".join([*parti, nome])


def _partizione(articolo: str, resto: list[str]) -> str:
    if articolo == "tutto":
        return ""
    pezzi = [f"art{articolo.replace('-', '')}"]
    pezzi += [f"{'com' if posto == 0 else 'let'}{uno.replace('-', '')}" for posto, uno in enumerate(resto)]
    return "~" + "-".join(pezzi)
