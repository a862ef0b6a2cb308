"""The PEG is the budget seen by who runs it: it adds up to the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from atti import atto, esiti, fatti, frasi


def test_each_titolo_is_set_beside_the_budget():
    righe = {(uno.lato, uno.titolo): uno for uno in atto("peg").confronto}
    assert righe["spese", "1"].bilancio == fatti().previsto("spese", "1", 2026) == righe["spese", "1"].peg


def test_one_cent_of_difference_is_found():
    uno = atto("peg").capitoli[0]
    assert "il PEG ha" in frasi("peg", "PE-01", capitoli__0__importo=uno.importo + Decimal("0.01"))[0]


def test_a_budget_that_nobody_loaded_is_unknown():
    trovati = esiti("peg", seduta_data=date(2031, 3, 5))["PE-01"]
    assert {(uno.superato, uno.ferma) for uno in trovati} == {(None, True)}


def test_a_chapter_without_anybody_is_told():
    (uno,) = esiti("peg", capitoli__0__responsabile="")["PE-02"]
    assert (uno.superato, uno.ferma) == (False, False)


def test_a_titolo_left_out_is_found():
    solo = [uno.model_dump() for uno in atto("peg").capitoli if uno.lato == "entrate"]
    mancanti = frasi("peg", "PE-01", capitoli=solo)
    assert any(frase.startswith("Spese, titolo 1: il PEG ha 0,00 €") for frase in mancanti)
