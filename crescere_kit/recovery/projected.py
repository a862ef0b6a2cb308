"""From a projection to the plan of each of its enti: what they lack, what they can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from crescere_kit.projection import Proiezione, Scenario
from crescere_kit.recovery.choices import Fabbisogno, Scelte
from crescere_kit.recovery.from_accounts import di
from crescere_kit.recovery.into_scenario import con_leve
from crescere_kit.recovery.ladder import Scala, scala
from crescere_kit.recovery.plan import Piano, piani
from crescere_kit.recovery.situation import Situazione


@dataclass(frozen=True)
class Risanamento:
    """The situation of the enti of a projection, read once: each choice is a new plan and nothing else."""

    proiezione: Proiezione

    @cached_property
    def situazione(self) -> Situazione:
        """What the levers know of the enti."""
        return di(
            self.proiezione.motore.conti, self.proiezione.motore.orizzonte, self.proiezione.futuro.linee
        )

    def fabbisogni(self, con_margine: bool = False) -> list[Fabbisogno]:
        """Return what each ente lacks; the margins take a thousand paths each, only for who asks for them."""
        prospetto = self.proiezione.futuro.prospetti["equilibri_previsti"]
        corrente = self.proiezione.futuro.corrente[:, 0]
        # a current surplus is invested: only what it does not pay for is a capital imbalance
        capitale = -(prospetto["Z"][:, 0] + np.maximum(corrente, 0))
        return [
            Fabbisogno(
                -corrente[posto],
                self._margine(istat, con_margine),
                capitale[posto],
                self._perche(istat, corrente[posto]),
            )
            for posto, istat in enumerate(self.proiezione.istat)
        ]

    def piani(self, scelte: Scelte | None = None) -> list[Piano]:
        """Return the plan of every ente under some choices."""
        scelte = scelte or Scelte()
        return piani(self.situazione, self.fabbisogni(con_margine=scelte.chiede_margine), scelte)

    def piano(self, scelte: Scelte | None = None) -> Piano:
        """Return the plan of the only ente."""
        return self.piani(scelte)[0]

    def scenario(self, livelli: Mapping[str, float]) -> Scenario:
        """Return the scenario of the only ente with some levers pulled, to be projected anew."""
        return con_leve(self.proiezione.scenario, self.situazione, livelli)

    def scala(self, piano: Piano) -> Scala:
        """Return the ladder of rescue after a plan."""
        return scala(self.situazione, piano)

    def _margine(self, istat: str, serve: bool) -> np.ndarray:
        return self.proiezione.fabbisogno(istat)[1] if serve else np.zeros(2)

    def _perche(self, istat: str, corrente: np.ndarray) -> str:
        """Say why the balance of an ente is not known, as the projection does."""
        if not np.isnan(corrente).any():
            return ""
        prima = next(iter(self.proiezione.avvertenze(istat)), "")
        return prima[:1].lower() + prima[1:].rstrip(".")
