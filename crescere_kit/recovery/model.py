"""The plan as a small integer programme: the least sacrifice that covers what is missing.

    min  Σ w·x + F·Σ z      so that  Σ e·x ≥ what is missing,  x ≤ cap·z,  steps whole,  Σ z ≤ how many

What no lever can reach is found first and taken off: the rest is always feasible, and no huge penalty has to
be weighed against cents. Everything is in euro.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from crescere_kit.recovery.levers import Opzione

NIENTE = 1e-6  # of a variable that goes from 0 to 1, or of a step
_PIU_DI_TUTTO = 10.0  # times the need: what harmful levers can add to it at most
_ESATTO = {"mip_rel_gap": 0.0}


@dataclass(frozen=True)
class Problema:
    """What a plan must do, over L free levers and R rows to be covered.

    effetti (R, L) and bisogno (R,): euro; a variable is a number of steps where intero, else the share of its
    cap: alto is how many, scala how many units of the lever one is worth. peso (L,): the weight of one; fisso
    that of a measure more. insieme: sets of levers of which not all can be used at once; richiede: pairs
    (one, the one, all or nothing, that it needs); quanti: how many measures at most.
    """

    opzioni: tuple[Opzione, ...]
    effetti: np.ndarray
    bisogno: np.ndarray
    alto: np.ndarray
    scala: np.ndarray
    intero: np.ndarray
    peso: np.ndarray
    fisso: float
    insieme: tuple[frozenset[int], ...] = ()
    richiede: tuple[tuple[int, int], ...] = ()
    quanti: int | None = None

    def senza(self, posto: int) -> Problema:
        """Return the same problem without one lever, and without those that need it."""
        alto = self.alto.copy()
        alto[[posto, *(uno for uno, altro in self.richiede if altro == posto)]] = 0
        return replace(self, alto=alto)

    def con_bisogno(self, bisogno: np.ndarray) -> Problema:
        return replace(self, bisogno=bisogno)

    @property
    def al_massimo(self) -> np.ndarray:
        """What each row would get if every lever that helps it were pulled whole."""
        return np.maximum(self.effetti, 0) @ self.alto

    @property
    def libero(self) -> bool:
        """Whether every lever can be pulled whole together with all others, and none does any harm."""
        return (
            self.quanti is None and not self.insieme and not self.richiede and bool((self.effetti >= 0).all())
        )


@dataclass(frozen=True)
class Soluzione:
    """How far each lever goes (variables of the problem), what it weighs, and what stays uncovered by row."""

    valori: np.ndarray
    peso: float
    scoperto: np.ndarray

    @property
    def usate(self) -> np.ndarray:
        return self.valori > NIENTE


def risolvi(problema: Problema) -> Soluzione:
    """Return the lightest plan that covers all that can be covered."""
    return copri(problema, lambda uno: _milp(uno, len(uno.alto)))


def copri(problema: Problema, risolutore: Callable[[Problema], np.ndarray | None]) -> Soluzione:
    """Solve a problem for all its need; if that is too much, for what can be reached of it."""
    valori, scoperto = None, np.zeros(len(problema.bisogno))
    if not (mancano := np.maximum(problema.bisogno - problema.al_massimo, 0)).any():
        valori = risolutore(problema)
    elif problema.libero:
        scoperto = mancano
        valori = risolutore(problema.con_bisogno(problema.bisogno - scoperto))
    if valori is None:
        scoperto = _irraggiungibile(problema)
        # what a solver says it can reach it reaches but for its tolerance
        tolleranza = np.where(scoperto > 0, NIENTE, 0) * _scala_righe(problema.bisogno)
        valori = risolutore(problema.con_bisogno(problema.bisogno - scoperto - tolleranza))
    if valori is None:
        raise RuntimeError("a plan that covers only what can be covered must exist")
    return Soluzione(valori, pesa(problema, valori), scoperto)


def _irraggiungibile(problema: Problema) -> np.ndarray:
    """Return what stays uncovered of each row whatever is done, where levers stand in each other's way."""
    righe, scala = len(problema.bisogno), _scala_righe(problema.bisogno)
    scoperti = replace(
        problema,
        effetti=np.hstack([problema.effetti, np.diag(scala)]),
        peso=np.concatenate([np.zeros(len(problema.alto)), scala / scala.sum()]),
        alto=np.concatenate([problema.alto, np.full(righe, _PIU_DI_TUTTO)]),
        intero=np.concatenate([problema.intero, np.zeros(righe, dtype=bool)]),
        fisso=0.0,
    )
    resta = _milp(scoperti, len(problema.alto))[len(problema.alto) :] * scala
    return np.where(resta > NIENTE * scala, resta, 0)


def pesa(problema: Problema, valori: np.ndarray) -> float:
    """Return the weight of a plan."""
    return float(problema.peso @ valori + problema.fisso * (valori > NIENTE).sum())


def _milp(problema: Problema, con_uso: int) -> np.ndarray | None:
    """Solve as it stands, None when it cannot be; only the first `con_uso` variables count as measures."""
    quante = len(problema.alto)
    if not quante:
        return np.zeros(0)
    esito = milp(
        np.concatenate([problema.peso, np.full(con_uso, problema.fisso)]),
        integrality=np.concatenate([problema.intero.astype(int), np.ones(con_uso, dtype=int)]),
        bounds=Bounds(
            np.zeros(quante + con_uso), np.concatenate([problema.alto, problema.alto[:con_uso] > 0])
        ),
        constraints=[_copertura(problema, con_uso), _uso(problema, con_uso)],
        options=_ESATTO,
    )
    return None if esito.x is None else _pulita(problema, esito.x[:quante])


def _copertura(problema: Problema, con_uso: int) -> LinearConstraint:
    scala = _scala_righe(problema.bisogno)
    righe = np.hstack([problema.effetti / scala[:, None], np.zeros((len(scala), con_uso))])
    # what the levers bring is known to the cent, a solver to a millionth: what is reachable must stay so
    return LinearConstraint(righe, problema.bisogno / scala - NIENTE / 100, np.inf)


def _uso(problema: Problema, con_uso: int) -> LinearConstraint:
    """Write x ≤ cap·z, and what cannot be used together or without."""
    quante = len(problema.alto)
    uso = np.eye(con_uso)
    legami = [np.hstack([np.eye(con_uso, quante), -np.diag(problema.alto[:con_uso])])]
    limiti = [np.zeros(con_uso)]
    for insieme in problema.insieme:
        legami.append(np.concatenate([np.zeros(quante), uso[sorted(insieme)].sum(axis=0)])[None])
        limiti.append([len(insieme) - 1])
    for uno, altro in problema.richiede:
        legami.append(np.concatenate([-np.eye(quante)[altro], uso[uno]])[None])
        limiti.append([0])
    if problema.quanti is not None:
        legami.append(np.concatenate([np.zeros(quante), np.ones(con_uso)])[None])
        limiti.append([problema.quanti])
    return LinearConstraint(np.vstack(legami), -np.inf, np.concatenate(limiti))


def _pulita(problema: Problema, valori: np.ndarray) -> np.ndarray:
    """Take the noise of a solver off."""
    valori = np.where(problema.intero, np.round(valori), valori)
    return np.where(valori > NIENTE, np.clip(valori, 0, problema.alto), 0)


def _scala_righe(bisogno: np.ndarray) -> np.ndarray:
    return np.maximum(np.abs(bisogno), 1.0)
