"""A row of a sheet as a person reads it: a label, then its amounts, and maybe again beside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crescere_kit.sources.spreadsheet import Cella, Foglio
from crescere_kit.sources.workbook.labels import normale

_RIGHE, _COLONNE = 600, 40  # the largest prospect has 80 rows and 12 columns
_COLONNA_DI_NUMERI = 3  # numbers that make of a column one of amounts
_LETTERE = re.compile(r"[^\W\d_]")
_MONETA = re.compile(r"€|\beuro?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Tratto:
    """Some labels followed by some amounts, all of one row."""

    testi: tuple[Cella, ...]
    valori: tuple[Cella, ...]

    @property
    def prima(self) -> Cella:
        """The cell it begins with."""
        return (*self.testi, *self.valori)[0]

    @property
    def etichette(self) -> list[str]:
        """The texts that may be its label: all together (a letter may be in a cell of its own) or each."""
        testi = [str(cella.valore) for cella in self.testi]
        return [" ".join(testi), *testi]

    @property
    def nome(self) -> str:
        """Its label on one line."""
        return " ".join(self.etichette[0].split())


def righe(foglio: Foglio) -> list[list[Cella]]:
    """Return the part of a sheet where a prospect can be."""
    quante = min(len(foglio.valori), _RIGHE)
    tutte = [foglio.riga(riga)[:_COLONNE] for riga in range(1, quante + 1)]
    return [piena for riga in tutte if (piena := [cella for cella in riga if not cella.vuota])]


def tratti(righe: Sequence[Sequence[Cella]]) -> list[list[Tratto]]:
    """Divide each row into its stretches."""
    di_numeri = _colonne_di_numeri(righe)
    return [list(_della_riga(riga, di_numeri)) for riga in righe]


def e_un_numero(cella: Cella) -> bool:
    """Say whether a cell holds a number, as text too."""
    if isinstance(cella.valore, str):
        scritto = _MONETA.sub("", cella.valore)
        return any(segno.isdigit() for segno in scritto) and not _LETTERE.search(scritto)
    return cella.valore is not None and not isinstance(cella.valore, bool)


def _colonne_di_numeri(righe: Iterable[Iterable[Cella]]) -> set[int]:
    quanti = Counter(cella.colonna for riga in righe for cella in riga if e_un_numero(cella))
    return {colonna for colonna, quante in quanti.items() if quante >= _COLONNA_DI_NUMERI}


def _della_riga(riga: Iterable[Cella], di_numeri: set[int]) -> Iterable[Tratto]:
    testi: list[Cella] = []
    valori: list[Cella] = []
    for cella in riga:
        if _e_un_segno(cella):
            continue
        e_testo = isinstance(cella.valore, str) and not e_un_numero(cella)
        if not e_testo or cella.colonna in di_numeri:
            valori.append(cella)
            continue
        if valori:
            yield Tratto(tuple(testi), tuple(valori))
            testi, valori = [], []
        testi.append(cella)
    if testi or valori:
        yield Tratto(tuple(testi), tuple(valori))


def _e_un_segno(cella: Cella) -> bool:
    """A «(+)», a «(-)», a dash: part of the form, no amount and no label."""
    return isinstance(cella.valore, str) and not normale(cella.valore)
