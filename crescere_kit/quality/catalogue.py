"""The words of each check: one TOML entry, in the order in which people read them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Controllo:
    """One check: what is wrong (frase), why it matters, what to do about it.

    assenza is for what is not there: a value that is known all the same does not come from it.
    """

    codice: str
    titolo: str
    frase: str
    perche: str
    fare: str
    assenza: bool = False


@cache
def controlli() -> dict[str, Controllo]:
    """Return every check by its codice."""
    testo = files(__package__).joinpath("controlli.toml").read_text(encoding="utf-8")
    return {codice: Controllo(codice, **parole) for codice, parole in tomllib.loads(testo).items()}
