"""A column of the panel that does its arithmetic on plain arrays, and is a pandas Series for all the rest.

A formula is written over Series. On one comune a Series costs a hundred times its eight numbers: at every
sign the index is compared, viewed and named again. A Colonna knows that the columns of a panel share one
index, keeps its numbers and which are missing as two arrays that nobody writes, and becomes a whole Series
only when it is asked for something that is not here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from crescere_kit.column import signs
from crescere_kit.column.pieces import NUMPY, TESTO, TIPI, Pezzi, di_array, entra, generi, lato, pezzi_di

_NIENTE = object()
_MULTIPLO = 2
# The types that a column takes in without becoming another.
_ENTRANO = {"i": "i", "f": "fi", "b": "b", TESTO: TESTO}


class Colonna(pd.Series):
    """One column over the rows of a panel."""

    def __getattr__(self, nome: str) -> Any:
        # Nothing of a Series is there until something of it is asked.
        pezzi = pezzi_di(self)
        if pezzi is None or "_intera" in self.__dict__:
            return super().__getattr__(nome)
        self.__dict__["_intera"] = True
        pd.Series.__init__(self, pezzi.array, index=pezzi.indice)
        return getattr(self, nome)

    @property
    def index(self) -> pd.Index:
        pezzi = pezzi_di(self)
        return pd.Series.index.__get__(self, type(self)) if pezzi is None else pezzi.indice

    @index.setter
    def index(self, indice: pd.Index) -> None:
        len(self.array)  # whole first, then no longer what it was made of
        self.__dict__.pop("_pezzi", None)
        pd.Series.index.__set__(self, indice)

    @property
    def dtype(self) -> Any:
        pezzi = pezzi_di(self)
        if pezzi is None:
            return super().dtype
        return np.dtype(bool) if pezzi.mancanti is None else TIPI[pezzi.genere]

    @property
    def array(self) -> Any:
        pezzi = pezzi_di(self)
        return super().array if pezzi is None or pezzi.mancanti is None else pezzi.array

    @property
    def shape(self) -> tuple[int, ...]:
        return (len(self),)

    def __len__(self) -> int:
        pezzi = pezzi_di(self)
        return super().__len__() if pezzi is None else len(pezzi.dati)

    @property
    def loc(self) -> Any:
        return super().loc if pezzi_di(self) is None else _Righe(self)

    def notna(self) -> pd.Series:
        pezzi = pezzi_di(self)
        return super().notna() if pezzi is None else nuova(~pezzi.assenti, None, pezzi.indice)

    def isna(self) -> pd.Series:
        pezzi = pezzi_di(self)
        return super().isna() if pezzi is None else nuova(pezzi.assenti, None, pezzi.indice)

    def any(self, *args: Any, **altro: Any) -> Any:
        pezzi = pezzi_di(self)
        semplice = pezzi is not None and pezzi.mancanti is None and not args and not altro
        return pezzi.dati.any() if semplice else super().any(*args, **altro)

    def all(self, *args: Any, **altro: Any) -> Any:
        pezzi = pezzi_di(self)
        semplice = pezzi is not None and pezzi.mancanti is None and not args and not altro
        return pezzi.dati.all() if semplice else super().all(*args, **altro)

    def to_numpy(self, dtype: Any = None, copy: bool = False, na_value: Any = _NIENTE, **altro: Any) -> Any:
        pezzi = pezzi_di(self)
        scelto = {} if na_value is _NIENTE else {"na_value": na_value}
        numeri = None if pezzi is None or altro else _in_numpy(pezzi, dtype, **scelto)
        if numeri is None:
            return super().to_numpy(dtype, copy, **scelto, **altro)
        return numeri

    def fillna(self, value: Any = None, **altro: Any) -> pd.Series:
        pezzi = pezzi_di(self)
        if pezzi is None or altro or not entra(pezzi, value):
            return super().fillna(value, **altro)
        if pezzi.mancanti is None:
            return self
        return nuova(np.where(pezzi.mancanti, value, pezzi.dati), np.zeros_like(pezzi.mancanti), pezzi.indice)

    def where(self, cond: Any, other: Any = _NIENTE, **altro: Any) -> pd.Series:
        fatta = None if altro else _scelta(self, cond, other, tiene=True)
        return super().where(cond, *_se_c_e(other), **altro) if fatta is None else fatta

    def mask(self, cond: Any, other: Any = _NIENTE, **altro: Any) -> pd.Series:
        fatta = None if altro else _scelta(self, cond, other, tiene=False)
        return super().mask(cond, *_se_c_e(other), **altro) if fatta is None else fatta

    def astype(self, dtype: Any, **altro: Any) -> pd.Series:
        pezzi = pezzi_di(self)
        fatta = None if pezzi is None or altro else _convertita(pezzi, dtype)
        return super().astype(dtype, **altro) if fatta is None else nuova(*fatta, pezzi.indice)

    def round(self, decimals: int = 0, *args: Any, **altro: Any) -> pd.Series:
        if args or altro or not self._ha_numeri():
            return super().round(decimals, *args, **altro)
        return self._ciascuno(lambda dati: np.round(dati, decimals))

    def clip(self, lower: Any = None, upper: Any = None, **altro: Any) -> pd.Series:
        noti = self._ha_numeri() and lower is not upper
        if altro or not noti or not all(x is None or entra(pezzi_di(self), x) for x in (lower, upper)):
            return super().clip(lower, upper, **altro)
        return self._ciascuno(lambda dati: dati.clip(lower, upper))

    def abs(self) -> pd.Series:
        return self._ciascuno(np.abs) if self._ha_numeri() else super().abs()

    def __neg__(self) -> pd.Series:
        return self._ciascuno(np.negative) if self._ha_numeri() else super().__neg__()

    def __invert__(self) -> pd.Series:
        pezzi = pezzi_di(self)
        logica = pezzi is not None and pezzi.genere == "b"
        return self._ciascuno(np.invert) if logica else super().__invert__()

    def _ha_numeri(self) -> bool:
        pezzi = pezzi_di(self)
        return pezzi is not None and pezzi.genere in "if"

    def _ciascuno(self, operazione: Callable[[np.ndarray], np.ndarray]) -> pd.Series:
        pezzi = pezzi_di(self)
        return nuova(operazione(pezzi.dati), pezzi.mancanti, pezzi.indice)


class _Righe:
    """The `.loc` of a column: one row is read without making it a whole Series."""

    def __init__(self, colonna: Colonna) -> None:
        self._colonna = colonna

    def __getitem__(self, chiave: Any) -> Any:
        pezzi = pezzi_di(self._colonna)
        if isinstance(chiave, tuple) and len(chiave) == pezzi.indice.nlevels >= _MULTIPLO:
            posto = pezzi.indice.get_loc(chiave)
            if isinstance(posto, int):
                return valore_in(self._colonna, posto)
        return pd.Series.loc.__get__(self._colonna)[chiave]

    def __setitem__(self, chiave: Any, valore: Any) -> None:
        raise TypeError("A column of the panel is not written: it is computed again.")


def colonna(array: ExtensionArray | np.ndarray, indice: pd.Index) -> pd.Series:
    """Return a column of the panel; a plain Series where the type is none of those of the accounts."""
    dati = di_array(array)
    return pd.Series(array, index=indice) if dati is None else nuova(*dati, indice)


def come_colonna(serie: pd.Series, indice: pd.Index) -> pd.Series:
    """Return a Series on the rows of a panel as one of its columns."""
    if pezzi_di(serie) is not None or not serie.index.is_(indice):
        return serie
    return colonna(serie.array, indice)


def costante(indice: pd.Index, valore: Any, tipo: str) -> pd.Series:
    """Return a column that has the same value everywhere; missing where it is NA."""
    if tipo == "bool":
        return nuova(np.full(len(indice), valore, dtype=bool), None, indice)
    ignoto = valore is pd.NA
    dati = np.full(len(indice), 1 if ignoto else valore, dtype=NUMPY[tipo])
    return nuova(dati, np.full(len(indice), ignoto), indice)


def valore_in(serie: pd.Series, posto: int) -> Any:
    """Return the value of one row, by its place."""
    pezzi = pezzi_di(serie)
    if pezzi is None:
        return serie.iloc[posto]
    return pd.NA if pezzi.mancanti is not None and pezzi.mancanti[posto] else pezzi.dati[posto]


def presi(serie: pd.Series, posti: np.ndarray, indice: pd.Index) -> pd.Series:
    """Return the values at those places, missing where the place is -1."""
    pezzi = pezzi_di(serie)
    if pezzi is None or pezzi.mancanti is None or not len(pezzi.dati):
        return colonna(serie.array.take(posti, allow_fill=True), indice)
    return nuova(pezzi.dati[posti], pezzi.mancanti[posti] | (posti < 0), indice)


def nuova(dati: np.ndarray, mancanti: np.ndarray | None, indice: pd.Index) -> Colonna:
    """Return the column made of these pieces."""
    nata = Colonna.__new__(Colonna)
    nata.__dict__["_pezzi"] = Pezzi(dati, mancanti, indice)
    return nata


def _se_c_e(altro: Any) -> tuple:
    return () if altro is _NIENTE else (altro,)


def _in_numpy(pezzi: Pezzi, tipo: Any, **vuoto: Any) -> np.ndarray | None:
    if pezzi.mancanti is None:
        return pezzi.dati.copy() if not vuoto and tipo in (None, bool) else None
    if pezzi.genere == TESTO:
        vuoti = tipo is object and "na_value" in vuoto
        return np.where(pezzi.mancanti, vuoto["na_value"], pezzi.dati) if vuoti else None
    if tipo is float and isinstance(vuoto.get("na_value"), float):
        numeri = pezzi.dati.astype("float64")
        numeri[pezzi.mancanti] = vuoto["na_value"]
        return numeri
    if tipo is bool and pezzi.genere == "b" and vuoto.get("na_value") is False:
        return pezzi.dati & ~pezzi.mancanti
    return None


def _scelta(serie: Colonna, cond: Any, altro: Any, *, tiene: bool) -> pd.Series | None:
    """Return the column where the condition holds (or does not), the other elsewhere; None to ask pandas."""
    pezzi = pezzi_di(serie)
    condizione = None if pezzi is None or not hasattr(cond, "dtype") else lato(pezzi, cond)
    if condizione is None or generi(pezzi, condizione[0])[1] != "b" or pezzi.mancanti is None:
        return None
    tenuti = condizione[0] if tiene else ~condizione[0]
    if condizione[1] is not None:  # what is not known is not kept
        tenuti = tenuti & ~condizione[1]
    if altro is _NIENTE or altro is pd.NA:
        return nuova(pezzi.dati, pezzi.mancanti | ~tenuti, pezzi.indice)
    suo = (altro, None) if entra(pezzi, altro) else lato(pezzi, altro) if hasattr(altro, "shape") else None
    if suo is None or generi(pezzi, suo[0])[1] not in _ENTRANO[pezzi.genere]:
        return None
    mancanti = np.where(tenuti, pezzi.mancanti, False if suo[1] is None else suo[1])
    return nuova(np.where(tenuti, pezzi.dati, suo[0]), mancanti, pezzi.indice)


def _convertita(pezzi: Pezzi, tipo: Any) -> tuple[np.ndarray, np.ndarray | None] | None:
    if pezzi.genere == TESTO:
        return None
    if tipo in (bool, "bool") and pezzi.genere == "b" and not pezzi.assenti.any():
        return pezzi.dati, None
    if tipo == "boolean" and pezzi.genere == "b":
        return pezzi.dati, pezzi.assenti
    if tipo == "Int64":
        noti = np.where(pezzi.assenti, 0, pezzi.dati)
        interi = noti.astype("int64")
        return (interi, pezzi.assenti) if (interi == noti).all() else None
    if tipo == "Float64" and pezzi.genere in "if":
        return pezzi.dati.astype("float64"), pezzi.assenti
    return None


signs.metti(Colonna, nuova)
