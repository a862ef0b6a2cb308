"""The variazione of the responsabile: only what comma 5-quater leaves to who runs a service."""

from __future__ import annotations

from datetime import date

from atti import atto, frasi


def test_the_letter_is_in_the_object():
    assert "(art. 175, comma 5-quater, lett. a), TUEL)" in atto("var_responsabile").titolo


def test_another_macroaggregato_is_not_of_letter_a():
    (frase,) = frasi("var_responsabile", "VG-01", righe__1__codice="04.01.1.104")
    assert "categorie o macroaggregati diversi" in frase


def test_rows_that_do_not_compensate_are_refused():
    assert "non si compensano" in frasi("var_responsabile", "VG-01", righe__1__competenza="801")[0]


def test_letter_e_is_of_partite_di_giro_only():
    assert "partite di giro" in frasi("var_responsabile", "VG-01", lettera="e")[0]
    giro = [
        {"lato": "entrate", "codice": "9", "anno": 2026, "competenza": "500"},
        {"lato": "spese", "codice": "7", "anno": 2026, "competenza": "500"},
    ]
    assert frasi("var_responsabile", "VG-01", lettera="e", righe=giro) == []


def test_without_the_accounting_opinion_it_stops():
    assert frasi("var_responsabile", "C-05", pareri=[]) == ["Manca il parere di regolarità contabile."]


def test_the_peg_is_varied_until_the_fifteenth_of_december():
    assert frasi("var_responsabile", "VU-05", data_atto=date(2026, 12, 10)) == []
    assert len(frasi("var_responsabile", "VU-05", data_atto=date(2026, 12, 16))) == 1
