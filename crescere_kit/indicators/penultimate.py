"""The entrate correnti of the penultimo anno, on which the limits of artt. 204 and 222 TUEL both stand."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.voci import ENTRATE_CORRENTI

ACCERTAMENTI_CORRENTI = tuple(
    Voce("rendiconto", "entrate", titolo, "accertamenti") for titolo in ENTRATE_CORRENTI
)


def entrate_del_penultimo(conti: Conti) -> pd.Series:
    """Return the accertamenti of titoli 1, 2 and 3 of two years before, where that rendiconto says any."""
    return conti.ricorda("entrate correnti del penultimo anno", _due_anni_prima)


def _due_anni_prima(conti: Conti) -> pd.Series:
    return conti.anni_prima(conti.accertamenti(*ENTRATE_CORRENTI).mask(conti.rendiconto_vuoto), 2)
