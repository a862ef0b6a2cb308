"""What a sign between two columns gives: numbers, comparisons, three truths. Types are those of pandas."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from crescere_kit.column.pieces import TESTO, Pezzi, generi, insieme, lato, pezzi_di

Fatto = tuple[np.ndarray, np.ndarray | None]
Nuova = Callable[[np.ndarray, np.ndarray | None, pd.Index], pd.Series]

_ARITMETICHE = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "truediv": operator.truediv,
    "floordiv": operator.floordiv,
}
_CONFRONTI = ("eq", "ne", "lt", "le", "gt", "ge")
_LOGICHE = {"and": True, "or": False}
_NUMERI = {"ii", "if", "fi", "ff"}


def metti(classe: type[pd.Series], nuova: Nuova) -> None:
    """Give a class the signs between columns of one panel; every other pair is left to pandas."""
    for nome, operazione in _ARITMETICHE.items():
        _metti(classe, nuova, f"__{nome}__", _aritmetica(operazione))
        if operazione is not operator.floordiv:  # a number divided by a column may be of another type
            _metti(classe, nuova, f"__r{nome}__", _aritmetica(lambda mio, suo, op=operazione: op(suo, mio)))
    for nome in _CONFRONTI:
        for scritto in (nome, f"__{nome}__"):
            _metti(classe, nuova, scritto, _confronto(getattr(operator, nome)))
    for nome, tutte in _LOGICHE.items():
        for scritto in (f"__{nome}__", f"__r{nome}__"):
            _metti(classe, nuova, scritto, _logica(tutte))
    # `x += y` gives x another column: pandas would write into the one that x was.
    for nome in (*_ARITMETICHE, *_LOGICHE):
        setattr(classe, f"__i{nome}__", getattr(classe, f"__{nome}__"))
    classe.__hash__ = None


def _metti(
    classe: type[pd.Series], nuova: Nuova, nome: str, sign: Callable[[Pezzi, Any], Fatto | None]
) -> None:
    di_pandas = getattr(pd.Series, nome)

    def metodo(self: pd.Series, other: Any, *args: Any, **altro: Any) -> pd.Series:
        pezzi = pezzi_di(self)
        fatto = None if pezzi is None or args or altro else sign(pezzi, other)
        if fatto is None:
            return di_pandas(self, other, *args, **altro)
        return nuova(*fatto, pezzi.indice)

    metodo.__name__ = nome
    setattr(classe, nome, metodo)


def _aritmetica(operazione: Callable) -> Callable[[Pezzi, Any], Fatto | None]:
    ammessi = {"ii"} if operazione is operator.floordiv else _NUMERI

    def calcola(pezzi: Pezzi, altro: Any) -> Fatto | None:
        suo = lato(pezzi, altro)
        if suo is None or generi(pezzi, suo[0]) not in ammessi:
            return None
        with np.errstate(all="ignore"):
            esito = operazione(pezzi.dati, suo[0])
        mancanti = insieme(pezzi.mancanti, suo[1])
        if esito.dtype.kind == "f" and (ignoti := np.isnan(esito)).any():
            mancanti = mancanti | ignoti
        return esito, mancanti

    return calcola


def _confronto(operazione: Callable) -> Callable[[Pezzi, Any], Fatto | None]:
    ammessi = _NUMERI | ({2 * TESTO} if operazione in (operator.eq, operator.ne) else set())

    def calcola(pezzi: Pezzi, altro: Any) -> Fatto | None:
        suo = lato(pezzi, altro)
        if suo is None or generi(pezzi, suo[0]) not in ammessi:
            return None
        return operazione(pezzi.dati, suo[0]), insieme(pezzi.mancanti, suo[1])

    return calcola


def _logica(tutte: bool) -> Callable[[Pezzi, Any], Fatto | None]:
    """Three truths, as pandas has them: one side is enough when it decides alone."""

    def calcola(pezzi: Pezzi, altro: Any) -> Fatto | None:
        suo = lato(pezzi, altro)
        if suo is None or generi(pezzi, suo[0]) != "bb":
            return None
        mancanti = insieme(pezzi.mancanti, suo[1])
        decide = _deciso(pezzi.dati, pezzi.mancanti, tutte) | _deciso(*suo, tutte)
        if mancanti is None:
            return ~decide if tutte else decide, None
        mancanti = mancanti & ~decide
        return (~decide if tutte else decide) & ~mancanti, mancanti

    return calcola


def _deciso(dati: np.ndarray, mancanti: np.ndarray | None, tutte: bool) -> np.ndarray:
    decide = ~dati if tutte else dati
    return decide if mancanti is None else decide & ~mancanti
