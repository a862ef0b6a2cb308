"""A scenario: what somebody supposes of the next two years, and the lines they decide themselves."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Ipotesi:
    """What a scenario changes of how the lines are computed; every default leaves the base as it is.

    riscossione_punti: points added to the collection rates of titoli 1 and 3. utenze_percento: on top of the
    index of the contracts. tasso_punti: on loans at a variable rate. ccnl_percento, inflazione_percento: in
    place of the dated rule. fcde_accelerato: 1 to use the metodo accelerato wherever the law allows it.
    """

    riscossione_punti: float = 0.0
    utenze_percento: float = 0.0
    tasso_punti: float = 0.0
    ccnl_percento: float | None = None
    inflazione_percento: float | None = None
    fcde_accelerato: float = 0.0


@dataclass(frozen=True)
class Forzatura:
    """A line that somebody decides: importo in cents, with the reason, which is kept and printed."""

    linea: str
    anno: int
    importo: int
    motivo: str


@dataclass(frozen=True)
class Variazione:
    """What a measure adds to a line, or takes away, in a year: importo in cents."""

    linea: str
    anno: int
    importo: int
    motivo: str


@dataclass(frozen=True)
class Scenario:
    """A named set of assumptions that can be saved, shared and compared.

    leve are the levels of the levers of the recovery plan, by code; `variazioni` is what they give, line by
    line, and is worked out again where the levers are known: it is not part of what is shared.
    """

    nome: str
    descrizione: str = ""
    ipotesi: Ipotesi = field(default_factory=Ipotesi)
    forzature: tuple[Forzatura, ...] = ()
    leve: tuple[tuple[str, float], ...] = ()
    variazioni: tuple[Variazione, ...] = ()


IPOTESI = tuple(campo.name for campo in fields(Ipotesi))


@cache
def predefiniti() -> dict[str, Scenario]:
    """Return the scenarios that come with the programme, by the name of their file."""
    from crescere_kit.projection.scenario_file import leggi

    cartella = files(__package__).joinpath("scenari")
    return {
        nome: leggi(cartella.joinpath(f"{nome}.toml").read_bytes())
        for nome in ("base", "prudente", "riequilibrio")
    }
