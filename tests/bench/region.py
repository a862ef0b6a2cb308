"""What a report costs in a small region and in a large one: it should be the same.

    python tests/bench/region.py [--comuni 10,100,500,2000] [--notebook 07_relazione]

An invented region, its comuni repeated under other codes as often as needed, and `crescere lotto` over all of
them: seconds and CPU seconds per report, all included (start, index, manifest), and the largest memory of
the process that leads the batch.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from crescere_kit.peers import kept as confronto
from crescere_kit.projection.forecast import kept as modello
from crescere_kit.sources import demo
from crescere_kit.sources.store import Archivio, row_groups

COMANDO = [sys.executable, "-c", "from crescere_kit.cli import app; app()"]
INVENTATI = 166


def inventa(cartella: Path) -> Path:
    """Write the region that is repeated, with what an archive keeps beside the accounts."""
    with tempfile.TemporaryDirectory() as ufficiali:
        archivio = Archivio(cartella)
        archivio.importa(demo.scrivi(Path(ufficiali), comuni=INVENTATI))
    confronto.aggiorna(archivio)
    modello.aggiorna(archivio)
    return cartella


def ripeti(modello_di: Path, cartella: Path, comuni: int) -> Path:
    """Copy an archive with so many comuni: the first ones, or all of them again and again."""
    shutil.copytree(modello_di, cartella)
    registro = json.loads((cartella / "registro.json").read_text())
    codici = sorted(pq.read_table(cartella / registro["enti"])["istat"].to_pylist())
    for nome in ("confronto.parquet", registro["enti"], registro["schede"], *registro["anni"].values()):
        tabella = pq.read_table(cartella / nome)
        parti = [
            _col_nome(tabella, codici, volta, min(len(codici), comuni - volta * len(codici)))
            for volta in range(-(-comuni // len(codici)))
        ]
        row_groups.scrivi(pa.concat_tables(parti).unify_dictionaries().sort_by("istat"), cartella / nome)
    return cartella


def _col_nome(tabella: pa.Table, codici: list[str], volta: int, quanti: int) -> pa.Table:
    """Return the rows of the first comuni under the codes of that time."""
    posto = pc.index_in(tabella["istat"], pa.array(codici[:quanti], tabella["istat"].type))
    scelta = tabella.filter(pc.is_valid(posto))
    nuovi = pa.array([f"9{volta:02d}{numero:03d}" for numero in range(quanti)], tabella["istat"].type)
    scelta = _con(scelta, "istat", nuovi.take(posto.drop_null().combine_chunks()))
    for nome in {"nome", "slug"} & set(tabella.column_names) if volta else ():
        testi = [None if testo is None else f"{testo}-{volta}" for testo in scelta[nome].to_pylist()]
        scelta = _con(scelta, nome, pa.array(testi, tabella[nome].type))
    return scelta


def _con(tabella: pa.Table, nome: str, valori: pa.Array) -> pa.Table:
    return tabella.set_column(tabella.column_names.index(nome), nome, valori)


def lotto(archivio: Path, notebook: str, uscita: Path) -> tuple[float, float, float]:
    """Run the batch of a region; return wall and CPU seconds, and the most memory of who leads it, in MB."""
    inizio, prima = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    comando = [*COMANDO, "lotto", notebook, "--comuni", "tutti", "--anno", "2024", "--formati", "html"]
    with psutil.Popen(
        [*comando, "--senza-regione", "--in", str(uscita)],
        env=os.environ | {"CRESCERE_DATI": str(archivio)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as processo:
        memoria = 0
        while processo.poll() is None:
            memoria = max(memoria, processo.memory_info().rss)
            time.sleep(0.5)
    if processo.returncode:
        raise SystemExit(f"Il lotto è finito con il codice {processo.returncode}.")
    dopo = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = dopo.ru_utime + dopo.ru_stime - prima.ru_utime - prima.ru_stime
    return time.perf_counter() - inizio, cpu, memoria / (1 << 20)


def main() -> None:
    """Print the table."""
    opzioni = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    opzioni.add_argument("--comuni", default="10,100,500,2000")
    opzioni.add_argument("--notebook", default="07_relazione")
    scelte = opzioni.parse_args()
    with tempfile.TemporaryDirectory() as cartella:
        base = inventa(Path(cartella) / "base")
        print(
            f"{'comuni':>7} {'in tutto':>9} {'s/rapporto':>11} {'CPU/rapporto':>13} {'MB di chi guida':>16}"
        )
        for comuni in map(int, scelte.comuni.split(",")):
            archivio = ripeti(base, Path(cartella) / str(comuni), comuni)
            uscita = Path(cartella) / f"rapporti-{comuni}"
            secondi, cpu, memoria = lotto(archivio, scelte.notebook, uscita)
            shutil.rmtree(uscita)
            shutil.rmtree(archivio)
            print(
                f"{comuni:7} {secondi:9.1f} {secondi / comuni:11.3f} {cpu / comuni:13.3f} {memoria:16.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
