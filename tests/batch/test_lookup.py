import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from crescere_kit.batch.lookup import NotebookSconosciuto, ParametroRifiutato, controlla, dichiarati, trova


@pytest.fixture
def quaderno() -> nbformat.NotebookNode:
    cella = new_code_cell("comune = None\nanno = None", metadata={"tags": ["parameters"]})
    return new_notebook(cells=[cella, new_code_cell("altro = 1")])


def test_only_the_parameters_cell_declares(quaderno):
    assert dichiarati(quaderno) == {"comune", "anno"}


@pytest.mark.parametrize("nome", ["x = __import__('os').getcwd() #", "altro", "comune\nanno", ""])
def test_a_name_that_is_not_declared_is_refused_before_it_becomes_code(quaderno, nome):
    with pytest.raises(ParametroRifiutato, match=r"Parametri ammessi: anno, comune\."):
        controlla(quaderno, {nome: 1})


def test_a_value_that_is_not_plain_is_refused(quaderno):
    with pytest.raises(ParametroRifiutato, match="«anno» deve essere un testo o un numero"):
        controlla(quaderno, {"anno": object()})


def test_a_notebook_is_found_by_name_and_an_unknown_one_gets_the_list():
    assert trova("07_relazione").name == "07_relazione.ipynb"
    with pytest.raises(NotebookSconosciuto, match="07_relazione"):
        trova("7_relazione")
