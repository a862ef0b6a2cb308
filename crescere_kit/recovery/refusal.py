"""What it costs to refuse a measure: the same plan without it, and who takes its place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit.recovery import wording
from crescere_kit.recovery.levers import Opzione
from crescere_kit.recovery.situation import ANNI
from crescere_kit.recovery.working import Esito, Lavoro


@dataclass(frozen=True)
class Sostituta:
    """A lever that goes further when another is refused; chiede: cents more over the two years."""

    codice: str
    nome: str
    da: float
    a: float
    unita: str
    chiede: int


@dataclass(frozen=True)
class Rifiuto:
    """scoperto: cents that become uncovered, by year; altrove: cents that the other measures must ask more,
    over the two years; peso: how much heavier the plan gets, in weighted euro, None when it covers less and
    the two cannot be compared.
    """

    scoperto: tuple[int, ...]
    scoperto_capitale: tuple[int, ...]
    altrove: int
    peso: float | None
    sostitute: tuple[Sostituta, ...]
    frase: str


def rifiuto_di(una: Opzione, esito: Esito, lavoro: Lavoro) -> Rifiuto:
    """Solve the plan again without a measure, and tell the difference."""
    decisa = una.fissato is not None
    senza = lavoro.rifiutando(una.codice).esito() if decisa else lavoro.esito(una.codice)
    sostitute = tuple(
        _sostituta(altra, esito.livelli.get(altra.codice, 0.0), senza.livelli.get(altra.codice, 0.0))
        for altra in lavoro.menu.opzioni
        if altra.codice != una.codice
        and esito.livelli.get(altra.codice, 0.0) != senza.livelli.get(altra.codice, 0.0)
    )
    scoperto = np.maximum(senza.scoperto - esito.scoperto, 0)
    interi = tuple(int(importo) for importo in scoperto)
    altrove = sum(sostituta.chiede for sostituta in sostitute)
    return Rifiuto(
        interi[:ANNI],
        interi[ANNI:],
        altrove,
        None if scoperto.any() or senza.mancato > esito.mancato + 1 else round(senza.peso - esito.peso, 2),
        sostitute,
        wording.del_rifiuto(sostitute, altrove, interi),
    )


def _sostituta(altra: Opzione, da: float, a: float) -> Sostituta:
    chiede = round(float(altra.lordo.clip(min=0).sum() * (a - da)))
    return Sostituta(altra.codice, altra.leva.nome, da, a, altra.leva.unita, chiede)
