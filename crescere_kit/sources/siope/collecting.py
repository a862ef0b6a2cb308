"""The faults of a file of millions of rows: every kind is told, the rows of one kind only up to a number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crescere_kit.sources.faults import Difetto

MASSIMO = 200  # faults of one kind told one by one; the others are counted


class Raccolta:
    """Faults of one file, gathered while it goes by."""

    def __init__(self, file: str):
        self.file = file
        self._detti: dict[tuple[str | None, str], list[Difetto]] = {}
        self._altri: dict[tuple[str | None, str], int] = {}

    def aggiungi(self, righe: np.ndarray, colonna: str | None, trovati: Sequence[str], atteso: str) -> None:
        """Add a fault for each of these rows."""
        detti = self._detti.setdefault((colonna, atteso), [])
        posto = MASSIMO - len(detti)
        detti += [
            Difetto(self.file, int(riga), colonna, trovato, atteso)
            for riga, trovato in zip(righe[:posto], trovati[:posto], strict=True)
        ]
        altri = len(righe) - len(righe[:posto])
        self._altri[colonna, atteso] = self._altri.get((colonna, atteso), 0) + altri

    def difetti(self) -> list[Difetto]:
        """Return the faults, with one more for those of each kind that were only counted."""
        contati = [
            Difetto(
                self.file, None, colonna, f"lo stesso in altre {quanti:,} righe".replace(",", "."), atteso
            )
            for (colonna, atteso), quanti in self._altri.items()
            if quanti
        ]
        return [*(difetto for detti in self._detti.values() for difetto in detti), *contati]
