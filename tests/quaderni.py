"""Tiny notebooks for the batch: they import nothing, so that a test pays for the batch and not for pandas."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

SPECIE = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
PARAMETRI = 'comune: str = ""\nanno: int | None = None\nsoglia: float = 1\nnota: str = ""'


def quaderno(cartella: Path, *sorgenti: str, nome: str = "prova") -> Path:
    """Write a notebook with our parameters and these cells."""
    celle = [new_code_cell(PARAMETRI, metadata={"tags": ["parameters"]})]
    celle += [new_code_cell(sorgente) for sorgente in sorgenti]
    cartella.mkdir(parents=True, exist_ok=True)
    file = cartella / f"{nome}.ipynb"
    nbformat.write(new_notebook(cells=celle, metadata=SPECIE), file)
    return file


def uscite(rapporto: Path) -> list[str]:
    """Return what an executed notebook says: the outputs of its cells, without times."""
    celle = nbformat.read(rapporto, as_version=4).cells
    trovate = [uscita for cella in celle for uscita in cella.get("outputs", [])]
    return [
        "".join(uscita.get("data", uscita).get("text/plain", uscita.get("text", ""))) for uscita in trovate
    ]
