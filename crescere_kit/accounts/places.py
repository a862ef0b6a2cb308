"""Where the rows of each ente and year are in a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from crescere_kit.accounts.panel import Conti

_OLTRE_OGNI_ANNO = 100_000  # entes are numbered so far apart that no year of one is a year of another


def posti_prima(conti: Conti, anni: int) -> np.ndarray:
    """Return the place of the row that each ente had so many years before, -1 where it has none."""
    if not len(conti):
        return np.array([], dtype="int64")
    chiavi, ordine = conti.ricorda("righe in ordine", _in_ordine)
    posti = np.searchsorted(chiavi, chiavi - anni).clip(max=len(chiavi) - 1)
    trovati = np.where(chiavi[posti] == chiavi - anni, ordine[posti], -1)
    return trovati[np.argsort(ordine)]


def per_riga(indice: pd.MultiIndex) -> dict[tuple[str, int], int]:
    """Return the place of each ente and year."""
    return {riga: posto for posto, riga in enumerate(indice)}


def _in_ordine(conti: Conti) -> tuple[np.ndarray, np.ndarray]:
    """Return one number for each ente and year, sorted, and the place of the row it stands for."""
    enti, anni = (conti.indice.get_level_values(livello) for livello in ("istat", "anno"))
    chiavi = pd.factorize(enti)[0] * _OLTRE_OGNI_ANNO + anni.to_numpy(dtype="int64")
    ordine = np.argsort(chiavi)
    return chiavi[ordine], ordine
