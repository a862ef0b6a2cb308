"""Which enti are projected, and from which rendiconto each of them starts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti

ANNI = 2  # the years ahead of the last rendiconto: the one in course and the one after it


@dataclass(frozen=True)
class Orizzonte:
    """The enti of a projection, in order, each with the year N of its last rendiconto.

    istat: the codes, n of them; base: int array (n,). The projected years are N+1 and N+2.
    """

    istat: tuple[str, ...]
    base: np.ndarray

    @classmethod
    def di(cls, conti: Conti, fino_al: int | None = None) -> Orizzonte:
        """Return the enti that filed at least one rendiconto that says something, each with its last year.

        With `fino_al`, rendiconti after that year are as if they were not there.
        """
        pieni = conti.ha("rendiconto") & ~conti.rendiconto_vuoto
        righe = conti.indice[pieni.to_numpy(dtype=bool)].to_frame(index=False)
        if fino_al is not None:
            righe = righe[righe["anno"] <= fino_al]
        ultimi = righe.groupby("istat", sort=True)["anno"].max()
        return cls(tuple(map(str, ultimi.index)), ultimi.to_numpy(dtype=int))

    def __len__(self) -> int:
        return len(self.istat)

    @cached_property
    def chiave(self) -> str:
        """What tells it from another, for who remembers something of it: a text is hashed once."""
        return repr((self.istat, self.base.tolist()))

    def righe(self, passo: int = 0) -> pd.MultiIndex:
        """Return the rows (istat, N + passo) of the panel."""
        return pd.MultiIndex.from_arrays([list(self.istat), self.base + passo], names=["istat", "anno"])

    def posti(self, conti: Conti, passo: int = 0) -> np.ndarray:
        """Return the place in a panel of the row N + passo of each ente: int (n,), -1 where it has none."""
        return conti.ricorda(
            ("posti dell'orizzonte", self.chiave, passo),
            lambda letti: _trovati([letti.posto(*riga) for riga in self._coppie(passo)]),
        )

    def di_chi(self, istat: Iterable[str], anni: Iterable[int], passo: int = 0) -> np.ndarray:
        """Return, for each code and year, the ente of which it is the row N + passo: -1 where of none."""
        enti = {riga: ente for ente, riga in enumerate(self._coppie(passo))}
        return _trovati([enti.get(riga) for riga in zip(istat, anni, strict=True)])

    def _coppie(self, passo: int) -> Iterable[tuple[str, int]]:
        return zip(self.istat, (self.base + passo).tolist(), strict=True)

    def prendi(self, conti: Conti, serie: pd.Series, passo: int = 0) -> np.ndarray:
        """Return the value of a panel's series at year N + passo of each ente: float (n,), NaN if missing."""
        posti = self.posti(conti, passo)
        valori = serie.to_numpy(dtype=float, na_value=np.nan)
        return np.where(posti >= 0, valori.take(posti, mode="clip"), np.nan)

    def solo(self, posti: np.ndarray) -> Orizzonte:
        """Return some of the enti only, by place."""
        return Orizzonte(tuple(self.istat[posto] for posto in posti), self.base[posti])


def _trovati(posti: list[int | None]) -> np.ndarray:
    return np.array([-1 if posto is None else posto for posto in posti], dtype=int)
