"""Whatever is written in a cell gives a value within its limits, or a fault: never an error."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moduli import ANNI

from crescere_kit.sources.manuale import cells
from crescere_kit.sources.manuale.layout import fogli
from crescere_kit.sources.spreadsheet import Cella

CAMPI = {
    (campo.unita, campo.minimo, campo.massimo, bool(campo.scelte)): campo
    for foglio in fogli(ANNI)
    for campo in foglio.campi
}
COSE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.from_regex(r"-?[0-9]{1,9}([.,][0-9]{1,3})?( ?%| ?€)?", fullmatch=True),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


def cella(valore, percento=False):
    return Cella("modulo.xlsx", "Prova", 7, 3, valore, percento=percento)


@given(st.sampled_from(sorted(CAMPI, key=str)), COSE, st.booleans())
def test_any_cell_is_a_value_or_a_fault(quale, cosa, percento):
    campo = CAMPI[quale]
    valore, difetto = cells.leggi(cella(cosa, percento), campo)
    assert valore is None or difetto is None
    if valore is not None:
        assert campo.minimo is None or valore >= 0
        assert campo.massimo is None or campo.minimo <= valore <= campo.massimo
        assert campo.unita != "si_no" or valore in {0, 1}


@pytest.mark.parametrize(
    ("scritta", "numero"),
    [("2 riconosciuto da finanziare", 2), ("2", 2), (2.0, 2), ("22", None), ("riconosciuto", None)],
)
def test_a_choice_is_known_by_its_number(scritta, numero):
    stato = next(c for foglio in fogli(ANNI) for c in foglio.campi if c.voce[1:] == ("dfb", "*", "stato"))
    valore, difetto = cells.leggi(cella(scritta), stato)
    assert valore == numero
    assert (difetto is None) == (numero is not None)


def test_a_date_of_one_year_only_says_which():
    _, difetto = cells.data(cella(dt.date(2022, 12, 31)), 2023, 2023)
    assert difetto.atteso == "una data del 2023, come 31/12/2023"
