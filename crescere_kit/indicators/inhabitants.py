"""What to say where the inhabitants of the ente are not known."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti


def popolazione_ignota(conti: Conti, istat: str, anno: int) -> str:
    """Say that the inhabitants are not known; "" when they are."""
    if pd.notna(conti.popolazione().loc[(istat, anno)]):
        return ""
    return "la popolazione del comune non è nota: si carichi l'anagrafe dei comuni (ISTAT)"
