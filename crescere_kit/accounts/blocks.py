"""The columns of a panel, held as two tables: thousands of short arrays cost far more than two wide ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import compress
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from crescere_kit.accounts.voci import Voce, unita

_CLASSI = {"int64": pd.arrays.IntegerArray, "float64": pd.arrays.FloatingArray}
_DECIMALI = {"percentuale", "giorni"}  # every other unit is a whole number


@cache
def decimale(voce: Voce) -> bool:
    """Tell whether the numbers of a voce have decimals."""
    return unita(voce) in _DECIMALI


class Blocco(NamedTuple):
    """Numbers (voci × rows of the panel) and where they are missing; what is missing stands as zero."""

    dati: np.ndarray
    mancanti: np.ndarray

    @classmethod
    def vuoto(cls, voci: int, righe: int, tipo: str) -> Blocco:
        return cls(np.zeros((voci, righe), dtype=tipo), np.ones((voci, righe), dtype=bool))

    def presi(self, posti: np.ndarray) -> Blocco:
        """Return the rows of the panel at those places, missing where the place is -1."""
        if not self.dati.shape[1]:
            return Blocco.vuoto(len(self.dati), len(posti), self.dati.dtype.name)
        return Blocco(self.dati[:, posti], self.mancanti[:, posti] | (posti < 0))

    def scrivi(self, numero: int, array: ExtensionArray) -> None:
        """Put an array in the place of a line, while the table is being made."""
        self.dati[numero] = array.to_numpy(self.dati.dtype, na_value=0)
        self.mancanti[numero] = array.isna()


class Posto(NamedTuple):
    """Where a voce is: in the table of the decimals or in that of the whole numbers, and which line."""

    decimale: bool
    numero: int


@dataclass(frozen=True, eq=False)
class Colonne(Mapping[Voce, ExtensionArray]):
    """What a panel holds: for each voce, in order, an array (Int64 or Float64) over its rows."""

    posti: Mapping[Voce, Posto]
    interi: Blocco
    decimali: Blocco
    _date: dict[Voce, ExtensionArray] = field(default_factory=dict, repr=False)

    @classmethod
    def vuote(cls, voci: Iterable[Voce], righe: int) -> Colonne:
        """Return columns where everything is missing, to be written before anybody reads them."""
        posti, quante = {}, [0, 0]
        for voce in voci:
            suo = decimale(voce)
            posti[voce] = Posto(suo, quante[suo])
            quante[suo] += 1
        return cls(posti, Blocco.vuoto(quante[0], righe, "int64"), Blocco.vuoto(quante[1], righe, "float64"))

    @classmethod
    def di(cls, arrays: Mapping[Voce, ExtensionArray], righe: int) -> Colonne:
        """Return columns given one by one."""
        colonne = cls.vuote(arrays, righe)
        for voce, array in arrays.items():
            colonne.blocco(voce).scrivi(colonne.posti[voce].numero, array)
        return colonne

    def blocco(self, voce: Voce) -> Blocco:
        """Return the table in which a voce is."""
        return self.decimali if self.posti[voce].decimale else self.interi

    def __getitem__(self, voce: Voce) -> ExtensionArray:
        if voce not in self._date:
            (dati, mancanti), numero = self.blocco(voce), self.posti[voce].numero
            self._date[voce] = _CLASSI[dati.dtype.name](dati[numero], mancanti[numero])
        return self._date[voce]

    def __contains__(self, voce: object) -> bool:
        return voce in self.posti

    def __iter__(self) -> Iterator[Voce]:
        return iter(self.posti)

    def __len__(self) -> int:
        return len(self.posti)

    def presi(self, posti: np.ndarray) -> Colonne:
        """Return the same voci on the rows at those places, missing where the place is -1."""
        return Colonne(self.posti, self.interi.presi(posti), self.decimali.presi(posti))

    def solo(self, tiene: Callable[[Voce], bool]) -> Colonne:
        """Return some of the voci."""
        tenute = [voce for voce in self.posti if tiene(voce)]
        scelte: tuple[list[int], list[int]] = ([], [])
        posti = {}
        for voce in tenute:
            suo = self.posti[voce]
            posti[voce] = Posto(suo.decimale, len(scelte[suo.decimale]))
            scelte[suo.decimale].append(suo.numero)
        blocchi = (
            Blocco(*(tavola[np.array(quali, dtype="int64")] for tavola in blocco))
            for blocco, quali in zip((self.interi, self.decimali), scelte, strict=True)
        )
        return Colonne(posti, *blocchi)

    def scritte(self, posto: int, valori: Mapping[Voce, int | float | None]) -> Colonne:
        """Return the same columns with some voci of one row that are these; None is missing."""
        nuove = Colonne.vuote(dict.fromkeys([*self, *valori]), self.interi.dati.shape[1])
        for mio, nuovo in ((self.interi, nuove.interi), (self.decimali, nuove.decimali)):
            nuovo.dati[: len(mio.dati)], nuovo.mancanti[: len(mio.dati)] = mio
        for voce, valore in valori.items():
            blocco, numero = nuove.blocco(voce), nuove.posti[voce].numero
            blocco.dati[numero, posto] = 0 if valore is None else valore
            blocco.mancanti[numero, posto] = valore is None
        return nuove

    def presenti(self) -> np.ndarray:
        """Tell (bool, voci × rows) what is there, in the order of the voci."""
        noti = np.empty((len(self.posti), self.interi.dati.shape[1]), dtype=bool)
        decimali = np.array([posto.decimale for posto in self.posti.values()], dtype=bool)
        noti[~decimali], noti[decimali] = ~self.interi.mancanti, ~self.decimali.mancanti
        return noti

    @cached_property
    def scritte_da_qualcuno(self) -> tuple[Voce, ...]:
        """The voci that are there on one row at least, in order."""
        return tuple(compress(self.posti, self.presenti().any(axis=1)))

    def riga(self, posto: int) -> dict[Voce, int | float]:
        """Return what is there on one row, in the order of the voci."""
        dati = [blocco.dati[:, posto].tolist() for blocco in (self.interi, self.decimali)]
        manca = [blocco.mancanti[:, posto].tolist() for blocco in (self.interi, self.decimali)]
        return {
            voce: dati[decimale][numero]
            for voce, (decimale, numero) in self.posti.items()
            if not manca[decimale][numero]
        }
