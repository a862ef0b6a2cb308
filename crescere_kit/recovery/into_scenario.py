"""From levers to a scenario: what each of them adds to, or takes off, a line of the projection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crescere_kit.projection import Scenario, Variazione
from crescere_kit.projection.lines import LINEE
from crescere_kit.recovery.choices import Scelte
from crescere_kit.recovery.levers import Leve, Menu, Opzione
from crescere_kit.recovery.situation import Situazione


def con_leve(scenario: Scenario, situazione: Situazione, livelli: Mapping[str, float]) -> Scenario:
    """Return a scenario of the first ente with some levers pulled, each no further than it may go.

    Levers that cannot be pulled are left out: the scenario holds what was really done.
    """
    menu = Leve.di(situazione, Scelte(fissate=dict(livelli))).menu(0, Scelte(fissate=dict(livelli)))
    tirate = _tirate(menu)
    anno = int(situazione.anno[0])
    return replace(
        scenario,
        leve=tuple((una.codice, una.fissato) for una in tirate),
        variazioni=tuple(
            variazione for una in tirate for passo in (0, 1) for variazione in _variazione(una, anno, passo)
        ),
    )


def _tirate(menu: Menu) -> list[Opzione]:
    return [una for una in menu.opzioni if una.fissato]


def _variazione(una: Opzione, anno: int, passo: int) -> list[Variazione]:
    """Entrate grow by what is asked (the FCDE follows), spese and funds go down by what is saved."""
    if not una.leva.linea:
        return []
    entrata = LINEE[una.leva.linea].lato == "entrate"
    cents = round(float((una.lordo if entrata else -una.netto)[passo] * una.fissato))
    return [Variazione(una.leva.linea, anno + passo, cents, una.leva.nome)] if cents else []
