"""A notebook is a door: parameters, calls to the façade, words. Whatever thinks is in the kit."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

RADICE = Path(__file__).parents[1]
QUADERNI = sorted(
    file for file in (RADICE / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in file.parts
)
LOGICA = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.If,
    ast.IfExp,
    ast.Try,
    ast.With,
    ast.comprehension,
)


@pytest.fixture(params=QUADERNI, ids=lambda file: file.stem)
def quaderno(request):
    return nbformat.read(request.param, as_version=4)


def celle_di_codice(quaderno):
    return [cella for cella in quaderno.cells if cella.cell_type == "code"]


def codice(quaderno) -> list[ast.AST]:
    return list(ast.walk(ast.parse("\n".join(cella.source for cella in celle_di_codice(quaderno)))))


def test_there_are_notebooks_to_open():
    numerati = {"01_conti", "02_indicatori", "03_criticita", "04_proiezione", "05_risanamento", "06_atti"}
    assert numerati | {"07_relazione", "08_regione", "cruscotto", "atti"} <= {f.stem for f in QUADERNI}


def test_a_notebook_has_at_most_ten_code_cells(quaderno):
    assert 0 < len(celle_di_codice(quaderno)) <= 10


def test_a_notebook_declares_comune_and_anno_then_only_choices_of_its_own(quaderno):
    [parametri] = [c.source for c in celle_di_codice(quaderno) if "parameters" in c.metadata.get("tags", [])]
    if parametri.startswith("lotto"):  # of all comuni at once
        assert parametri == "lotto = None\nanno = None"
        return
    assert parametri.startswith("comune = None\nanno = None")
    scelte = parametri.splitlines()[2:]
    possibili = ("atto",) if "atto = None" in scelte else ("scenario", "preset", "confidenza")
    assert [re.sub(r": (str|int) \| None", "", scelta) for scelta in scelte] == [
        f"{nome} = None" for nome in possibili[: len(scelte)]
    ]


def test_a_notebook_carries_no_output(quaderno):
    assert [c.source for c in celle_di_codice(quaderno) if c.outputs or c.execution_count] == []


def test_a_notebook_holds_no_logic(quaderno):
    assert [ast.unparse(nodo) for nodo in codice(quaderno) if isinstance(nodo, LOGICA)] == []


def test_a_notebook_imports_only_the_facade(quaderno):
    importazioni = [nodo for nodo in codice(quaderno) if isinstance(nodo, ast.Import | ast.ImportFrom)]
    assert importazioni
    assert {getattr(nodo, "module", None) for nodo in importazioni} == {"crescere_kit"}


def test_a_notebook_says_which_kernel_opens_it_and_nothing_of_who_wrote_it(quaderno):
    assert quaderno.metadata.kernelspec.name == "crescere"
    assert set(quaderno.metadata) <= {"kernelspec", "language_info"}
