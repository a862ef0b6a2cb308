"""A rule is found by the day, with its source; where there is none, the sentence says so."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from crescere_kit import rules


def test_the_value_of_a_day_comes_with_its_source():
    regola = rules.in_force("deficitarieta", "p5", date(2023, 12, 31))
    assert regola.valore == Decimal("1.20")
    assert "4/8/2023" in regola.fonte
    assert not regola.da_verificare


def test_decimals_are_read_as_written():
    assert str(rules.in_force("deficitarieta", "p7", date(2020, 6, 1)).valore) == "0.60"


@pytest.mark.parametrize(
    ("giorno", "decreto"),
    [
        (date(2021, 12, 31), "28/12/2018"),
        (date(2022, 1, 1), "4/8/2023"),
        (date(2024, 12, 31), "4/8/2023"),
        (date(2025, 1, 1), "art. 242, c. 2"),
    ],
)
def test_each_day_answers_to_the_decree_of_its_triennio(giorno, decreto):
    assert decreto in rules.in_force("deficitarieta", "p8", giorno).fonte


def test_the_parametri_without_a_decree_of_their_own_are_to_be_verified():
    assert rules.in_force("deficitarieta", "p1", date(2025, 12, 31)).da_verificare


def test_w2_binds_from_2025_only():
    assert rules.in_force("equilibri", "w2", date(2025, 1, 1)).valore == 0
    with pytest.raises(rules.RegolaAssente, match="dal 01/01/2025"):
        rules.in_force("equilibri", "w2", date(2024, 12, 31))


@pytest.mark.parametrize(("anno", "dodicesimi"), [(2019, 4), (2020, 5), (2028, 5), (2029, 3)])
def test_the_anticipazione_follows_the_years_of_the_derogation(anno, dodicesimi):
    assert rules.in_force("anticipazione", "massimo", date(anno, 12, 31)).valore == dodicesimi


def test_a_day_without_a_rule_gets_a_sentence():
    with pytest.raises(rules.RegolaAssente) as errore:
        rules.in_force("deficitarieta", "p1", date(2018, 12, 31))
    frase = "La regola deficitarieta.p1 non ha un valore in vigore al 31/12/2018: ne ha dal 01/01/2019."
    assert str(errore.value) == frase


@pytest.mark.parametrize(("tema", "codice"), [("deficitarieta", "p9"), ("defic", "p1")])
def test_an_unknown_rule_gets_the_list_of_those_there_are(tema, codice):
    with pytest.raises(rules.RegolaAssente, match=r"p8|avviso"):
        rules.in_force(tema, codice, date(2023, 12, 31))
    with pytest.raises(rules.RegolaAssente):
        rules.per_anni(tema, codice, [2023])


def test_many_years_are_answered_at_once_and_the_uncovered_ones_are_missing():
    limiti = rules.per_anni("equilibri", "w2", [2025, 2024, 2025])
    assert limiti.tolist()[::2] == [0.0, 0.0]
    assert pd.isna(limiti[1])
    assert limiti.dtype == "Float64"
