"""The catalogue of what can be wrong: one TOML entry per sign, with the law, the measures and the act."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

GRAVITA = ("critica", "alta", "media")  # from the most serious down
_TITOLO_VICINO = "Vicino al limite: {titolo}"
_FRASE_VICINO = (
    "Nel {anno} il parametro {indicatore} ({nome}) è {al_valore}: ancora nella norma, ma solo {distanza}."
)


@dataclass(frozen=True)
class Caso:
    """One sign: when it shows (indicatore and prova), and all that is said of it.

    codice is the number of the domain's table, shared by the casi that call for the same measures; caso is
    its own name. rientro is the sentence with the euro that bring it back, "" when they cannot be computed.
    """

    caso: str
    codice: str
    indicatore: str
    prova: str
    gravita: str
    titolo: str
    frase: str
    norma: str
    misure: tuple[str, ...]
    atto: str
    termine: str
    verifica: str
    rientro: str = ""
    vicino: bool = False


@cache
def casi() -> tuple[Caso, ...]:
    """Return every sign, in the order of the table; those that warn are followed by their warning."""
    testo = files(__package__).joinpath("criticita.toml").read_text(encoding="utf-8")
    letti = [
        Caso(caso=nome, **(voce | {"misure": tuple(voce["misure"])}))
        for nome, voce in tomllib.loads(testo).items()
    ]
    return tuple(uno for caso in letti for uno in ([caso, _avviso(caso)] if caso.vicino else [caso]))


def _avviso(caso: Caso) -> Caso:
    return replace(
        caso,
        caso=f"{caso.caso}_vicino",
        prova="vicino",
        gravita="media",
        titolo=_TITOLO_VICINO.format(titolo=caso.titolo[0].lower() + caso.titolo[1:]),
        frase=_FRASE_VICINO,
        rientro="",
    )
