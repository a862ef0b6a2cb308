"""Programs write the same code in many ways; the panel has one."""

import pytest

from crescere_kit.sources.capitoli import codes


@pytest.mark.parametrize(
    ("scritto", "atteso"),
    [("1000000", "1"), ("1", "1"), ("01", "1"), ("", ""), ("0", ""), ("0000000", ""), ("12", "12")],
)
def test_titolo(scritto, atteso):
    assert codes.titolo(scritto) == atteso


@pytest.mark.parametrize("scritto", ["2010100", "20101", "2.0101", "101"])
def test_tipologia(scritto):
    assert codes.tipologia(scritto, "2") == "20101"


@pytest.mark.parametrize("scritto", ["1040000", "104", "1.04", "4", "04"])
def test_macroaggregato(scritto):
    assert codes.macroaggregato(scritto, "1") == "104"


@pytest.mark.parametrize("scritto", ["0102", "102", "01.02", "1.2", "02", "2"])
def test_programma(scritto):
    assert codes.programma(scritto, "M01") == "M01.02"


@pytest.mark.parametrize("scritto", ["U.1.04.02.05.000", "1.04.02.05", "u.1.04.02.05"])
def test_piano_dei_conti(scritto):
    assert codes.piano_dei_conti(scritto, "spese") == "U.1.04.02.05"
    assert codes.e_del_piano("U.1.04.02.05", "spese")
    assert not codes.e_del_piano("U.1.04.02.05", "entrate")


def test_a_code_is_cut_at_a_level_only_if_it_goes_so_deep():
    assert [codes.livello("E.1.01.01.06", n) for n in (2, 3, 4, 5)] == [
        *("E.1.01", "E.1.01.01", "E.1.01.01.06", "")
    ]


@pytest.mark.parametrize(
    ("codice", "padre", "atteso"),
    [
        ("3010100", "30100", True),
        ("3020100", "30100", False),
        ("2010102", "20101", True),
        ("104", "2", False),
    ],
)
def test_a_code_is_under_its_parent(codice, padre, atteso):
    assert codes.sta_in(codice, padre) == atteso
