"""No threshold of law hides in the code of indicators and criticità: it lives in the rules, with a source."""

import ast
from pathlib import Path

import pytest

import crescere_kit

PACCHETTI = [Path(crescere_kit.__file__).parent / nome for nome in ("indicators", "criticalities")]
# 0 and 1 are structure, 2 is the penultimo year and the decimals shown, 12 the months, 100 cents and percent.
STRUTTURALI = {0, 1, 2, 12, 100}


def numeri(file: Path) -> set[complex]:
    albero = ast.parse(file.read_text(encoding="utf-8"))
    costanti = (nodo.value for nodo in ast.walk(albero) if isinstance(nodo, ast.Constant))
    return {valore for valore in costanti if isinstance(valore, (int, float, complex)) and valore is not True}


@pytest.mark.parametrize("pacchetto", PACCHETTI, ids=lambda cartella: cartella.name)
def test_no_number_of_the_law_is_written_in_code(pacchetto):
    sospetti = {file.name: numeri(file) - STRUTTURALI for file in pacchetto.rglob("*.py")}
    assert {nome: trovati for nome, trovati in sospetti.items() if trovati} == {}


def test_a_number_of_the_law_would_be_seen(tmp_path):
    colpevole = tmp_path / "soglia.py"
    colpevole.write_text("SOGLIA = 47\n", encoding="utf-8")
    assert numeri(colpevole) == {47}
