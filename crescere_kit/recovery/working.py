"""The work behind one plan: what is free, what was decided, the problem, and how far each lever goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from crescere_kit.recovery.building import Quadro, costruisci, effetto_per_riga
from crescere_kit.recovery.choices import Scelte
from crescere_kit.recovery.levers import Menu, Opzione
from crescere_kit.recovery.model import Problema, Soluzione, risolvi
from crescere_kit.recovery.search import Prezzi, a_due_righe, risolvi_veloce
from crescere_kit.recovery.situation import ANNI

_CENTESIMI_DI_SOLUTORE = 10_000


@dataclass(frozen=True)
class Esito:
    """The level of each lever that is pulled, what it weighs, and what stays uncovered (4,), in cents.

    mancato: all that cannot be reached, in euro, P1 included: plans that miss differently weigh differently.
    """

    livelli: dict[str, float]
    peso: float
    scoperto: np.ndarray
    mancato: float


@dataclass(frozen=True)
class Lavoro:
    """One ente, its choices and its need; tagli are the plans already seen, as sets of levers."""

    menu: Menu
    quadro: Quadro
    scelte: Scelte
    tagli: tuple[frozenset[str], ...] = ()

    @cached_property
    def fissate(self) -> tuple[Opzione, ...]:
        """The levers whose level was decided, nothing included."""
        return tuple(una for una in self.menu.opzioni if una.fissato is not None)

    @cached_property
    def libere(self) -> tuple[Opzione, ...]:
        """The levers that the plan may pull: those decided may forbid them, or free them."""
        tirate = {una.codice for una in self.fissate if una.fissato}
        escluse = {altra for una in self.fissate if una.fissato for altra in una.leva.esclude}
        return tuple(
            replace(una, leva=replace(una.leva, richiede="")) if una.leva.richiede in tirate else una
            for una in self.menu.opzioni
            if una.fissato is None and una.codice not in escluse and not tirate & set(una.leva.esclude)
        )

    @cached_property
    def problema(self) -> Problema:
        """The problem over the free levers, without the plans already seen."""
        costruito = costruisci(self.libere, self.quadro.dopo(self.fissate), self.scelte)
        posto = {una.codice: dove for dove, una in enumerate(costruito.opzioni)}
        viste = tuple(
            frozenset(posto[uno] for uno in taglio) for taglio in self.tagli if taglio <= set(posto)
        )
        quanti = self.scelte.massimo_misure
        if quanti is not None:
            quanti = max(quanti - sum(bool(una.fissato) for una in self.fissate), 0)
        return replace(costruito, insieme=costruito.insieme + viste, quanti=quanti)

    @cached_property
    def _veloce(self) -> tuple[Problema, Prezzi] | None:
        problema = a_due_righe(self.problema)
        return None if problema is None else (problema, Prezzi(problema))

    def esito(self, senza: str = "") -> Esito:
        """Return the plan, or the plan of who refuses one of its free levers."""
        if self._veloce is None:
            problema = self._tolta(self.problema, senza)
            return self._scritto(problema, risolvi(problema))
        problema, prezzi = self._veloce
        problema = self._tolta(problema, senza)
        return self._scritto(problema, risolvi_veloce(problema, prezzi))

    def _tolta(self, problema: Problema, codice: str) -> Problema:
        posti = [dove for dove, una in enumerate(problema.opzioni) if una.codice == codice]
        return problema.senza(posti[0]) if posti else problema

    def _scritto(self, problema: Problema, soluzione: Soluzione) -> Esito:
        """Turn the variables of the solver into levels that an act can say."""
        livelli = {una.codice: una.fissato for una in self.fissate if una.fissato}
        misure = zip(problema.opzioni, soluzione.valori, problema.scala, soluzione.usate, strict=True)
        livelli |= {una.codice: una.arrotonda(valore * scala) for una, valore, scala, si in misure if si}
        self._completa(livelli)
        livelli = {codice: livello for codice, livello in livelli.items() if livello}
        return Esito(livelli, soluzione.peso, self.scoperto(livelli), float(soluzione.scoperto.sum()))

    def _completa(self, livelli: dict[str, float]) -> None:
        """Go a hundredth further with one lever, where a solver, right to a millionth, leaves some cents."""
        if not _poco(self.scoperto(livelli)).any():
            return
        for una in sorted(self.libere, key=lambda una: -una.netto.sum()):
            utile = (effetto_per_riga(una) > 0) & _poco(self.scoperto(livelli))
            if una.passo is None and livelli.get(una.codice, una.massimo) < una.massimo and utile.any():
                livelli[una.codice] = una.arrotonda(livelli[una.codice] + una.grana)

    @cached_property
    def _effetti(self) -> np.ndarray:
        """What a unit of each lever of the menu brings to each row: (L, 4) cents."""
        return np.array([effetto_per_riga(una) for una in self.menu.opzioni]).reshape(-1, 2 * ANNI)

    def scoperto(self, livelli: dict[str, float]) -> np.ndarray:
        """Return what stays uncovered of each row, in cents."""
        quanto = np.array([livelli.get(una.codice, 0.0) for una in self.menu.opzioni])
        coperto = np.round(self._effetti * quanto[:, None]).sum(axis=0)
        return np.maximum(np.round(self.quadro.bisogno) - coperto, 0)

    def rifiutando(self, codice: str) -> Lavoro:
        """Return the same work for who does not want a lever whose level had been decided."""
        opzioni = tuple(una for una in self.menu.opzioni if una.codice != codice)
        return replace(self, menu=replace(self.menu, opzioni=opzioni))

    def senza_piani(self, visti: Iterable[frozenset[str]]) -> Lavoro:
        """Return the same work, where plans that pull all the levers of one already seen do not count."""
        return replace(self, tagli=(*self.tagli, *visti))


def _poco(scoperto: np.ndarray) -> np.ndarray:
    return (scoperto > 0) & (scoperto < _CENTESIMI_DI_SOLUTORE)
