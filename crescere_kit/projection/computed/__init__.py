"""The lines that are computed and not forecast: what the ente, the law or a contract already decides."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from crescere_kit.accounts import Conti
from crescere_kit.projection.computed import (
    contratti,
    disavanzo,
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

__all__ = ["LINEE_CALCOLATE", "Calcolata", "calcola", "non_ripetuti", "note"]

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
