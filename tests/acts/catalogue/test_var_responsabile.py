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


def test_letter_a_leaves_transfers_to_the_giunta_and_needs_the_macroaggregato():
    trasferimenti = {"righe__0__codice": "04.01.1.104", "righe__1__codice": "04.01.1.104"}
    assert "li varia la Giunta" in frasi("var_responsabile", "VG-01", **trasferimenti)[0]
    titolo = {"righe__0__codice": "1", "righe__1__codice": "1"}
    assert "non si conosce la categoria" in frasi("var_responsabile", "VG-01", **titolo)[0]


def test_letter_b_moves_the_fondo_and_the_line_tied_to_it():
    assert "fondo pluriennale vincolato" in frasi("var_responsabile", "VG-01", lettera="b")[0]
    assert frasi("var_responsabile", "VG-01", lettera="b", righe__0__fpv=True) == []


def test_letter_c_applies_tied_avanzo():
    assert "nessuna quota" in frasi("var_responsabile", "VG-01", lettera="c")[0]


def test_letter_d_is_of_deposits_only():
    assert "versamenti e depositi" in frasi("var_responsabile", "VG-01", lettera="d")[0]
    depositi = [
        {"lato": "entrate", "codice": "5", "anno": 2026, "competenza": "500"},
        {"lato": "spese", "codice": "3", "anno": 2026, "competenza": "500"},
    ]
    assert frasi("var_responsabile", "VG-01", lettera="d", righe=depositi) == []


def test_letter_e_bis_is_of_grants_and_loans_tied_to_their_spending():
    entrata = {"lato": "entrate", "codice": "3", "anno": 2026, "competenza": "500", "vincolo": "scuola"}
    spesa = {"lato": "spese", "codice": "2", "anno": 2026, "competenza": "400", "vincolo": "scuola"}
    (frase,) = frasi("var_responsabile", "VG-01", lettera="e-bis", righe=[entrata, spesa])
    assert "non è un contributo o un prestito" in frase
    assert "«scuola» nel 2026 non si compensano" in frase


def test_without_the_accounting_opinion_it_stops():
    assert frasi("var_responsabile", "C-05", pareri=[]) == ["Manca il parere di regolarità contabile."]


def test_the_peg_is_varied_until_the_fifteenth_of_december():
    assert frasi("var_responsabile", "VU-05", data_atto=date(2026, 12, 10)) == []
    assert len(frasi("var_responsabile", "VU-05", data_atto=date(2026, 12, 16))) == 1
