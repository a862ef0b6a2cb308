"""Parameters: only declared names, only declared types, a text stays a text, every fault at once."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from crescere_kit.batch.declared import ParametroRifiutato, Scritto, controlla, dichiarati

CELLA = """
comune: str = ""
anno: int | None = None
soglia: float = 1
preset: Literal["prudente", "medio"] = "medio"
capitoli: list[str] = []
dettagli: bool = False
libero = None
soglia_intera = 3
"""


@pytest.fixture
def quaderno() -> nbformat.NotebookNode:
    cella = new_code_cell(CELLA, metadata={"tags": ["parameters"]})
    return new_notebook(cells=[cella, new_code_cell("altro = 1")])


def letto(quaderno, nome: str, valore: object) -> object:
    return controlla(quaderno, {nome: valore})[nome]


def test_only_the_parameters_cell_declares(quaderno):
    assert sorted(dichiarati(quaderno)) == [
        "anno", "capitoli", "comune", "dettagli", "libero", "preset", "soglia", "soglia_intera",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("nome", "scritto", "valore"),
    [
        ("comune", "078001", "078001"),
        ("comune", "2024", "2024"),
        ("anno", "2024", 2024),
        ("anno", "", None),
        ("soglia", "2", 2.0),
        ("soglia", "1,5", 1.5),
        ("soglia", "-0.25", -0.25),
        ("preset", "prudente", "prudente"),
        ("capitoli", "101, 0102", ["101", "0102"]),
        ("dettagli", "sì", True),
        ("dettagli", "no", False),
        ("libero", "078001", "078001"),
        ("libero", "12", 12),
        ("libero", "no", "no"),
        ("soglia_intera", "4", 4),
    ],
)
def test_what_is_typed_is_read_as_the_type_that_is_declared(quaderno, nome, scritto, valore):
    risultato = letto(quaderno, nome, Scritto(scritto))
    assert (risultato, type(risultato)) == (valore, type(valore))


@pytest.mark.parametrize(
    ("nome", "scritto", "atteso"),
    [
        ("anno", "duemila", "un numero intero oppure vuoto"),
        ("anno", "078001", "un numero intero oppure vuoto"),
        ("anno", "9" * 5000, "un numero intero oppure vuoto"),
        ("soglia", "nan", "un numero"),
        ("soglia", "1e400", "un numero"),
        ("preset", "Prudente", "uno fra «prudente», «medio»"),
        ("dettagli", "forse", "sì o no"),
        ("soglia_intera", "1,5", "un numero intero"),
        ("comune", "bad\udcff", "un testo"),
    ],
)
def test_what_is_of_another_type_is_refused_with_what_was_expected(quaderno, nome, scritto, atteso):
    with pytest.raises(ParametroRifiutato) as rifiuto:
        letto(quaderno, nome, Scritto(scritto))
    assert str(rifiuto.value).startswith(f"Il parametro «{nome}» deve essere {atteso}: «")


@pytest.mark.parametrize(
    ("nome", "valore"), [("soglia", 2), ("libero", True), ("capitoli", ["a"]), ("anno", None)]
)
def test_data_are_taken_as_they_are(quaderno, nome, valore):
    assert letto(quaderno, nome, valore) == valore


@pytest.mark.parametrize(
    ("nome", "valore"),
    [("anno", True), ("anno", 2024.0), ("soglia", True), ("soglia", float("inf")), ("comune", 78001),
     ("capitoli", ["a", 1]), ("libero", object()), ("preset", 1), ("dettagli", 1)],
)  # fmt: skip
def test_data_of_another_type_are_refused(quaderno, nome, valore):
    with pytest.raises(ParametroRifiutato, match=f"«{nome}» deve essere"):
        letto(quaderno, nome, valore)


@pytest.mark.parametrize("nome", ["x = __import__('os').getcwd() #", "altro", "comune\nanno", ""])
def test_a_name_that_is_not_declared_is_refused_before_it_becomes_code(quaderno, nome):
    with pytest.raises(ParametroRifiutato, match=r"Parametri ammessi: anno, capitoli, comune"):
        controlla(quaderno, {nome: 1})


def test_every_fault_is_told_at_once_and_a_near_name_is_offered(quaderno):
    with pytest.raises(ParametroRifiutato) as rifiuto:
        controlla(quaderno, {"sogla": 1, "anno": Scritto("x"), "dettagli": True})
    prima, seconda = str(rifiuto.value).splitlines()
    assert prima.startswith("Il notebook non dichiara il parametro «sogla». Forse «soglia»?")
    assert seconda.startswith("Il parametro «anno» deve essere")


def test_a_type_that_is_not_ours_cannot_be_chosen():
    cella = new_code_cell("quando: date = None", metadata={"tags": ["parameters"]})
    with pytest.raises(ParametroRifiutato, match="non si può scegliere"):
        controlla(new_notebook(cells=[cella]), {"quando": Scritto("2024")})


@pytest.mark.parametrize(
    ("annotazione", "scritto", "valore"),
    [("Optional[int]", "", None), ("'int'", "3", 3), ("Union[int, str]", "x", "x"),
     ("typing.Literal[1, 2]", "2", 2), ("list[str] | None", "", None)],
)  # fmt: skip
def test_types_may_be_written_in_the_older_ways(annotazione, scritto, valore):
    cella = new_code_cell(f"x: {annotazione} = None", metadata={"tags": ["parameters"]})
    assert letto(new_notebook(cells=[cella]), "x", Scritto(scritto)) == valore
