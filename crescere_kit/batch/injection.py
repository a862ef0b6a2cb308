"""Put values into a notebook: a cell of plain assignments after the one that declares them."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import nbformat
from nbformat.v4 import new_code_cell

DICHIARATI, MESSI = "parameters", "injected-parameters"


def con_parametri(quaderno: nbformat.NotebookNode, parametri: Mapping[str, object]) -> nbformat.NotebookNode:
    """Return a copy without outputs, where the parameters have these values.

    A value is written as the literal that Python itself gives for it: a text stays a text, whatever it says.
    """
    copia = copy.deepcopy(quaderno)
    copia.cells = [cella for cella in copia.cells if MESSI not in cella.metadata.get("tags", [])]
    for cella in copia.cells:
        if cella.cell_type == "code":
            cella.outputs, cella.execution_count = [], None
        cella.metadata.setdefault("papermill", {})
    copia.metadata["papermill"] = {"parameters": dict(parametri)}
    if parametri:
        copia.cells.insert(_dopo(copia), _cella(parametri))
    return copia


def _dopo(quaderno: nbformat.NotebookNode) -> int:
    """Where the values go: under the cell that declares them, or first of all."""
    luoghi = [i for i, c in enumerate(quaderno.cells) if DICHIARATI in c.metadata.get("tags", [])]
    return luoghi[0] + 1 if luoghi else 0


def _cella(parametri: Mapping[str, object]) -> nbformat.NotebookNode:
    righe = ["# Parameters", *(f"{nome} = {valore!r}" for nome, valore in parametri.items())]
    return new_code_cell("\n".join(righe), metadata={"tags": [MESSI], "papermill": {}})
