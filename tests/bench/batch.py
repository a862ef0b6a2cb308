"""What a report costs, ours beside the others': the same notebook, executed and turned into a page.

    python tests/bench/batch.py [--giri 3] [--comuni 4] [--notebook 07_relazione] [--metodi …]

Each way runs in processes of its own, a few reports and then one: the difference is what a report costs once
all is set up, in seconds and in CPU seconds of the whole tree of processes. Rounds are interleaved, medians
printed. The floor is the bare code of the cells in one warm process, with the page:
no notebook, no isolation. `ploomber-engine` (`pip install` it) runs in the process that asks: what a
notebook does there is done to all the others. nbconvert's pages are without our figures.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

QUESTO, VENV = Path(__file__).resolve(), Path(sys.executable).parent
Comuni = Sequence[str]


def sorgente(nome: str) -> Path:
    """Return the notebook, made to run on the stock kernel."""
    import nbformat

    from crescere_kit.batch import lookup

    quaderno = nbformat.read(lookup.trova(nome), as_version=4)
    quaderno.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    file = Path(tempfile.gettempdir()) / f"{nome}-{os.getpid()}.ipynb"
    nbformat.write(quaderno, file)
    return file


def papermill_cli(file: Path, comuni: Comuni, anno: int, uscita: Path) -> None:
    """Two commands for each report, as in a script."""
    for comune in comuni:
        fatto = uscita / f"{comune}.ipynb"
        comando = [VENV / "papermill", file, fatto, "-r", "comune", comune, "-p", "anno", str(anno)]
        subprocess.run([*comando, "--no-progress-bar"], check=True, capture_output=True)
        subprocess.run(
            [VENV / "jupyter", "nbconvert", "--to", "html", fatto], check=True, capture_output=True
        )


def papermill_api(file: Path, comuni: Comuni, anno: int, uscita: Path) -> None:
    """One process that keeps papermill and the exporter."""
    import papermill
    from nbconvert import HTMLExporter

    exporter = HTMLExporter()
    for comune in comuni:
        fatto = papermill.execute_notebook(
            file, uscita / f"{comune}.ipynb", {"comune": comune, "anno": anno}, progress_bar=False
        )
        (uscita / f"{comune}.html").write_text(exporter.from_notebook_node(fatto)[0])


def papermill_api_2(file: Path, comuni: Comuni, anno: int, uscita: Path) -> None:
    """The same in two processes."""
    with ProcessPoolExecutor(2) as due:
        list(due.map(papermill_api, [file] * 2, [comuni[::2], comuni[1::2]], [anno] * 2, [uscita] * 2))


def nbclient(file: Path, comuni: Comuni, anno: int, uscita: Path) -> None:
    """nbclient by itself, with the parameters put in by us."""
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import HTMLExporter

    from crescere_kit.batch.injection import con_parametri

    exporter = HTMLExporter()
    for comune in comuni:
        quaderno = con_parametri(nbformat.read(file, as_version=4), {"comune": comune, "anno": anno})
        NotebookClient(quaderno).execute()
        nbformat.write(quaderno, uscita / f"{comune}.ipynb")
        (uscita / f"{comune}.html").write_text(exporter.from_notebook_node(quaderno)[0])


def ploomber(file: Path, comuni: Comuni, anno: int, uscita: Path) -> None:
    """ploomber-engine: in this process, not isolated."""
    import nbformat
    from nbconvert import HTMLExporter
    from ploomber_engine.ipython import PloomberClient

    from crescere_kit.batch.injection import con_parametri

    exporter = HTMLExporter()
    for comune in comuni:
        quaderno = con_parametri(nbformat.read(file, as_version=4), {"comune": comune, "anno": anno})
        fatto = PloomberClient(quaderno).execute()
        nbformat.write(fatto, uscita / f"{comune}.ipynb")
        (uscita / f"{comune}.html").write_text(exporter.from_notebook_node(fatto)[0])


def nostro(modo: str, posti: int) -> Callable[..., None]:
    """`crescere lotto` in one of its ways."""
    return lambda *cosa: _lotto(*cosa, f"--modo={modo}", f"--posti={posti}")


def nostro_dask(*cosa: object) -> None:
    """`crescere lotto` on a Dask cluster of this machine."""
    _lotto(*cosa, "--dask=2")


def _lotto(file: Path, comuni: Comuni, anno: int, uscita: Path, *come: str) -> None:
    comando = [VENV / "crescere", "lotto", file, "--comuni", ",".join(comuni), "--anno", str(anno)]
    subprocess.run(
        [*comando, "--senza-regione", *come, "--in", uscita], check=True, capture_output=True
    )  # a report that fails is an exit code


def funzione(file: Path, comuni: Comuni, anno: int, uscita: Path) -> None:
    """The floor: the cells as plain code, and the page of what they return."""
    import nbformat
    from nbformat.v4 import new_output

    from crescere_kit.batch import page

    quaderno = nbformat.read(file, as_version=4)
    for comune in comuni:
        mostrate: list[object] = []
        nomi = {"display": lambda *cose, dove=mostrate: dove.extend(cose)}
        for cella in quaderno.cells:
            if cella.cell_type != "code":
                continue
            mostrate.clear()
            _esegui(cella.source, nomi, mostrate)
            if "parameters" in cella.metadata.get("tags", []):
                nomi |= {"comune": comune, "anno": anno}
            dati = [{"text/html": cosa._repr_html_()} for cosa in mostrate if hasattr(cosa, "_repr_html_")]
            cella.outputs = [new_output("display_data", data=uno) for uno in dati]
        (uscita / f"{comune}.html").write_text(page.relazione(quaderno, comune, "oggi"))


def _esegui(codice: str, nomi: dict[str, object], mostrate: list[object]) -> None:
    albero = ast.parse(codice)
    ultima = albero.body.pop() if isinstance(albero.body[-1], ast.Expr) else None
    exec(compile(albero, "cella", "exec"), nomi)  # noqa: S102, our own notebook
    if ultima is not None:
        valore = eval(compile(ast.Expression(ultima.value), "cella", "eval"), nomi)  # noqa: S307
        if valore is not None:
            mostrate.append(valore)


METODI: dict[str, Callable[..., None]] = {
    "papermill CLI + nbconvert CLI": papermill_cli,
    "papermill API, 1 processo": papermill_api,
    "papermill API, 2 processi": papermill_api_2,
    "nbclient + HTMLExporter": nbclient,
    "ploomber-engine (non isolato)": ploomber,
    "nostro a freddo": nostro("freddo", 1),
    "nostro a caldo, 1 posto": nostro("caldo", 1),
    "nostro a caldo, 2 posti": nostro("caldo", 2),
    "nostro su Dask": nostro_dask,
    "funzione nuda + pagina": funzione,
}


LEGGERI = {nome for nome in METODI if "caldo" in nome or "Dask" in nome or "nuda" in nome}
VOLTE = 4  # so many more reports for these: what it costs to start must not be seen in the difference


def uno(metodo: str, file: str, comuni: str, anno: str) -> None:
    """Run one way in this process and print nothing: who started it measures it."""
    with tempfile.TemporaryDirectory() as uscita:
        METODI[metodo](Path(file), comuni.split(","), int(anno), Path(uscita))


def costo(metodo: str, file: Path, comuni: Comuni, anno: int) -> tuple[float, float]:
    """Return the wall and CPU seconds of a whole process tree."""
    inizio, prima = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    comando = [sys.executable, QUESTO, "--uno", metodo, file, ",".join(comuni), str(anno)]
    finito = subprocess.run([str(parte) for parte in comando], capture_output=True, text=True, check=False)
    if finito.returncode:
        raise RuntimeError(finito.stderr.strip().splitlines()[-1])
    dopo = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = dopo.ru_utime + dopo.ru_stime - prima.ru_utime - prima.ru_stime
    return time.perf_counter() - inizio, cpu


def per_rapporto(metodo: str, file: Path, comuni: Comuni, anno: int) -> tuple[float, float]:
    """Return what a report more costs: many less few, over the difference."""
    pochi = 2  # as many as there are slots, so that all is warm
    molti = [comuni[n % len(comuni)] for n in range(pochi)]
    base = costo(metodo, file, list(dict.fromkeys(molti)), anno)
    tutti = costo(metodo, file, comuni, anno)
    altri = len(comuni) - len(set(molti))
    return (tutti[0] - base[0]) / altri, (tutti[1] - base[1]) / altri


def main() -> None:
    """Print the table."""
    opzioni = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    opzioni.add_argument("--giri", type=int, default=3)
    opzioni.add_argument("--comuni", type=int, default=6)
    opzioni.add_argument("--anno", type=int, default=2024)
    opzioni.add_argument("--notebook", default="07_relazione")
    opzioni.add_argument("--metodi", default="", help="parti di nomi, separate da virgole")
    opzioni.add_argument("--uno", nargs=4, help=argparse.SUPPRESS)
    scelte = opzioni.parse_args()
    if scelte.uno:
        uno(*scelte.uno)
        return
    with _regione(VOLTE * scelte.comuni) as comuni:
        _tabella(scelte, comuni)


@contextlib.contextmanager
def _regione(quanti: int):
    """Use the archive of $CRESCERE_DATI, or write an invented region with as many comuni."""
    from crescere_kit.sources import demo
    from crescere_kit.sources.store import Archivio

    with tempfile.TemporaryDirectory() as cartella:
        if "CRESCERE_DATI" not in os.environ:
            os.environ["CRESCERE_DATI"] = cartella
            with tempfile.TemporaryDirectory() as ufficiali:
                Archivio(cartella).importa(demo.scrivi(Path(ufficiali), comuni=quanti))
        yield list(Archivio().enti().index)[:quanti]


def _tabella(scelte: argparse.Namespace, comuni: Comuni) -> None:
    file = sorgente(scelte.notebook)
    voluti = [
        nome for nome in METODI if not scelte.metodi or any(v in nome for v in scelte.metodi.split(","))
    ]
    misure: dict[str, list[tuple[float, float]]] = {nome: [] for nome in voluti}
    for giro in range(scelte.giri):
        for nome in voluti:
            try:
                suoi = comuni if nome in LEGGERI else comuni[: scelte.comuni]
                misure[nome].append(per_rapporto(nome, file, suoi, scelte.anno))
            except RuntimeError as errore:
                print(f"{nome}: non misurato ({errore})")
                misure.pop(nome)
        voluti = list(misure)
        print(f"giro {giro + 1} di {scelte.giri}", json.dumps(misure, ensure_ascii=False), file=sys.stderr)
    mediane = {
        nome: [statistics.median(valori) for valori in zip(*m, strict=True)] for nome, m in misure.items()
    }
    base = mediane.get("nostro a caldo, 1 posto", next(iter(mediane.values())))[1]
    print(f"{'secondi per rapporto':32} {'orologio':>9} {'CPU':>7} {'CPU / nostro':>13}")
    for nome, (orologio, cpu) in mediane.items():
        print(f"{nome:32} {orologio:9.3f} {cpu:7.3f} {cpu / base:13.2f}")


if __name__ == "__main__":
    main()
