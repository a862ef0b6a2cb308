"""A value written into a notebook is a literal: nothing that is in it runs."""

import ast

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from crescere_kit.batch.injection import con_parametri

OSTILI = [
    "x = __import__('os').system('touch /tmp/fatto')",
    '"; import os; "',
    "'''\n\nimport os\n'''",
    "\\",
    "{{ 7 * 7 }}",
    "078001",
    "riga\r\naltra\u2028riga\x00",
]


@pytest.mark.parametrize("valore", OSTILI)
def test_a_value_that_is_code_stays_text(valore):
    cella = new_code_cell('comune: str = ""', metadata={"tags": ["parameters"]})
    _, messa = con_parametri(new_notebook(cells=[cella]), {"comune": valore}).cells
    (assegnazione,) = ast.parse(messa.source).body
    assert ast.literal_eval(assegnazione.value) == valore


def test_it_goes_under_the_declaration_and_the_notebook_is_not_touched():
    dichiara = new_code_cell("anno = 1", metadata={"tags": ["parameters"]})
    quaderno = new_notebook(cells=[new_code_cell("prima"), dichiara, new_code_cell("dopo")])
    due_volte = con_parametri(con_parametri(quaderno, {"anno": 2}), {"anno": 3})
    assert [c.source for c in due_volte.cells] == ["prima", "anno = 1", "# Parameters\nanno = 3", "dopo"]
    assert len(quaderno.cells) == 3
