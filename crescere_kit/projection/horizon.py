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
        ultimi: dict[str, int] = {}
        for istat, anno in conti.indice[pieni.to_numpy(dtype=bool)]:
            if fino_al is None or anno <= fino_al:
                ultimi[istat] = max(anno, ultimi.get(istat, anno))
        istat = tuple(sorted(ultimi))
        return cls(istat, np.array([ultimi[uno] for uno in istat], dtype=int))

    def __len__(self) -> int:
        return len(self.istat)

    @cached_property
    def chiave(self) -> str:
        """What tells it from another, for who remembers something of it: a text is hashed once."""
        return repr((self.istat, self.base.tolist()))

    def righe(self, passo: int = 0) -> list[tuple[str, int]]:
        """Return the rows (istat, N + passo) of the panel."""
        return list(zip(self.istat, (self.base + passo).tolist(), strict=True))

    def posti(self, conti: Conti, passo: int = 0) -> np.ndarray:
        """Return the place in a panel of the row N + passo of each ente: int (n,), -1 where it has none."""
        return conti.ricorda(
            ("posti dell'orizzonte", self.chiave, passo),
            lambda letti: _trovati([letti.posto(*riga) for riga in self.righe(passo)]),
        )

    def di_chi(self, istat: Iterable[str], anni: Iterable[int], passo: int = 0) -> np.ndarray:
        """Return, for each code and year, the ente of which it is the row N + passo: -1 where of none."""
        enti = {riga: ente for ente, riga in enumerate(self.righe(passo))}
        return _trovati([enti.get(riga) for riga in zip(istat, anni, strict=True)])

    def prendi(self, conti: Conti, serie: pd.Series, passo: int = 0) -> np.ndarray:
        """Return the value of a panel's series at year N + passo of each ente: float (n,), NaN if missing."""
        posti = self.posti(conti, passo)
        valori = serie.to_numpy(dtype=float, na_value=np.nan)
        return np.where(posti >= 0, valori.take(posti, mode="clip"), np.nan)

    def prendi_anni(self, conti: Conti, serie: pd.Series, passi: Iterable[int]) -> np.ndarray:
        """Return the values at the years N + passo, one after the other: float (passi, n), NaN if missing."""
        posti = np.stack([self.posti(conti, passo) for passo in passi])
        valori = serie.to_numpy(dtype=float, na_value=np.nan)
        return np.where(posti >= 0, valori.take(posti, mode="clip"), np.nan)

    def solo(self, posti: np.ndarray) -> Orizzonte:
        """Return some of the enti only, by place."""
        return Orizzonte(tuple(self.istat[posto] for posto in posti), self.base[posti])


def _trovati(posti: list[int | None]) -> np.ndarray:
    return np.array([-1 if posto is None else posto for posto in posti], dtype=int)
