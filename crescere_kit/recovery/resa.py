"""What a lever yields: by unit, for every ente at once. One function per lever, registered by its code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from crescere_kit import rules
from crescere_kit.recovery.situation import Situazione


@dataclass(frozen=True)
class Resa:
    """One lever over n enti.

    netto: cents that one unit brings to the equilibrio each year, (n, 2); lordo: cents that it asks of who
    pays or gives up, the same unless something is lost on the way. massimo: how many units are left, (n,).
    passo: the units it moves by, None when any fraction will do. prima: where the indicator it moves stands.
    mancano: what must be known, by its name. esaurita says why nothing is left; perche, of each ente, what
    stands in the way; avvisi what who pulls it must know.
    """

    netto: np.ndarray
    massimo: np.ndarray
    mancano: Mapping[str, np.ndarray]
    lordo: np.ndarray | None = None
    passo: np.ndarray | None = None
    prima: np.ndarray | None = None
    esaurita: str = "non c'è nulla da muovere"
    perche: tuple[str, ...] = field(default=())
    avvisi: tuple[str, ...] = field(default=())

    def motivo(self, posto: int) -> str:
        """Say why one ente cannot pull this lever, "" when it can."""
        if self.perche and self.perche[posto]:
            return self.perche[posto]
        ignoti = [nome for nome, valori in self.mancano.items() if np.isnan(valori[posto])]
        if ignoti:
            return f"manca nei dati: {'; '.join(ignoti)}"
        if np.isnan(self.netto[posto]).any():
            return "con questi dati non si calcola quanto vale un passo"
        if np.isnan(self.massimo[posto]):
            return "nessuna regola in vigore dice fin dove si può arrivare"
        if self.massimo[posto] < self._minimo(posto) or not np.any(self.netto[posto]):
            return self.esaurita
        return ""

    def _minimo(self, posto: int) -> float:
        """Less than one step, or than a millionth of a unit, is nothing."""
        return 1e-6 if self.passo is None else self.passo[posto] * (1 - 1e-6)


Funzione = Callable[[Situazione], Resa]
FUNZIONI: dict[str, Funzione] = {}


def leva(codice: str) -> Callable[[Funzione], Funzione]:
    """Register the function that knows what a lever yields."""

    def registra(funzione: Funzione) -> Funzione:
        FUNZIONI[codice] = funzione
        return funzione

    return registra


def regola(codice: str, anni: np.ndarray, tema: str = "leve") -> np.ndarray:
    """Return the value in force in each ente's first year, NaN where there is none."""
    return rules.per_anni(tema, codice, anni).to_numpy(dtype=float, na_value=np.nan)


def unisci(primo: np.ndarray, secondo: np.ndarray) -> np.ndarray:
    """Put the two years side by side, (n, 2)."""
    return np.stack([primo, secondo], axis=1)
