"""The quality gate: which data are to be confirmed before an indicator is believed."""

from __future__ import annotations

from itertools import chain

from crescere_kit.accounts import Conti
from crescere_kit.indicators import Indicatori
from crescere_kit.quality import declared, filing, jumps, sums
from crescere_kit.quality.catalogue import Controllo, controlli
from crescere_kit.quality.result import Anomalia, Qualita, riunisci

__all__ = ["Anomalia", "Controllo", "Qualita", "controlla", "controlli"]


def controlla(conti: Conti, indicatori: Indicatori) -> Qualita:
    """Run every check over the entire panel, be it one comune or 7,900."""
    rotte = sums.rotture(conti)
    trovati = chain(
        filing.riscontri(conti),
        declared.riscontri(indicatori, rotte),
        jumps.riscontri(conti),
        sums.riscontri(indicatori, rotte),
    )
    return riunisci(indicatori, trovati)
