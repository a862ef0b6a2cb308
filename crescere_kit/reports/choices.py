"""What who reads has chosen of the two years ahead: a scenario, what a plan should spare, how sure to be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from crescere_kit.errors import ErroreSpiegato
from crescere_kit.projection import Scenario, predefiniti
from crescere_kit.recovery import Scelte


class ScenarioSconosciuto(ErroreSpiegato, LookupError):
    """A scenario that nobody knows by that name."""


@dataclass(frozen=True)
class Preferenze:
    """The scenario of the projection (base, when none) and the choices of the plan."""

    scenario: Scenario | None = None
    scelte: Scelte = field(default_factory=Scelte)

    @property
    def in_uso(self) -> Scenario:
        """The scenario that is shown."""
        return self.scenario or predefiniti()["base"]

    def con(self, scenario: Scenario | str | None, preset: str | None, confidenza: int | None) -> Preferenze:
        """Return these preferences, but for what is said; None leaves what was there."""
        scelte = self.scelte
        if preset is not None:
            scelte = replace(scelte, preset=preset)
        if confidenza is not None:
            scelte = replace(scelte, confidenza=int(confidenza))
        return Preferenze(self.scenario if scenario is None else per_nome(scenario), scelte)


def per_nome(scenario: Scenario | str) -> Scenario:
    """Return a scenario that comes with the programme, by its name."""
    if isinstance(scenario, Scenario):
        return scenario
    noti = predefiniti()
    if scenario.strip().lower() not in noti:
        raise ScenarioSconosciuto(f"Non c'è uno scenario «{scenario}». Ci sono: {', '.join(noti)}.")
    return noti[scenario.strip().lower()]
