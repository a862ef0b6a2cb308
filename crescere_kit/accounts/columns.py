"""From long rows to columns: each key counted once, each amount put in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crescere_kit.accounts.blocks import Colonne, decimale
from crescere_kit.accounts.voci import LIVELLI, Voce
from crescere_kit.column import colonna as colonna_del_panel

if TYPE_CHECKING:
    from crescere_kit.accounts.panel import Conti


def numera(righe: pd.DataFrame, colonne: list[str]) -> tuple[np.ndarray, pd.MultiIndex]:
    """Return the place of each row among the distinct keys, and these in order, as plain texts and numbers.

    One number per key instead of a tuple of texts: millions of rows are counted, not compared.
    """
    codici, livelli = zip(*(_ordinata(righe[nome]) for nome in colonne), strict=True)
    quanti = [max(len(livello), 1) for livello in livelli]
    posti, diverse = pd.factorize(np.ravel_multi_index(codici, quanti), sort=True)
    testi = [
        livello.take(codice)
        for livello, codice in zip(livelli, np.unravel_index(diverse, quanti), strict=True)
    ]
    return posti, pd.MultiIndex.from_arrays(testi, names=colonne)


def _ordinata(colonna: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """Return the place of each value among the sorted distinct ones, and these."""
    if not isinstance(colonna.dtype, pd.CategoricalDtype):
        return pd.factorize(pd.Index(colonna), sort=True)
    categorie = colonna.cat.categories.astype("str")
    ordine = np.argsort(categorie)
    posto = np.empty(len(ordine), dtype="int64")
    posto[ordine] = np.arange(len(ordine))
    return posto[colonna.cat.codes.to_numpy()], categorie.take(ordine)


def da_righe(righe: pd.DataFrame, indice: list[str]) -> tuple[Colonne, pd.MultiIndex]:
    """Return the columns of long rows, by voce, and the index that they share.

    Where two rows say the same thing of the same ente and year, the last one is believed.
    """
    riga_di, chiavi = numera(righe, indice)
    voce_di, diverse = numera(righe, LIVELLI)
    colonne = Colonne.vuote((Voce(*voce) for voce in diverse), len(chiavi))
    posti = np.array(list(colonne.posti.values()), dtype="int64").reshape(-1, 2)[voce_di]
    for blocco, nome in ((colonne.interi, "importo"), (colonne.decimali, "rapporto")):
        suoi = posti[:, 0] == (blocco is colonne.decimali)
        dove, valori = (posti[suoi, 1], riga_di[suoi]), righe[nome].array[suoi]
        blocco.dati[dove] = valori.to_numpy(blocco.dati.dtype, na_value=0)
        blocco.mancanti[dove] = valori.isna()
    return colonne, chiavi


def tipo(voce: Voce) -> str:
    """Return the type of the column of a voce."""
    return "Float64" if decimale(voce) else "Int64"


def senza_voci() -> pd.MultiIndex:
    """Return the columns of a panel that has none."""
    return pd.MultiIndex.from_arrays([[] for _ in LIVELLI], names=LIVELLI)


def qualcosa(conti: Conti, documento: str) -> np.ndarray:
    """Tell (bool) which rows of a panel have anything of a documento."""
    suoi = np.array([voce.documento == documento for voce in conti.colonne], dtype=bool)
    return conti.colonne.presenti()[suoi].any(axis=0)


def presenti(conti: Conti, riga: tuple[str, int]) -> frozenset[Voce]:
    """Return the voci that are there on a row of a panel; none where the panel has no such row."""
    posto = conti.posto(*riga)
    return frozenset() if posto is None else frozenset(conti.colonne.riga(posto))


def lati(conti: Conti, riga: tuple[str, int]) -> frozenset[tuple[str, str]]:
    """Return the documenti, each with its sides, of which there is something on a row of a panel."""
    return frozenset(voce[:2] for voce in conti.presenti(*riga))


def per_riga(indice: pd.MultiIndex, dell_ente: pd.Series) -> pd.Series:
    """Return what is known of each ente on every row of a panel that is its."""
    valori = dell_ente.reindex(indice.get_level_values("istat"))
    return colonna_del_panel(pd.array(valori.array, dtype="Int64"), indice)
