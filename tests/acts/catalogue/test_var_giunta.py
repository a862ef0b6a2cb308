"""The variazione of the giunta: the letter and the rows say the same thing."""

from __future__ import annotations

from datetime import date

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


QUOTA = [{"quota": "vinc", "importo": "100", "finalita": "scuola"}]


def test_letter_a_is_for_tied_avanzo_before_the_budget_is_approved():
    (frase,) = frasi("var_giunta", "VG-01", lettera="a")
    assert "non si applica nessuna quota" in frase
    assert "il bilancio è già approvato" in frase
    prima = {"lettera": "a", "avanzo": QUOTA, "ref_bilancio": None}
    assert "non si sa se il bilancio è approvato" in frasi("var_giunta", "VG-01", **prima)[0]
    libera = [QUOTA[0] | {"quota": "lib"}]
    assert "si applica la quota libera" in frasi("var_giunta", "VG-01", lettera="a", avanzo=libera)[0]


def test_letter_b_balances_each_tie():
    righe = {"righe__0__vincolo": "uno", "righe__1__vincolo": "due", "lettera": "b"}
    assert "del vincolo «due» nel 2026 non si compensano" in frasi("var_giunta", "VG-01", **righe)[0]


def test_letter_c_is_for_staff_only():
    assert "non è di spesa di personale" in frasi("var_giunta", "VG-01", lettera="c")[0]
    assert frasi("var_giunta", "VG-01", lettera="c", righe__1__codice="04.06.1.101") == []


def test_letter_e_is_for_the_fondo_pluriennale_until_the_rendiconto():
    (frase,) = frasi("var_giunta", "VG-01", lettera="e")
    assert "nessuna riga è il fondo pluriennale vincolato; è passato il termine del rendiconto" in frase
    marzo = {"lettera": "e", "righe__0__fpv": True, "seduta_data": date(2026, 3, 10)}
    assert frasi("var_giunta", "VG-01", **marzo) == []
