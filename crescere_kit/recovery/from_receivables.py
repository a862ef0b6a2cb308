"""What may not be collected, how much of it is, and what the metodo accelerato would free."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.indicators.fcde import budget, items
from crescere_kit.indicators.fcde.why import NESSUNA
from crescere_kit.projection.computed import fcde
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.scenario import Ipotesi

_PUNTO = 1.0


def crediti(conti: Conti, orizzonte: Orizzonte, linee: Mapping[str, np.ndarray]) -> dict[str, object]:
    """Return the entrate at risk, (n, 2), and how they are collected, from the fund of the projection.

    A point of collection moves the mean of the last years by its share of them: the fund it takes away tells
    how much is at risk.
    """
    base, punto, accelerato = (
        fcde.applica(fcde.prepara(conti, orizzonte, ipotesi), linee)["fcde"][:, 0]
        for ipotesi in (Ipotesi(), Ipotesi(riscossione_punti=_PUNTO), Ipotesi(fcde_accelerato=1.0))
    )
    anni = float(rules.ultima("fcde", "anni_serie").valore)
    a_rischio = (base - punto) * anni * 100 / _PUNTO
    a_rischio = np.where(a_rischio > 0, a_rischio, np.nan)
    risparmio = base - accelerato
    return {
        "crediti": a_rischio,
        "riscossione": 100 * (1 - base / a_rischio)[:, 0],
        "risparmio_accelerato": risparmio,
        "perche_accelerato": _perche(conti, orizzonte, risparmio),
    }


def _perche(conti: Conti, orizzonte: Orizzonte, risparmio: np.ndarray) -> tuple[str, ...]:
    """Say why the metodo accelerato cannot be used, where it cannot: its conditions, in the order of the law.

    Each holds for an ente when it does for any of its entrate, but the project must be there for all.
    """
    ente = fcde.ente_della_riga(conti, orizzonte)
    indicate, ammesso, migliora = (np.zeros(len(orizzonte), dtype=bool) for _ in range(3))
    progetto = np.ones(len(orizzonte), dtype=bool)
    for entrata in budget.previste(conti) if items.codici(conti) else ():
        quali = ente[entrata.righe] >= 0
        suoi = ente[entrata.righe][quali]
        indicate[suoi] = True
        ammesso[suoi] |= entrata.ammesso[quali]
        migliora[suoi] |= entrata.migliora[quali]
        progetto[suoi] &= entrata.progetto[quali]
    condizioni = [
        (~indicate, NESSUNA),
        (~ammesso, "il metodo accelerato non vale per questo bilancio"),
        (~progetto, "il progetto di rafforzamento della riscossione non risulta attivato"),
        (~migliora, "la riscossione dell'ultimo rendiconto non supera la media degli ultimi tre"),
        (~(risparmio > 0).any(axis=1), "il metodo accelerato non riduce il fondo"),
    ]
    frasi = np.select([dove for dove, _ in condizioni], [frase for _, frase in condizioni], default="")
    return tuple(map(str, frasi))
