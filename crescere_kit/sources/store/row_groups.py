"""Parquet sorted by comune and cut in groups of rows, so that reading one comune touches a small part."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from crescere_kit.sources.store.ledger import ArchivioRovinato

# A group costs who reads about as much as 87 rows that he does not want: the two costs are equal when there
# are so many rows in a group for the root of all of them.
_RIGHE_PER_GRUPPO = 9.3
CHIAVE = "istat"


def scrivi(tabella: pa.Table, percorso: Path) -> None:
    """Write a table whose rows are in the order of `istat`, which is plain text and not a category: as text,
    it has the first and the last of each group written beside it.
    """
    per_gruppo = max(1, round(_RIGHE_PER_GRUPPO * sqrt(len(tabella))))
    pq.write_table(tabella, percorso, row_group_size=per_gruppo, compression="zstd")


def leggi(percorso: Path, istat: Sequence[str] | None = None, categorie: Sequence[str] = ()) -> pa.Table:
    """Read the rows of all comuni, or of some, leaving out the groups that hold none of them.

    Raises ArchivioRovinato when the file is not there or is not what was written.
    """
    try:
        return _leggi(percorso, istat, categorie)
    except (pa.ArrowException, OSError) as errore:
        raise ArchivioRovinato(
            f"Il file «{percorso}» dell'archivio non si legge: rimettere la copia di riserva dell'archivio."
        ) from errore


def _leggi(percorso: Path, istat: Sequence[str] | None, categorie: Sequence[str]) -> pa.Table:
    with pq.ParquetFile(percorso, read_dictionary=list(categorie), memory_map=True) as file:
        if istat is None:
            return file.read()
        gruppi = [numero for numero in range(file.num_row_groups) if _puo_averne(file, numero, istat)]
        # For a few thousand rows, handing the columns out to threads costs more than reading them.
        righe = file.read_row_groups(gruppi, use_threads=False)
        return righe.filter(pc.is_in(righe[CHIAVE], pa.array(istat, pa.string())))


def _puo_averne(file: pq.ParquetFile, gruppo: int, istat: Sequence[str]) -> bool:
    colonna = file.schema_arrow.get_field_index(CHIAVE)
    estremi = file.metadata.row_group(gruppo).column(colonna).statistics
    return estremi is None or any(estremi.min <= uno <= estremi.max for uno in istat)
