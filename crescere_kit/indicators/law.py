"""The values of the law along the panel: on each row, what is in force at the end of its year."""

from __future__ import annotations

import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.column import colonna


def in_vigore(conti: Conti, tema: str, codice: str) -> pd.Series:
    """Return the value of a rule on every row (Float64), missing where none is in force."""
    return colonna(rules.per_anni(tema, codice, conti.anno_di_riga).array, conti.indice)
