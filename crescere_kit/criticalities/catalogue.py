"""The catalogue of what can be wrong: one TOML entry per sign, with the law, the measures and the act.

A file per theme in `catalogo`; the order in which people read them is that of the domain's table.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

GRAVITA = ("critica", "alta", "media")  # from the most serious down
_TITOLO_VICINO = "Vicino al limite: {titolo}"
_FRASE_VICINO = "Nel {anno} {di_chi} è {al_valore}: ancora nella norma, ma solo {distanza}."
_TITOLO_TENDENZA = "In peggioramento: {titolo}"
_FRASE_TENDENZA = (
    "Nel {anno} {di_chi} è {al_valore}: nella norma, ma se continua a peggiorare come negli ultimi due anni "
    "nel {anno_dopo} passa {il_limite}."
)


@dataclass(frozen=True)
class Caso:
    """One sign: when it shows (indicatore and prova), and all that is said of it.

    codice is the number of the domain's table, shared by the casi that call for the same measures; caso is
    its own name. atti are codes of the catalogue of acts, scadenza one of the legal calendar. rientro is the
    sentence with the euro that bring it back, "" when they cannot be computed.
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
    atti: tuple[str, ...] = ()
    scadenza: str = ""
    rientro: str = ""
    vicino: bool = False


@cache
def casi() -> tuple[Caso, ...]:
    """Return every sign, in the order of the table; those that warn are followed by their warnings."""
    temi = sorted(files(__package__).joinpath("catalogo").iterdir(), key=lambda tema: tema.name)
    letti = [
        Caso(caso=nome, **(voce | {"misure": tuple(voce["misure"]), "atti": tuple(voce.get("atti", ()))}))
        for tema in temi
        for nome, voce in tomllib.loads(tema.read_text(encoding="utf-8")).items()
    ]
    letti.sort(key=lambda caso: int(caso.codice) if caso.codice.isdigit() else len(letti))
    return tuple(uno for caso in letti for uno in ([caso, *_avvisi(caso)] if caso.vicino else [caso]))


def _avvisi(caso: Caso) -> tuple[Caso, Caso]:
    return (
        _avviso(caso, "vicino", _TITOLO_VICINO, _FRASE_VICINO),
        _avviso(caso, "tendenza", _TITOLO_TENDENZA, _FRASE_TENDENZA),
    )


def _avviso(caso: Caso, prova: str, titolo: str, frase: str) -> Caso:
    return replace(
        caso,
        caso=f"{caso.caso}_{prova}",
        prova=prova,
        gravita="media",
        titolo=titolo.format(titolo=caso.titolo[0].lower() + caso.titolo[1:]),
        frase=frase,
        rientro="",
    )
