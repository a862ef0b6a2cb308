"""What one check found over the panel, before it is put in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crescere_kit.accounts import Voce
from crescere_kit.indicators.indicator import EURO


def _nessuna(_: Voce) -> bool:
    return False


@dataclass(frozen=True)
class Oggetto:
    """What a check looks at: its name inside the sentence, its unit, and who is wrong if it is wrong.

    indicatori are the codici that are touched whatever they read; difettosa tells which voci are faulty, and
    touches every indicator that reads one.
    """

    nome: str
    unita: str = EURO
    indicatori: frozenset[str] = frozenset()
    difettosa: Callable[[Voce], bool] = _nessuna


@dataclass(frozen=True)
class Riscontro:
    """The rows of the panel where a check fails, by place, with the value found and the one expected."""

    codice: str
    oggetto: Oggetto
    righe: np.ndarray
    valori: np.ndarray
    attesi: np.ndarray


def riscontro(
    codice: str,
    oggetto: Oggetto,
    presente: pd.Series | np.ndarray,
    valore: object = None,
    atteso: object = None,
) -> Riscontro:
    """Keep of a check the rows where `presente` is true; what is unknown is not a fault."""
    righe = np.flatnonzero(numeri(presente) == 1)
    return Riscontro(codice, oggetto, righe, _delle(righe, valore), _delle(righe, atteso))


def numeri(serie: pd.Series | np.ndarray) -> np.ndarray:
    """Return a column as plain floats, NaN where missing."""
    return (
        serie.to_numpy(dtype=float, na_value=np.nan)
        if isinstance(serie, pd.Series)
        else np.asarray(serie, float)
    )


def _delle(righe: np.ndarray, valore: object) -> np.ndarray:
    if valore is None or np.isscalar(valore):
        return np.full(len(righe), np.nan if valore is None else valore, dtype=float)
    return numeri(valore)[righe] if len(righe) else np.zeros(0)
