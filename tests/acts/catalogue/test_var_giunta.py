"""The variazione of the giunta: the letter and the rows say the same thing."""

from __future__ import annotations

import pytest
from atti import atto, esiti, frasi

CASSA = [{"lato": "spese", "codice": "1", "anno": 2026, "competenza": "0", "cassa": "1.000,00"}]


def test_the_letter_is_in_the_object():
    assert "(art. 175, comma 5-bis, lett. e-bis), TUEL)" in atto("var_giunta").titolo


def test_rows_of_two_programmes_are_not_those_of_letter_e_bis():
    (frase,) = frasi("var_giunta", "VG-01", righe__1__codice="04.06.1.103")
    assert "programmi o titoli diversi" in frase


def test_rows_that_do_not_compensate_are_refused():
    assert "non si compensano" in frasi("var_giunta", "VG-01", righe__1__competenza="3.500,01")[0]


def test_a_change_of_cash_only_is_letter_d_and_says_so():
    (frase,) = frasi("var_giunta", "VG-01", lettera="b", righe=CASSA)
    assert frase.endswith("Sono di quelle della lettera d.")
    assert frasi("var_giunta", "VG-01", lettera="d", righe=CASSA) == []


@pytest.mark.parametrize(("lettera", "frase"), [("b", "senza il suo vincolo"), ("d", "anche la competenza")])
def test_each_letter_has_its_pattern(lettera, frase):
    assert frase in frasi("var_giunta", "VG-01", lettera=lettera)[0]


def test_cash_stays_above_zero():
    righe = [CASSA[0] | {"cassa": "90.000.000"}]
    assert len(frasi("var_giunta", "VU-03", lettera="d", righe=righe)) == 1


def test_the_consiglio_is_told():
    (uno,) = esiti("var_giunta", comunicazione=None)["VG-04"]
    assert (uno.superato, uno.ferma) == (False, False)
