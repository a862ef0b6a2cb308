"""The movements of the national SIOPE files, a piece at a time: the file may hold millions of rows.

Measured on two million rows (130 MB open, 31 MB zipped): Arrow's streaming reader takes 0.34 s and 91 MB, as
long as decompressing alone; pandas in chunks 2.1 s and 185 MB.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from crescere_kit.sources.siope.collecting import Raccolta

COLONNE = ("codice_ente", "anno", "mese", "codice_gestionale", "importo")
_BLOCCO = 1 << 20  # the reader keeps some ahead: with 4 MB it holds 60 MB more and is no faster
_TROPPE_MALFORMATE = 100_000
_VUOTO = "Empty CSV file"
_ATTESO = f"{len(COLONNE)} colonne senza intestazione: {', '.join(COLONNE)}"


@dataclass(frozen=True)
class Pezzo:
    """Some rows in a row: their numbers in the file, and each column as distinct texts and where they are."""

    righe: np.ndarray
    testi: dict[str, pa.Array]
    posti: dict[str, np.ndarray]
    importi: pa.Array


def pezzi(aperto: BinaryIO, raccolta: Raccolta) -> Iterator[Pezzo]:
    """Read a file piece by piece; rows that cannot be split go to `raccolta`.

    Raises FileIllegibile where the bytes are damaged.
    """
    malformate: list[pyarrow.csv.InvalidRow] = []

    def scarta(riga: pyarrow.csv.InvalidRow) -> str:
        malformate.append(riga)
        return "skip" if len(malformate) < _TROPPE_MALFORMATE else "error"

    prima = 0
    try:
        for blocco in _lettore(aperto, scarta):
            yield _pezzo(blocco, prima, malformate)
            prima += blocco.num_rows
    except pa.ArrowInvalid as errore:
        if not malformate and _VUOTO not in str(errore):
            raccolta.aggiungi(np.array([prima + 1]), None, ["ciò che non si divide in righe"], _ATTESO)
    finally:
        numeri = np.array([riga.number for riga in malformate], dtype="int64")
        raccolta.aggiungi(numeri, None, [f"{riga.actual_columns} colonne" for riga in malformate], _ATTESO)


def _lettore(aperto: BinaryIO, scarta) -> pyarrow.csv.CSVStreamingReader:
    return pyarrow.csv.open_csv(
        aperto,
        # On one thread Arrow knows the number of a row it cannot split; latin-1 reads any byte.
        pyarrow.csv.ReadOptions(
            column_names=COLONNE, use_threads=False, block_size=_BLOCCO, encoding="latin1"
        ),
        pyarrow.csv.ParseOptions(invalid_row_handler=scarta, ignore_empty_lines=False),
        pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(COLONNE, pa.string())),
    )


def _pezzo(blocco: pa.RecordBatch, prima: int, malformate: list[pyarrow.csv.InvalidRow]) -> Pezzo:
    testi, posti = {}, {}
    for colonna in COLONNE[:-1]:
        codificata = blocco.column(colonna).dictionary_encode()
        testi[colonna] = pc.utf8_trim_whitespace(codificata.dictionary)
        posti[colonna] = codificata.indices.to_numpy()
    numeri = np.arange(prima + 1, prima + 1 + blocco.num_rows)
    # A row that was thrown away keeps its place in the numbering of those after it.
    saltate = np.array([riga.number - posto for posto, riga in enumerate(malformate)], dtype="int64")
    numeri += np.searchsorted(saltate, numeri, side="right")
    return Pezzo(numeri, testi, posti, blocco.column("importo"))
