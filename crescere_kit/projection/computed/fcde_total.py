"""The FCDE as a share of all the revenue that may not be collected, where no entrata is known one by one."""

from __future__ import annotations

import numpy as np

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.accounts.uncollected import rapporti
from crescere_kit.indicators.fcde import stanziato
from crescere_kit.projection.computed.line import biennio, prima_nota
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.lines import CONTI, del_titolo
from crescere_kit.projection.scenario import Ipotesi

PROGRAMMA = "M20.02.1"
_A_RISCHIO = ("10101", "3")
LINEE_A_RISCHIO = (*CONTI["entrate", "10101"], *del_titolo("entrate", "3"))


def peso(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> np.ndarray:
    """Return the share of tributi and extratributarie that is set aside: (n, 1, 2), NaN where unknown.

    It moves with the collection rates as the fund of entrate collected as all of these together would.
    """
    fondo = prima_nota(
        orizzonte.prendi(conti, conti.spese("previsioni_competenza", PROGRAMMA)),
        orizzonte.prendi(conti, stanziato(conti, 0), 1),
    )
    quota = rapporti(fondo, orizzonte.prendi(conti, conti.accertamenti(*_A_RISCHIO)))
    quota = quota * _mossa(conti, orizzonte, ipotesi)
    return biennio(quota, quota)


def _mossa(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> np.ndarray:
    if not ipotesi.riscossione_punti:
        return np.ones(len(orizzonte))
    anni = int(rules.ultima("fcde", "anni_serie").valore)
    incassi, accertati = (
        orizzonte.prendi_anni(conti, serie, range(0, -anni, -1))
        for serie in (conti.riscossioni_competenza(*_A_RISCHIO), conti.accertamenti(*_A_RISCHIO))
    )
    noti = ~np.isnan(incassi + accertati)
    scoperto = 1 - rapporti(np.where(noti, incassi, 0).sum(axis=0), np.where(noti, accertati, 0).sum(axis=0))
    mosso = np.maximum(scoperto - ipotesi.riscossione_punti / 100 / anni, 0)
    # Where all was collected, or nobody says how much, there is no share to move.
    return np.where(
        scoperto > 0, np.divide(mosso, scoperto, where=scoperto > 0, out=np.ones_like(mosso)), 1.0
    )
