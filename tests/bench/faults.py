"""What a batch loses when its processes are killed: nothing, it should say.

    python tests/bench/faults.py [--rapporti 500] [--uccisi 200] [--lotti 5] [--notebook …] [--modo caldo]
    python tests/bench/faults.py --dask 2 --ogni 5 --rapporti 150 --uccisi 1000 --lotti 0

The same batch twice on an invented region: once undisturbed; once while this script kills, at random, that
many processes that compute reports, and so many times the batch itself with SIGKILL, each time starting the
same command again. Then every report of the second is compared with that of the first: pages and outputs
must be equal but for the times, each comune must be in the manifest once, no process may be left behind.
With `--dask` the second batch runs on workers of Dask, and these are killed, one every so many seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import psutil
from nbformat.v4 import new_code_cell, new_notebook

COMANDO = [sys.executable, "-c", "from crescere_kit.cli import app; app()"]
_ORA = re.compile(r"\d{2}/\d{2}/\d{4}, ore \d{2}:\d{2}|\d{4}-\d{2}-\d{2}T[\d:.+]+")
PICCOLO = [
    'comune: str = ""\nanno: int | None = None',
    "import time\ntime.sleep(0.3)\ntotale = sum(int(cifra) ** 7 for cifra in comune * 1000)",
    "from IPython.display import HTML\nHTML(f'<p>Comune {comune}, {anno}: {totale}</p>')",
]


def piccolo(cartella: Path) -> str:
    """Write a notebook that costs little, so that what is measured is the batch."""
    celle = [new_code_cell(sorgente) for sorgente in PICCOLO]
    celle[0].metadata["tags"] = ["parameters"]
    specie = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    file = cartella / "piccolo.ipynb"
    nbformat.write(new_notebook(cells=celle, metadata=specie), file)
    return str(file)


def che_calcolano(lotto: psutil.Process) -> list[psutil.Process]:
    """The processes where notebooks run: stock kernels, or the children of the warm parents."""
    trovati = []
    for figlio in _figli(lotto):
        freddo = "ipykernel_launcher" in " ".join(_comando(figlio))
        trovati += [figlio] if freddo else _figli(figlio)
    return trovati


def lavoratori(lotto: psutil.Process) -> list[psutil.Process]:
    """The workers of Dask, which their nannies start again."""
    return [figlio for figlio in _figli(lotto) if "spawn_main" in " ".join(_comando(figlio))]


def _figli(processo: psutil.Process) -> list[psutil.Process]:
    try:
        return processo.children()
    except psutil.NoSuchProcess:
        return []


def _comando(processo: psutil.Process) -> list[str]:
    try:
        return processo.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []


def disturba(comando: list[str], scelte: argparse.Namespace, cartella: Path) -> tuple[int, int, set[int]]:
    """Run a batch to its end among kills; return how many of each, and every process that was seen."""
    caso, fatti, morti, visti = random.Random(6), 0, 0, set()
    quali = lavoratori if scelte.dask else che_calcolano
    lotti, rapporti = scelte.lotti, scelte.rapporti
    # the batch is killed at regular stretches of the work, the reports all along
    soglie: Iterator[int] = iter([rapporti * (n + 1) // (lotti + 1) for n in range(lotti)])
    soglia = next(soglie, None)
    while True:
        lotto = subprocess.Popen(comando, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        albero = psutil.Process(lotto.pid)
        while lotto.poll() is None:
            time.sleep(scelte.ogni or caso.uniform(0.02, 0.2))
            if soglia is not None and scritti(cartella) >= soglia:
                visti |= {figlio.pid for figlio in albero.children(recursive=True)}
                lotto.kill()
                morti, soglia = morti + 1, next(soglie, None)
                break
            if fatti < scelte.uccisi and (vittime := quali(albero)):
                visti |= {vittima.pid for vittima in vittime}
                fatti += _uccidi(caso.choice(vittime))
        _, errori = lotto.communicate()
        if lotto.returncode >= 0:
            print(f"uscita {lotto.returncode} {errori.strip()}")
            return fatti, morti, visti


def _uccidi(vittima: psutil.Process) -> int:
    try:
        vittima.kill()
    except psutil.NoSuchProcess:
        return 0
    return 1


def scritti(cartella: Path) -> int:
    """How many reports are there: a page each."""
    return sum(1 for _ in cartella.glob("*-20??.html"))


def contenuto(cartella: Path) -> dict[str, str]:
    """What the reports say, without the moment when they were written."""
    detto = {
        file.name: _ORA.sub("", file.read_text(encoding="utf-8")) for file in cartella.glob("*-20??.html")
    }
    for file in cartella.glob("*-20??.ipynb"):
        celle = nbformat.read(file, as_version=4).cells
        detto[file.name] = json.dumps([[c.source, c.get("outputs", [])] for c in celle], sort_keys=True)
    return detto


def confronta(quieto: Path, mosso: Path) -> list[str]:
    """Return what differs between the two folders and their manifests."""
    primo, secondo = contenuto(quieto), contenuto(mosso)
    difetti = [f"{nome}: solo in una delle due" for nome in primo.keys() ^ secondo.keys()]
    difetti += [f"{nome}: diverso" for nome in primo.keys() & secondo.keys() if primo[nome] != secondo[nome]]
    for cartella in (quieto, mosso):
        manifesto = json.loads((cartella / "lotto.json").read_text(encoding="utf-8"))
        chi = [(r["istat"], r["anno"]) for r in manifesto["rapporti"]]
        difetti += [f"{cartella.name}: {doppio} due volte" for doppio in {c for c in chi if chi.count(c) > 1}]
        difetti += [f"{r['nome']}: {r['errore']}" for r in manifesto["rapporti"] if r["stato"] != "riuscito"]
        difetti += [] if manifesto["finito"] else [f"{cartella.name}: non è finito"]
        difetti += [
            f"{file.name}: lasciato a metà" for file in cartella.iterdir() if file.name.startswith(".")
        ]
    return difetti


def main() -> None:
    opzioni = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    opzioni.add_argument("--rapporti", type=int, default=500)
    opzioni.add_argument("--uccisi", type=int, default=200)
    opzioni.add_argument("--lotti", type=int, default=5)
    opzioni.add_argument("--notebook", default="")
    opzioni.add_argument("--modo", default="caldo")
    opzioni.add_argument("--dask", type=int, default=0)
    opzioni.add_argument("--ogni", type=float, default=0, help="secondi fra due uccisioni, se non a caso")
    scelte = opzioni.parse_args()
    with tempfile.TemporaryDirectory(prefix="crescere-guasti-") as provvisoria:
        radice = Path(provvisoria)
        os.environ["CRESCERE_DATI"] = str(radice / "dati")
        subprocess.run([*COMANDO, "demo", "--comuni", str(scelte.rapporti)], check=True)
        notebook = scelte.notebook or piccolo(radice)
        comune = [*COMANDO, "lotto", notebook, "--modo", scelte.modo, "--tentativi", "50", "--senza-regione"]
        inizio = time.monotonic()
        subprocess.run([*comune, "--in", str(radice / "quieto")], check=True)
        print(f"indisturbato: {time.monotonic() - inizio:.0f} s")
        inizio, mosso = time.monotonic(), radice / "mosso"
        su_dask = ["--dask", str(scelte.dask)] if scelte.dask else []
        fatti, morti, visti = disturba([*comune, *su_dask, "--in", str(mosso)], scelte, mosso)
        print(f"disturbato: {time.monotonic() - inizio:.0f} s, {fatti} processi e {morti} lotti uccisi")
        tentativi = [r["tentativi"] for r in json.loads((mosso / "lotto.json").read_text())["rapporti"]]
        print(f"rapporti {len(tentativi)}, tentativi {sum(tentativi)}, al più {max(tentativi)} per rapporto")
        vivi = [pid for pid in visti if psutil.pid_exists(pid)]
        difetti = confronta(radice / "quieto", mosso) + [f"processo {pid}: è ancora vivo" for pid in vivi]
        print("\n".join(difetti) or "ogni rapporto una volta sola, uguale a quello indisturbato")
        sys.exit(bool(difetti))


if __name__ == "__main__":
    main()
