"""The lines that are computed and not forecast: what the ente, the law or a contract already decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from crescere_kit.accounts import Conti
from crescere_kit.projection.computed import (
    contratti,
    disavanzo,
    fcde,
    fondi,
    mutui,
    opere,
    personale,
    trasferimenti,
    tributi,
    una_tantum,
)
from crescere_kit.projection.computed.line import Calcolata
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.scenario import Ipotesi

__all__ = [
    "LINEE_CALCOLATE",
    "Calcolata",
    "Endogene",
    "applica",
    "calcola",
    "non_ripetuti",
    "note",
    "prepara",
]

LINEE_CALCOLATE: dict[str, Callable[[Conti, Orizzonte, Ipotesi], Calcolata]] = {
    "imu": tributi.imu,
    "addizionale": tributi.addizionale,
    "tari": tributi.tari,
    "evasione": tributi.evasione,
    "fsc": trasferimenti.fsc,
    **trasferimenti.TRASFERIMENTI,
    "capitale": opere.capitale,
    "prestiti": mutui.prestiti,
    "personale": personale.personale,
    "imposte": personale.imposte,
    "rifiuti": contratti.rifiuti,
    "utenze": contratti.utenze,
    "altri_beni_servizi": contratti.altri_beni_servizi,
    "interessi": mutui.interessi,
    "investimenti": opere.investimenti,
    "quote_capitale": mutui.quote_capitale,
    "disavanzo": disavanzo.disavanzo,
}


def calcola(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> dict[str, Calcolata]:
    """Return every line that may be computed, by code; where one cannot, it is NaN and says why."""
    return {linea: funzione(conti, orizzonte, ipotesi) for linea, funzione in LINEE_CALCOLATE.items()}


def note(conti: Conti, orizzonte: Orizzonte, passo: int = 0) -> dict[str, np.ndarray]:
    """Return what the ente itself says that some lines were at year N + passo: (n,), NaN where it does not.

    They are lines that no official file holds alone. Contracts are of the last rendiconto only.
    """
    tributarie = {
        tributo: tributi.accertato(conti, orizzonte, tributo, passo)
        for tributo in ("imu", "addizionale", "tari", "evasione")
    }
    ignota = np.full(len(orizzonte), np.nan)
    dei_contratti = {
        linea: contratti.partenza(conti, orizzonte, numero) if passo == 0 else ignota
        for linea, numero in (("rifiuti", contratti.RIFIUTI), ("utenze", contratti.UTENZE))
    }
    return tributarie | dei_contratti


def non_ripetuti(conti: Conti, orizzonte: Orizzonte) -> dict[str, np.ndarray]:
    """Return what is to be taken away from each line of year N before it is projected: (n,) cents."""
    return una_tantum.importi(conti, orizzonte)


@dataclass(frozen=True)
class Endogene:
    """What the funds need to know before the other lines are known: they follow these, path by path."""

    fcde: fcde.Parametri
    fondi: fondi.Parametri

    @property
    def perche(self) -> dict[str, tuple[str, ...]]:
        """How each fund is computed, or why it cannot be: a sentence per ente."""
        return {"fcde": self.fcde.perche, **self.fondi.perche}


def prepara(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> Endogene:
    """Work out once what does not change from path to path."""
    return Endogene(fcde.prepara(conti, orizzonte, ipotesi), fondi.prepara(conti, orizzonte, ipotesi))


def applica(endogene: Endogene, linee: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the funds that these lines need, (n, S, 2) cents; those already among the lines stay."""
    con_fcde = linee if "fcde" in linee else {**linee, **fcde.applica(endogene.fcde, linee)}
    return {"fcde": con_fcde["fcde"], **fondi.applica(endogene.fondi, con_fcde)}
