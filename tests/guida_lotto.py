"""Start a batch on other machines and tell each report as it comes; the test of many hosts runs it on one."""

import json
import sys
from functools import partial
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from crescere_kit.batch import scheduler
from crescere_kit.batch.items import Voce
from crescere_kit.batch.machines import Macchine
from crescere_kit.batch.single import Lavoro
from crescere_kit.errors import ErroreSpiegato

CELLE = [
    new_code_cell("comune = ''\nanno = 0", metadata={"tags": ["parameters"]}),
    new_code_cell("import time\ntime.sleep(0.4)\ncomune"),
]
SPECIE = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def racconta(**cosa: object) -> None:
    print(json.dumps(cosa), flush=True)


def avvia(dove: str, certificati: str, archivio: str, cartella: str, quanti: str) -> None:
    quaderno = nbformat.writes(new_notebook(cells=CELLE, metadata=SPECIE))
    lavoro = Lavoro(quaderno, archivio, cartella, formati=("ipynb",))
    voci = [Voce(f"c{i}", f"{i:06}", f"c{i}", f"Comune {i}", 2024) for i in range(int(quanti))]
    collega = partial(scheduler.cliente, scheduler.indirizzo(dove, Path(certificati)))
    macchine = Macchine(collega, attesa=60, avvisa=lambda frase: racconta(frase=frase))
    for rapporto in macchine.percorri(lavoro, voci):
        racconta(istat=rapporto.istat, stato=rapporto.stato, macchina=rapporto.macchina)


if __name__ == "__main__":
    try:
        avvia(*sys.argv[1:])
    except ErroreSpiegato as errore:
        racconta(errore=str(errore))
