"""The levers and the presets, as people read them: two TOML files beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from crescere_kit.errors import ErroreSpiegato

SCELTA = "scelta"  # the unit of a lever that is either pulled or not


class SceltaNonValida(ErroreSpiegato, ValueError):
    """A choice that no lever or preset answers to; the message is for the person who made it."""


@dataclass(frozen=True)
class Leva:
    """What is said of a lever.

    genere is the weight it answers to; muove names what it moves beside the equilibrio: «entrate» correnti,
    «rigide» (disavanzo, personale and debt), «debito» (instalments). atti are codes of the catalogue of acts.
    capitale: it covers capital imbalances only. minimo: the line of spesa under which the ente may not want
    to go. linea is that of the projection that it changes. richiede and esclude are levers that must, or must
    not, be pulled with it.
    """

    codice: str
    nome: str
    genere: str
    unita: str
    muove: tuple[str, ...]
    atti: tuple[str, ...]
    norma: str
    verifica: str
    frase: str
    linea: str = ""
    nota: str = ""
    indicatore: str = ""
    indicatore_nome: str = ""
    minimo: str = ""
    richiede: str = ""
    esclude: tuple[str, ...] = ()
    una_tantum: bool = False
    capitale: bool = False


@dataclass(frozen=True)
class Preset:
    """How much a euro of each genere weighs, and how much (percent of the need) one more measure does."""

    codice: str
    nome: str
    descrizione: str
    misura_percento: float
    pesi: Mapping[str, float]


@cache
def leve() -> dict[str, Leva]:
    """Return every lever by code, in the order in which they are read."""
    return {
        codice: Leva(codice, **{chiave: _immutabile(valore) for chiave, valore in voce.items()})
        for codice, voce in _leggi("leve.toml").items()
    }


@cache
def presets() -> dict[str, Preset]:
    """Return the presets by code."""
    return {
        codice: Preset(codice, **(voce | {"pesi": MappingProxyType(voce["pesi"])}))
        for codice, voce in _leggi("preset.toml").items()
    }


def controlla(codici: object, noti: Mapping, cosa: str) -> None:
    """Raise SceltaNonValida when a code is unknown, naming those that exist."""
    for codice in codici:
        if codice not in noti:
            raise SceltaNonValida(f"Non c'è {cosa} «{codice}». Ci sono: {', '.join(noti)}.")


def _leggi(nome: str) -> dict:
    return tomllib.loads(files(__package__).joinpath(nome).read_text(encoding="utf-8"))


def _immutabile(valore: object) -> object:
    return tuple(valore) if isinstance(valore, list) else valore
