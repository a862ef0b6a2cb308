"""What a plan must cover, and what those who decide want of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from crescere_kit import rules
from crescere_kit.recovery.catalogue import Preset, SceltaNonValida, controlla, leve, presets

PREDEFINITO = "meno-tasse"
CONFIDENZE = (50, 80)


@dataclass(frozen=True)
class Fabbisogno:
    """What one ente lacks in each of the two years, in cents: arrays (2,).

    gap: the current imbalance, −O; negative where there is a surplus, NaN where it is not known. margine: how
    much worse it gets in the unluckiest fifth of the cases, that a plan at 80 % of confidence covers too.
    capitale: the same as gap for the capital side (−Z). perche says why the gap is not known.
    """

    gap: np.ndarray
    margine: np.ndarray = field(default_factory=lambda: np.zeros(2))
    capitale: np.ndarray = field(default_factory=lambda: np.zeros(2))
    perche: str = ""

    def da_coprire(self, confidenza: int) -> np.ndarray:
        """Return what is to be covered, (4,): current side in the two years (a surplus is negative), capital
        side.
        """
        margini = float(rules.ultima("leve", f"confidenza_{confidenza}").valore)
        # nobody needs to know how uncertain a gap is to close it in half of the cases
        corrente = np.asarray(self.gap, dtype=float)
        if margini:
            corrente = corrente + margini * np.asarray(self.margine, dtype=float)
        return np.concatenate([corrente, np.maximum(np.asarray(self.capitale, dtype=float), 0)])


@dataclass(frozen=True)
class Scelte:
    """What those who decide want.

    pesi replaces weights of the preset, by genere. vietate are levers not to be pulled, fissate levers with
    their level, massimi levers with the most they may be pulled (an alienabile in cents, where no account
    says it), minimi the spesa a year, in cents, under which a lever may not bring a service. massimo_misure:
    None for as many as are useful. entro_p1: the plan must also bring the spese rigide within P1.
    """

    preset: str = PREDEFINITO
    pesi: Mapping[str, float] = field(default_factory=dict)
    misura_percento: float | None = None
    vietate: frozenset[str] = frozenset()
    fissate: Mapping[str, float] = field(default_factory=dict)
    massimi: Mapping[str, float] = field(default_factory=dict)
    minimi: Mapping[str, int] = field(default_factory=dict)
    massimo_misure: int | None = None
    confidenza: int = CONFIDENZE[0]
    entro_p1: bool = False

    def __post_init__(self) -> None:
        """Refuse what no lever answers to."""
        controlla([self.preset], presets(), "un preset")
        controlla([*self.vietate, *self.fissate, *self.massimi], leve(), "una leva")
        con_minimo = {codice: leva for codice, leva in leve().items() if leva.minimo}
        controlla(self.minimi, con_minimo, "una leva di spesa con un minimo")
        controlla(self.pesi, presets()[self.preset].pesi, "un genere di misure")
        if self.confidenza not in CONFIDENZE:
            ammesse = " o ".join(map(str, CONFIDENZE))
            raise SceltaNonValida(f"La confidenza è {ammesse} per cento, non «{self.confidenza}».")
        for codice in sorted(self.vietate & set(self.fissate)):
            raise SceltaNonValida(f"La leva «{codice}» è vietata e fissata insieme: togliere una delle due.")

    @property
    def del_preset(self) -> Preset:
        return presets()[self.preset]

    @property
    def chiede_margine(self) -> bool:
        """Whether the plan must cover more than what is expected to be missing."""
        return self.confidenza != CONFIDENZE[0]

    def peso(self, genere: str) -> float:
        """Return how much a euro of a genere weighs."""
        return self.pesi.get(genere, self.del_preset.pesi[genere])

    @property
    def percento_misura(self) -> float:
        """How much one more measure weighs, in percent of what is to be covered."""
        if self.misura_percento is None:
            return self.del_preset.misura_percento
        return self.misura_percento
