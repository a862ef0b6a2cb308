"""Give projected figures the shape of a rendiconto and of a bilancio: everything reads them as such."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.columns import tipo
from crescere_kit.accounts.panel import INDICE
from crescere_kit.accounts.voci import MANUALE
from crescere_kit.projection.horizon import ANNI, Orizzonte

_SEGNO = "#"  # between the code of an ente and the number of a path: no ISTAT code has it


def in_conti(conti: Conti, orizzonte: Orizzonte, voci: Mapping[Voce, np.ndarray]) -> Conti:
    """Return the past of each ente up to its last rendiconto, and the two projected years after it.

    voci: cents or points (n, 2), NaN where not known. Of what was filed for the projected years only what the
    ente wrote in its own form is kept: the rest is what is being projected. Nothing is late in the future.
    """
    passati = _passati(conti, orizzonte)
    indice = _con_futuro(conti.indice[passati], orizzonte)
    da = conti.indice.get_indexer(indice)
    posti = [indice.get_indexer(orizzonte.righe(passo + 1)) for passo in range(ANNI)]
    scritto_da_altri = np.where(np.isin(da, np.flatnonzero(passati)), da, -1)
    colonne = {
        voce: array.take(da if voce.documento == MANUALE else scritto_da_altri, allow_fill=True)
        for voce, array in conti.colonne.items()
    }
    for voce, valori in voci.items():
        colonne[Voce(*voce)] = _scrivi(colonne.get(voce), voce, (posti, valori), len(indice))
    return Conti.di_colonne(colonne, indice, conti.enti[conti.enti.index.isin(orizzonte.istat)])


def moltiplica(conti: Conti, istat: str, quante: int, futuro: Mapping[Voce, np.ndarray]) -> Conti:
    """Return one ente as so many enti, one per path: the same past, and of the future what each path says.

    futuro: (S, 2) for each voce that varies; the others keep the value that the central path has.
    """
    uno = conti.solo([istat])
    nomi = pd.Index([f"{istat}{_SEGNO}{numero:05d}" for numero in range(quante)], name=INDICE[0])
    indice = pd.MultiIndex.from_product([nomi, uno.tavola.index.get_level_values(INDICE[1])], names=INDICE)
    colonne = {}
    for voce, array in uno.colonne.items():
        valori = np.tile(array.to_numpy(dtype=float, na_value=np.nan), (quante, 1))
        if voce in futuro:
            valori[:, -ANNI:] = futuro[voce]
        colonne[voce] = _array(valori.ravel(), voce)
    posto = conti.enti.index.get_loc(istat)
    enti = conti.enti.take(np.full(quante, posto)).set_axis(nomi, axis=0)
    return Conti.di_colonne(colonne, indice, enti, conti.giorno)


def _passati(conti: Conti, orizzonte: Orizzonte) -> np.ndarray:
    """Tell (bool) which rows are of a year up to the last rendiconto of their ente."""
    ultimi = pd.Series(orizzonte.base, index=list(orizzonte.istat))
    istat, anno = (conti.indice.get_level_values(livello) for livello in INDICE)
    return anno.to_numpy() <= ultimi.reindex(istat).to_numpy(dtype=float, na_value=-1)


def _con_futuro(indice: pd.MultiIndex, orizzonte: Orizzonte) -> pd.MultiIndex:
    for passo in range(ANNI):
        indice = indice.union(orizzonte.righe(passo + 1))
    return indice.rename(INDICE)


def _scrivi(prima: object, voce: Voce, che: tuple[list[np.ndarray], np.ndarray], righe: int) -> object:
    posti, valori = che
    colonna = np.full(righe, np.nan) if prima is None else prima.to_numpy(dtype=float, na_value=np.nan).copy()
    for passo, posto in enumerate(posti):
        colonna[posto] = valori[:, passo]
    return _array(colonna, Voce(*voce))


def _array(valori: np.ndarray, voce: Voce) -> pd.api.extensions.ExtensionArray:
    """Return whole cents, or decimals where the voce is a share; missing where NaN."""
    assenti = np.isnan(valori)
    if tipo(voce) == "Float64":
        return pd.arrays.FloatingArray(np.where(assenti, 0.0, valori), assenti)
    return pd.arrays.IntegerArray(np.where(assenti, 0.0, valori).round().astype("int64"), assenti)
