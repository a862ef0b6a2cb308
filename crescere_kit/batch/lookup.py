"""A notebook as a step of a batch: where it is, and which parameters it declares."""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping
from pathlib import Path

import nbformat

from crescere_kit.errors import ErroreSpiegato

_CARTELLE = (
    Path(__file__).parents[2] / "notebooks",
    Path(sys.prefix) / "share" / "crescere" / "notebooks",
)
_TIPI = (str, int, float, bool, type(None))


class NotebookSconosciuto(ErroreSpiegato, LookupError):
    """No notebook has this name."""


class ParametroRifiutato(ErroreSpiegato, ValueError):
    """A parameter that the notebook does not declare, or a value that is not plain."""


def trova(nome: str | Path) -> Path:
    """Return the file of a notebook given by path or by name («07_relazione»)."""
    candidati = [Path(nome), *(cartella / f"{nome}.ipynb" for cartella in _CARTELLE)]
    for candidato in candidati:
        if candidato.suffix == ".ipynb" and candidato.is_file():
            return candidato
    noti = sorted({file.stem for cartella in _CARTELLE for file in cartella.glob("*.ipynb")})
    raise NotebookSconosciuto(f"Il notebook «{nome}» non c'è. Quelli disponibili: {', '.join(noti)}.")


def dichiarati(notebook: nbformat.NotebookNode) -> set[str]:
    """Return the names assigned in the cell tagged `parameters`."""
    sorgenti = [c.source for c in notebook.cells if "parameters" in c.metadata.get("tags", [])]
    nodi = [nodo for sorgente in sorgenti for nodo in ast.walk(ast.parse(sorgente))]
    return {n.id for n in nodi if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def controlla(notebook: nbformat.NotebookNode, parametri: Mapping[str, object]) -> None:
    """Refuse what the notebook does not declare: papermill writes names as code, unquoted."""
    noti = dichiarati(notebook)
    for nome, valore in parametri.items():
        if nome not in noti:
            elenco = ", ".join(sorted(noti)) or "nessuno"
            raise ParametroRifiutato(
                f"Il notebook non dichiara il parametro «{nome}». Parametri ammessi: {elenco}."
            )
        if not isinstance(valore, _TIPI):
            raise ParametroRifiutato(f"Il parametro «{nome}» deve essere un testo o un numero.")
