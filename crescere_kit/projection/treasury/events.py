"""What is known to come in or go out in a month: on top of the profile, which already holds it as it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.treasury.calendar import rate, una_volta
from crescere_kit.projection.treasury.rates import TEMA, Titolo, colonna, quote

_MOVIMENTI = {
    "entrate": ("riscossioni_competenza", "riscossioni_residui"),
    "spese": ("pagamenti_competenza", "pagamenti_residui"),
}


@dataclass(frozen=True)
class Evento:
    """An amount that moves in known months.

    titolo: which titolo it is part of. mesi: its share by month, (enti or 1, 1, years or 1, 12). importo:
    cents of cash, (enti, paths, years). passato: which part of the cash of the titolo it was in the years of
    the profile, (enti, 1, 1): 0 for what was never there, such as an extraordinary transfer.
    """

    titolo: Titolo
    nome: str
    mesi: np.ndarray
    importo: np.ndarray
    passato: np.ndarray


@dataclass(frozen=True)
class _Scadenza:
    """A line of the projection that the law or the contracts put in some months."""

    linea: str
    titolo: Titolo
    codice: str
    nome: str
    quando: Callable[[Orizzonte], np.ndarray]
    parte: Callable[[], float] = lambda: 1.0


def _una_mensilita() -> float:
    return 1 / float(rules.ultima(TEMA, "mensilita").valore)


SCADENZE = (
    _Scadenza("imu", ("entrate", "1"), "1010106", "rate dell'IMU", lambda o: rate("imu", o)),
    _Scadenza("fsc", ("entrate", "1"), "10301", "rate del fondo di solidarietà", lambda o: rate("fsc", o)),
    _Scadenza("interessi", ("spese", "1"), "107", "interessi dei mutui", lambda o: rate("mutui", o)),
    _Scadenza(
        *("personale", ("spese", "1"), "101", "tredicesima"),
        quando=lambda o: una_volta("tredicesima", o),
        parte=_una_mensilita,
    ),
)


def noti(conti: Conti, orizzonte: Orizzonte, linee: Mapping[str, np.ndarray]) -> tuple[Evento, ...]:
    """Return the events of the lines that are given, by code: competenza, (enti, paths, years).

    Of each, what is collected or paid within the year has its months; the residui follow the profile.
    """
    return tuple(
        Evento(
            titolo=una.titolo,
            nome=una.nome,
            mesi=misura.mesi,
            importo=linee[una.linea] * misura.nell_anno * una.parte(),
            passato=misura.passato * una.parte(),
        )
        for una, misura in zip(SCADENZE, _misure(conti, orizzonte), strict=True)
        if una.linea in linee
    )


class _Misura(NamedTuple):
    """What a deadline has of its own whatever its amount: months, share of the year, part of its titolo."""

    mesi: np.ndarray
    nell_anno: np.ndarray
    passato: np.ndarray


def _misure(conti: Conti, orizzonte: Orizzonte) -> tuple[_Misura, ...]:
    return conti.ricorda(
        ("scadenze della cassa", orizzonte.chiave),
        lambda letti: tuple(
            _Misura(una.quando(orizzonte), _nell_anno(letti, orizzonte, una), _passato(letti, orizzonte, una))
            for una in SCADENZE
        ),
    )


def _nell_anno(conti: Conti, orizzonte: Orizzonte, una: _Scadenza) -> np.ndarray:
    tasso, _ = quote(conti, orizzonte, una.titolo[0], una.codice)
    return colonna(np.where(np.isfinite(tasso), np.clip(tasso, 0, 1), np.nan))


def _passato(conti: Conti, orizzonte: Orizzonte, una: _Scadenza) -> np.ndarray:
    """Return which part of the cash of its titolo it was in the last rendiconto."""
    lato, titolo = una.titolo
    nel_titolo = sum(
        orizzonte.prendi(conti, conti.voce("rendiconto", lato, titolo, fase)) for fase in _MOVIMENTI[lato]
    )
    suo = orizzonte.prendi(conti, conti.voce("rendiconto", lato, una.codice, _MOVIMENTI[lato][0]))
    parte = np.divide(suo, nel_titolo, out=np.full(len(orizzonte), np.nan), where=nel_titolo > 0)
    return colonna(np.clip(parte, 0, 1))
