"""What an archive has of each comune, read in one pass: its years, and a hash of all that is its own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq

from crescere_kit.batch.fingerprint import impronta_di, impronta_file
from crescere_kit.sources.store import Archivio, ledger

_DENTRO = " » "  # between an official file and the part of it where a row is
_CONFRONTO, _PROIEZIONE = "confronto.parquet", "proiezione.json"


@dataclass(frozen=True)
class DatiDiComune:
    """The years of a comune, those with a rendiconto, and what its numbers come from."""

    anni: frozenset[int]
    con_rendiconto: frozenset[int]
    impronta: str  # of all that a report of this comune reads
    fonti: tuple[tuple[str, str], ...]  # official file, SHA-256

    def ultimo(self) -> int:
        """The year a report is about when none is said: the last with a rendiconto, else the last."""
        return max(self.con_rendiconto or self.anni)


def per_comune(archivio: Archivio) -> dict[str, DatiDiComune]:
    """Return what the archive has of each comune."""
    registro = ledger.leggi(archivio.cartella)
    righe = pd.concat([_dell_anno(archivio.cartella / file, anno) for anno, file in registro.anni.items()])
    schede = archivio.enti().astype("str").agg("|".join, axis=1)
    confronti, comune_a_tutti = _confronti(archivio.cartella), _di_tutti(archivio.cartella)
    trovati = {}
    for istat, sue in righe.groupby("istat", observed=True):
        membri = sorted(set(zip(sue["file"], sue["sha256"], strict=True)))
        ingressi = [membri, schede.get(istat, ""), confronti.get(istat, ""), comune_a_tutti]
        trovati[str(istat)] = DatiDiComune(
            frozenset(sue["anno"]),
            frozenset(sue.loc[sue["documento"] == "rendiconto", "anno"]),
            impronta_di(ingressi),
            tuple(sorted({(file.partition(_DENTRO)[0], somma) for file, somma in membri})),
        )
    return trovati


def _dell_anno(percorso: Path, anno: int) -> pd.DataFrame:
    """Which files gave something of each comune and documento; a row without a value is nothing."""
    chiavi = ["istat", "documento", "file", "sha256"]
    tabella = pq.ParquetFile(percorso).read([*chiavi, "importo", "rapporto"])
    con_valore = pc.or_(pc.is_valid(tabella["importo"]), pc.is_valid(tabella["rapporto"]))
    gruppi = tabella.filter(con_valore).select(chiavi).group_by(chiavi).aggregate([])
    return gruppi.to_pandas().astype("str").assign(anno=anno)


def _confronti(cartella: Path) -> dict[str, str]:
    """Hash what each comune is compared with: it moves when its peers' accounts do."""
    file = cartella / _CONFRONTO
    if not file.is_file():
        return {}
    righe = defaultdict(list)
    tavola = pd.read_parquet(file).astype({"istat": "str"})
    for istat, impronta in zip(tavola["istat"], pd.util.hash_pandas_object(tavola, index=False), strict=True):
        righe[istat].append(int(impronta))
    return {istat: impronta_di(sorted(numeri)) for istat, numeri in righe.items()}


def _di_tutti(cartella: Path) -> str:
    return impronta_file(cartella / _PROIEZIONE)
