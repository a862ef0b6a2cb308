"""The two arrays that a column is made of, and those of whatever stands on the other side of a sign."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

TIPI = {"i": pd.Int64Dtype(), "f": pd.Float64Dtype(), "b": pd.BooleanDtype(), "O": pd.StringDtype()}
NUMPY = {"Int64": "int64", "Float64": "float64", "boolean": "bool", "string": "object"}
TESTO = "O"  # the kind of a column of texts
_CLASSI = {"i": pd.arrays.IntegerArray, "f": pd.arrays.FloatingArray, "b": pd.arrays.BooleanArray}
_GENERI = {classe: genere for genere, classe in _CLASSI.items()}
_LETTI = {genere: np.dtype(nome) for genere, nome in zip("ifb", NUMPY.values(), strict=False)}

Lato = tuple[Any, np.ndarray | None]  # numbers (or one), and where they are missing


class Pezzi(NamedTuple):
    """The numbers of a column and where they are missing; no mask for a plain bool, which always is there."""

    dati: np.ndarray
    mancanti: np.ndarray | None
    indice: pd.Index

    @property
    def genere(self) -> str:
        return self.dati.dtype.kind

    @property
    def array(self) -> ExtensionArray | np.ndarray:
        if self.mancanti is None:
            return self.dati
        if self.genere == TESTO:
            return pd.array(np.where(self.mancanti, None, self.dati), dtype=TIPI[TESTO])
        return _CLASSI[self.genere](self.dati, self.mancanti)

    @property
    def assenti(self) -> np.ndarray:
        return np.zeros(len(self.dati), dtype=bool) if self.mancanti is None else self.mancanti


def pezzi_di(serie: Any) -> Pezzi | None:
    """Return the pieces of a column, None of what was not born from them."""
    return serie.__dict__.get("_pezzi")


def di_array(array: Any) -> Lato | None:
    """Return numbers and mask without copying them, None where they are not of the accounts' types."""
    if isinstance(array, np.ndarray):
        return (array, None) if array.dtype == bool and array.ndim == 1 else None
    genere = _GENERI.get(type(array))
    # pandas has no public way to the two arrays that does not copy them
    if genere is None or array._data.dtype != _LETTI[genere]:  # noqa: SLF001
        return None
    return array._data, array._mask  # noqa: SLF001


def lato(pezzi: Pezzi, altro: Any) -> Lato | None:
    """Return the other side of a sign, None where pandas must see to it."""
    if isinstance(altro, pd.Series):
        return _di_serie(pezzi, altro)
    if isinstance(altro, (bool, np.bool_)):
        return None
    if isinstance(altro, str):
        return (altro, None) if pezzi.genere == TESTO else None
    if isinstance(altro, (int, float, np.integer, np.floating)):
        return None if altro != altro else (altro, None)  # noqa: PLR0124 - NaN alone differs from itself
    if len(getattr(altro, "shape", ())) != 1 or len(altro) != len(pezzi.dati):
        return None
    return _di_numpy(altro) if isinstance(altro, np.ndarray) else di_array(altro)


def _di_serie(pezzi: Pezzi, altra: pd.Series) -> Lato | None:
    suoi = pezzi_di(altra)
    indice = altra.index if suoi is None else suoi.indice
    if indice is not pezzi.indice and not indice.is_(pezzi.indice):
        return None
    return di_array(altra.array) if suoi is None else suoi[:2]


def _di_numpy(altro: np.ndarray) -> Lato | None:
    if altro.dtype == "float64":
        return altro, np.isnan(altro)
    return (altro, None) if altro.dtype in ("int64", "bool") else None


def generi(pezzi: Pezzi, altro: Any) -> str:
    """Return the kinds of the two sides, such as «if»."""
    if hasattr(altro, "dtype"):
        return pezzi.genere + altro.dtype.kind
    return pezzi.genere + {bool: "b", int: "i", str: TESTO}.get(type(altro), "f")


def insieme(prima: np.ndarray | None, altra: np.ndarray | None) -> np.ndarray | None:
    """Return what is missing on either side."""
    if prima is None or altra is None or prima is altra:
        return altra if prima is None else prima
    return prima | altra


def entra(pezzi: Pezzi, valore: Any) -> bool:
    """Whether a plain value fits in the column as it is."""
    if pezzi.genere == TESTO or isinstance(valore, str):
        return pezzi.genere == TESTO and isinstance(valore, str)
    logico = isinstance(valore, (bool, np.bool_))
    if logico or pezzi.genere == "b":
        return logico and pezzi.genere == "b"
    if isinstance(valore, (int, np.integer)):
        return True
    return pezzi.genere == "f" and isinstance(valore, float) and not np.isnan(valore)
