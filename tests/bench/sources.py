"""How fast each reader is and how much memory it takes, beside the bare read_csv or openpyxl.

    python tests/bench/sources.py [--comuni 400] [--righe 2000000] [--ripeti 3] [--solo bdap siope …]

The files are invented and written for the occasion in a temporary folder. Each measure runs in a process of
its own, so that its peak is nobody else's; the peak is what the process takes beyond its start. The bare
reader only turns bytes into a table: no checks, no sums, nothing known of whose the numbers are. The national
SIOPE file is read in two sizes, a quarter of the rows and all: the peak must not follow the rows.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

import source_files

from crescere_kit.sources import leggi
from crescere_kit.sources.whose import Dichiarato

MEGA = 1 << 20
BORGO = Dichiarato("901001", source_files.ANNO)


def csv_nudo(separatore: str, codifica: str = "utf-8", **opzioni) -> Callable[[Path], object]:
    """Return a bare read_csv of a file, or of every CSV in a zip."""

    def leggi_nudo(percorso: Path) -> object:
        come = {"sep": separatore, "encoding": codifica, **opzioni}
        if percorso.suffix != ".zip":
            return pd.read_csv(percorso, **come)
        with zipfile.ZipFile(percorso) as archivio:
            return [pd.read_csv(archivio.open(nome), **come) for nome in archivio.namelist()]

    return leggi_nudo


def openpyxl_nudo(percorso: Path) -> object:
    import openpyxl

    foglio = openpyxl.load_workbook(percorso, read_only=True, data_only=True)
    return [list(pagina.iter_rows(values_only=True)) for pagina in foglio]


# By format: its name for people and the bare reader of its files.
LETTORI = {
    "bdap": ("BDAP, zip di una regione e un anno", csv_nudo(";", "latin-1")),
    "siope": ("SIOPE per anno", csv_nudo(",")),
    "siope_mensile": ("SIOPE per mese", csv_nudo(";")),
    "siope_quarto": ("SIOPE nazionale, un quarto", csv_nudo(",", "latin-1", header=None)),
    "siope_nazionale": ("SIOPE nazionale", csv_nudo(",", "latin-1", header=None)),
    "dpcm": ("rendiconto in open data", csv_nudo(";", "latin-1", decimal=",", thousands=".")),
    "capitoli": ("capitoli di bilancio", csv_nudo("\t", "latin-1", decimal=",", quoting=3)),
    "workbook": ("rendiconto in Excel", openpyxl_nudo),
}
NAZIONALI = ("siope_quarto", "siope_nazionale")


def misura(quale: str, nudo: bool, cartella: Path, ripeti: int) -> None:
    """Read the files of a format in this process; print the seconds of the best time and the peak."""
    file = sorted((cartella / quale).iterdir())
    misurati = [percorso for percorso in file if not source_files.di_aiuto(percorso)]
    noti = None if quale in NAZIONALI else leggi([cartella / source_files.ANAGRAFE]).enti
    di_chi = BORGO
    if quale == "workbook":
        noti.loc[BORGO.comune, "nome"] = source_files.COMUNE_DEL_WORKBOOK
        di_chi = Dichiarato(BORGO.comune, source_files.ANNO_DEL_WORKBOOK)

    def una_volta() -> None:
        if nudo:
            for percorso in misurati:
                LETTORI[quale][1](percorso)
        else:
            leggi(file, anagrafe_nota=noti, dichiarato=di_chi)

    partenza = memoria("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak starts again from here
    tempi = []
    for _ in range(ripeti):
        inizio = time.perf_counter()
        una_volta()
        tempi.append(time.perf_counter() - inizio)
    print(json.dumps({"secondi": min(tempi), "picco": memoria("VmHWM") - partenza}))


def memoria(quale: str) -> float:
    """Return the MB that this process holds (VmRSS) or held at most (VmHWM)."""
    stato = Path("/proc/self/status").read_text(encoding="ascii")
    return int(stato.partition(f"{quale}:")[2].split()[0]) / 1024


def in_un_altro_processo(quale: str, nudo: bool, cartella: Path, ripeti: int) -> dict[str, float] | None:
    """Return what `misura` prints; None if the bare reader is not installed."""
    comando = [sys.executable, __file__, "--misura", quale, "--cartella", str(cartella)]
    comando += ["--ripeti", str(ripeti), *(["--nudo"] if nudo else [])]
    esito = subprocess.run(comando, capture_output=True, text=True, check=False)
    if nudo and "No module named" in esito.stderr:
        return None
    if esito.returncode:
        raise SystemExit(esito.stderr)
    return json.loads(esito.stdout)


def riga(quale: str, cartella: Path, ripeti: int) -> str:
    """Measure a reader and its bare peer, and write them side by side."""
    misurati = [file for file in (cartella / quale).iterdir() if not source_files.di_aiuto(file)]
    mega = sum(map(source_files.aperto, misurati)) / MEGA
    kit, pari = (in_un_altro_processo(quale, nudo, cartella, ripeti) for nudo in (False, True))
    testo = f"{LETTORI[quale][0]:33}{mega:8.2f}{_scritta(mega, kit)}"
    if pari is None:
        return f"{testo}   il lettore nudo non è installato"
    tempo, memoria = kit["secondi"] / pari["secondi"], kit["picco"] / max(pari["picco"], 1)
    return f"{testo}{_scritta(mega, pari)}{tempo:8.2f}{memoria:9.2f}"


def _scritta(mega: float, misurata: dict[str, float]) -> str:
    return f"{misurata['secondi']:9.3f}{mega / misurata['secondi']:8.1f}{misurata['picco']:8.0f}"


def main() -> None:
    argomenti = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    argomenti.add_argument("--comuni", type=int, default=400)
    argomenti.add_argument("--righe", type=int, default=2_000_000)
    argomenti.add_argument("--ripeti", type=int, default=3)
    argomenti.add_argument("--solo", choices=LETTORI, nargs="*", default=list(LETTORI))
    argomenti.add_argument("--misura", choices=LETTORI, help=argparse.SUPPRESS)
    argomenti.add_argument("--nudo", action="store_true", help=argparse.SUPPRESS)
    argomenti.add_argument("--cartella", type=Path, help=argparse.SUPPRESS)
    scelte = argomenti.parse_args()
    if scelte.misura:
        misura(scelte.misura, scelte.nudo, scelte.cartella, scelte.ripeti)
        return
    with tempfile.TemporaryDirectory(prefix="crescere-bench-") as temporanea:
        cartella = Path(temporanea)
        source_files.scrivi(cartella, scelte.solo, scelte.comuni, scelte.righe)
        print(f"{'':33}{'':8}{'il nostro lettore':>25}{'il lettore nudo':>25}{'rapporti':>17}")
        colonne = f"{'s':>9}{'MB/s':>8}{'picco':>8}"
        print(f"{'':33}{'MB':>8}{colonne}{colonne}{'tempo':>8}{'memoria':>9}")
        for quale in scelte.solo:
            print(riga(quale, cartella, scelte.ripeti), flush=True)


if __name__ == "__main__":
    main()
