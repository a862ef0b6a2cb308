"""The comparison kept beside an archive, computed once for all comuni from what is public of each.

What an ente wrote in its own form never enters it. A comune's own archive carries only its own rows.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa

from crescere_kit import indicators
from crescere_kit.peers.choices import scelte
from crescere_kit.peers.comparison import COLONNE, Confronto, confronta
from crescere_kit.sources.store import Archivio, row_groups

RISERVATI = ("manuale", "assestato")
_FILE = "confronto.parquet"


def aggiorna(archivio: Archivio) -> Path:
    """Compute the comparison of every comune and year of an archive and write it there."""
    conti = archivio.conti().senza_documenti(RISERVATI)
    tutti = indicators.calcola(conti)
    anni = sorted(set(conti.indice.get_level_values("anno")))
    tabella = pd.concat([confronta(tutti, anno) for anno in anni], ignore_index=True)
    return scrivi(tabella, archivio.cartella)


def aggiorna_se_serve(archivio: Archivio) -> bool:
    """Compute the comparison again when the accounts changed and there is somebody to compare; True if so."""
    registro, file = archivio.cartella / "registro.json", archivio.cartella / _FILE
    if len(archivio.enti()) <= scelte()["minimo"]["quanti"]:
        return False
    if file.is_file() and file.stat().st_mtime_ns >= registro.stat().st_mtime_ns:
        return False
    aggiorna(archivio)
    return True


def scrivi(tabella: pd.DataFrame, cartella: Path) -> Path:
    """Write a comparison in one move: who reads finds the old one or the new one."""
    provvisorio, finale = cartella / f".{_FILE}", cartella / _FILE
    ordinata = tabella.sort_values(["istat", "anno"], kind="stable")
    row_groups.scrivi(pa.Table.from_pandas(ordinata, preserve_index=False), provvisorio)
    provvisorio.replace(finale)
    return finale


def del_comune(cartella: Path, istat: str) -> pd.DataFrame:
    """Return the rows of one comune, none when nobody computed the comparison."""
    file = cartella / _FILE
    if not file.is_file():
        return pd.DataFrame({colonna: [] for colonna in COLONNE})
    return row_groups.leggi(file, [istat]).to_pandas()


def leggi(archivio: Archivio | None, istat: str, anno: int) -> list[Confronto]:
    """Return the comparisons of one comune and year, in the order they were written."""
    if archivio is None:
        return []
    righe = del_comune(archivio.cartella, istat)
    righe = righe[righe["anno"] == anno].drop(columns=["istat", "anno"])
    return [Confronto(**riga) for riga in righe.to_dict("records")]
