"""From long rows to columns: each key counted once, each amount put in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from crescere_kit.accounts.voci import LIVELLI, Voce, unita
from crescere_kit.column import colonna as colonna_del_panel

if TYPE_CHECKING:
    from crescere_kit.accounts.panel import Conti

DECIMALI = {"percentuale", "giorni"}  # read from `rapporto`; every other unit is a whole number


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


def da_righe(
    righe: pd.DataFrame, indice: list[str]
) -> tuple[dict[Voce, pd.api.extensions.ExtensionArray], pd.MultiIndex]:
    """Return the columns of long rows, by voce, and the index that they share."""
    riga_di, chiavi = numera(righe, indice)
    voce_di, diverse = numera(righe, LIVELLI)
    voci = [Voce(*voce) for voce in diverse]
    ordine = voce_di.argsort(kind="stable")
    tratti = np.split(ordine, np.searchsorted(voce_di[ordine], range(1, len(voci))))
    importi = Importi.di(righe)
    colonne = {
        voce: colonna(importi, voce, tratto, riga_di[tratto], len(chiavi))
        for voce, tratto in zip(voci, tratti, strict=False)
    }
    return colonne, chiavi


class Importi(NamedTuple):
    """The amounts and the ratios of long rows, each as numbers and where they are missing."""

    importi: tuple[np.ndarray, np.ndarray]
    rapporti: tuple[np.ndarray, np.ndarray]

    @classmethod
    def di(cls, righe: pd.DataFrame) -> Importi:
        importi, rapporti = righe["importo"], righe["rapporto"]
        return cls(
            (importi.to_numpy(dtype="int64", na_value=0), importi.isna().to_numpy()),
            (rapporti.to_numpy(dtype="float64", na_value=0), rapporti.isna().to_numpy()),
        )


def colonna(
    righe: Importi, voce: Voce, tratto: np.ndarray, posti: np.ndarray, lunghezza: int
) -> pd.api.extensions.ExtensionArray:
    """Put the rows of one voce in their places; every other place is missing."""
    decimale = unita(voce) in DECIMALI
    classe = pd.arrays.FloatingArray if decimale else pd.arrays.IntegerArray
    suoi, ignoti = righe.rapporti if decimale else righe.importi
    valori, mancanti = np.zeros(lunghezza, dtype=suoi.dtype), np.ones(lunghezza, dtype=bool)
    valori[posti] = suoi[tratto]
    mancanti[posti] = ignoti[tratto]
    return classe(valori, mancanti)


def tipo(voce: Voce) -> str:
    """Return the type of the column of a voce."""
    return "Float64" if unita(voce) in DECIMALI else "Int64"


def senza_voci() -> pd.MultiIndex:
    """Return the columns of a panel that has none."""
    return pd.MultiIndex.from_arrays([[] for _ in LIVELLI], names=LIVELLI)


def qualcosa(conti: Conti, documento: str) -> np.ndarray:
    """Tell (bool) which rows of a panel have anything of a documento."""
    nulla = np.ones(len(conti.tavola), dtype=bool)
    for voce, array in conti.colonne.items():
        if voce.documento == documento:
            nulla &= array.isna()
    return ~nulla


def presenti(conti: Conti, riga: tuple[str, int]) -> frozenset[Voce]:
    """Return the voci that are there on a row of a panel; none where the panel has no such row."""
    posto = conti.posto(*riga)
    if posto is None:
        return frozenset()
    voci, noti = conti.ricorda("che cosa c'è", _presenza)
    return frozenset(voci[quale] for quale in np.flatnonzero(noti[:, posto]))


def lati(conti: Conti, riga: tuple[str, int]) -> frozenset[tuple[str, str]]:
    """Return the documenti, each with its sides, of which there is something on a row of a panel."""
    return frozenset(voce[:2] for voce in conti.presenti(*riga))


def _presenza(conti: Conti) -> tuple[list[Voce], np.ndarray]:
    """Return the voci, and whether each is there (a row each) on every row of a panel."""
    nessuna = np.zeros((0, len(conti.tavola)), dtype=bool)
    noti = np.stack([~array.isna() for array in conti.colonne.values()]) if conti.colonne else nessuna
    return list(conti.colonne), noti


def per_riga(tavola: pd.DataFrame, dell_ente: pd.Series) -> pd.Series:
    """Return what is known of each ente on every row of a panel that is its."""
    valori = dell_ente.reindex(tavola.index.get_level_values("istat"))
    return colonna_del_panel(pd.array(valori.array, dtype="Int64"), tavola.index)
