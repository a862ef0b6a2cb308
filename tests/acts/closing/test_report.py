"""In the relazione numbers are placed, not typed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crescere_kit.acts.closing.report import con_i_numeri, ignoti, scritti_a_mano


def test_a_number_takes_the_place_of_its_id():
    valori = {"disponibile": Decimal("-47823.26"), "itp": None}
    assert con_i_numeri("E = [[disponibile]], [[ itp ]]", valori) == "E = -47.823,26 €, n.c."


def test_an_unknown_id_is_told_and_left():
    assert list(ignoti("[[altro]] e [[noto]]", {"noto": Decimal(1)})) == ["altro"]
    assert con_i_numeri("[[altro]]", {}) == "[[altro]]"


@pytest.mark.parametrize("testo", ["1.234,56", "12,50", "euro 500", "500 euro", "€ 7", "1.000"])
def test_an_amount_that_was_typed_is_found(testo):
    assert scritti_a_mano(f"spesi {testo} in tutto") == [testo]


def test_years_articles_and_percentages_of_words_are_not_amounts():
    assert scritti_a_mano("Nel 2025, ai sensi dell'art. 188, 3 cantieri su 4 sono chiusi.") == []
