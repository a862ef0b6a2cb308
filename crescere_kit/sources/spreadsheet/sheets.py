"""The sheets of a workbook: rows of cells that know where they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from crescere_kit.sources.faults import Difetto

Valore = str | float | int | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Cella:
    """What a cell shows; `guasto` says why its value cannot be had, and `valore` is then None.

    riga and colonna count from 1; percento says that a number is shown as a percentage (0,05 as 5 %);
    unita_a is the cell that holds the value of the merged ones, for those it covers.
    """

    file: str
    foglio: str
    riga: int
    colonna: int
    valore: Valore = None
    guasto: str | None = None
    percento: bool = False
    unita_a: str | None = None

    @property
    def vuota(self) -> bool:
        """Whether nothing is written in it."""
        return self.valore is None and self.guasto is None

    @property
    def indirizzo(self) -> str:
        """The address as Excel shows it: «C12»."""
        return f"{lettere(self.colonna)}{self.riga}"

    def difetto(self, trovato: str, atteso: str, istat: str | None = None) -> Difetto:
        """Return a fault that names this cell."""
        return Difetto(self.file, self.riga, lettere(self.colonna), trovato, atteso, istat, self.foglio)


@dataclass(frozen=True)
class Foglio:
    """A sheet; `valori` begins at A1, and an address outside it is an empty cell."""

    file: str
    nome: str
    valori: Sequence[Sequence[Valore]] = ()
    guasti: Mapping[tuple[int, int], str] = field(default_factory=dict)
    percenti: frozenset[tuple[int, int]] = frozenset()
    unite: Mapping[tuple[int, int], str] = field(default_factory=dict)
    nascosto: bool = False

    def cella(self, riga: int, colonna: int) -> Cella:
        """Return the cell at a row and a column, both counted from 1."""
        dove = (riga, colonna)
        valore = None
        if 1 <= riga <= len(self.valori) and 1 <= colonna <= len(self.valori[riga - 1]):
            valore = self.valori[riga - 1][colonna - 1]
        if dove in self.guasti or (isinstance(valore, str) and not valore.strip()):
            valore = None
        guasto, unita_a = self.guasti.get(dove), self.unite.get(dove)
        return Cella(self.file, self.nome, riga, colonna, valore, guasto, dove in self.percenti, unita_a)

    def riga(self, riga: int) -> list[Cella]:
        """Return the cells of a row, the empty ones too."""
        larga = len(self.valori[riga - 1]) if 1 <= riga <= len(self.valori) else 0
        return [self.cella(riga, colonna) for colonna in range(1, larga + 1)]

    def righe(self) -> Iterator[list[Cella]]:
        """Yield the rows where something is written, whole."""
        for numero in range(1, len(self.valori) + 1):
            celle = self.riga(numero)
            if not all(cella.vuota for cella in celle):
                yield celle


@dataclass(frozen=True)
class Libro:
    """A workbook: its sheets in order, the hidden ones too, or what is wrong with it."""

    file: str
    fogli: tuple[Foglio, ...] = ()
    difetti: tuple[Difetto, ...] = ()

    def foglio(self, nome: str) -> Foglio | None:
        """Return the sheet with this name."""
        return next((foglio for foglio in self.fogli if foglio.nome == nome), None)


def lettere(colonna: int) -> str:
    """Return the letters of a column: 1 is A, 28 is AB."""
    testo = ""
    while colonna:
        colonna, resto = divmod(colonna - 1, 26)
        testo = chr(ord("A") + resto) + testo
    return testo
