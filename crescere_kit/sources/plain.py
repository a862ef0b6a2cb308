"""Tables with fixed columns (SIOPE, ISTAT): recognise them by their header, say what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from crescere_kit.sources import delimited
from crescere_kit.sources.faults import Difetto, forse


@dataclass(frozen=True)
class Schema:
    """A published table: its name for people, its separator and the columns that are read."""

    nome: str
    separatore: str
    servono: tuple[str, ...]

    def riconosce(self, contenuto: bytes) -> bool:
        """Say whether a file has this layout: at least half of the columns that are read."""
        prima = delimited.decodifica(contenuto[:8192]).partition("\n")[0]
        presenti = set(delimited.intestazioni(prima, self.separatore))
        return len(presenti & set(self.servono)) * 2 >= len(self.servono)


def mancanti(dati: pd.DataFrame, schema: Schema, file: str) -> Iterator[Difetto]:
    """Yield the columns that the layout has and the file has not, and say if there are no rows."""
    for colonna in schema.servono:
        if colonna not in dati.columns:
            atteso = f"la colonna dello schema «{schema.nome}»{forse(colonna, dati.columns)}"
            yield Difetto(file, 1, colonna, "nessuna colonna con questo nome", atteso)
    if dati.empty:
        yield Difetto(file, None, None, "nessuna riga dopo l'intestazione", f"le righe di «{schema.nome}»")


def sbagliate(quali: pd.Series, testi: pd.Series, file: str, atteso: str) -> Iterator[Difetto]:
    """Yield a fault for each text marked as wrong; the column is the name of the series."""
    for riga, testo in testi[quali].items():
        yield Difetto(file, int(riga), str(testi.name), f"«{testo}»", atteso)
