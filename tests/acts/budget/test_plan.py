"""A plan is compared with the budget where both hold a line, and never where a chapter could hide one."""

from __future__ import annotations

from decimal import Decimal

from crescere_kit.acts.budget.codes import codice_bilancio
from crescere_kit.acts.budget.plan import Dotazione, confronta

BILANCIO = {"1": 100, "103": 60, "101": 40, "M01": 70, "M01.03": 30, "M04": 30, "M09": 0}


def confronti(*capitoli):
    dotazioni = [Dotazione(codice_bilancio("spese", codice), Decimal(euro)) for codice, euro in capitoli]
    trovati = confronta("spese", dotazioni, BILANCIO, BILANCIO.get)
    return {uno.codice: (uno.piano, uno.bilancio) for uno in trovati}


def test_every_level_that_both_hold_is_compared():
    visti = confronti(("01.03.1.103", 30), ("01.02.1.101", 40), ("04.01.1.103", 30))
    assert visti == {
        "1": (100, 100),
        "101": (40, 40),
        "103": (60, 60),
        "M01": (70, 70),
        "M04": (30, 30),
        "M01.03": (30, 30),
    }


def test_a_line_of_the_budget_without_chapters_is_found():
    assert confronti(("01.03.1.103", 100))["M04"] == (0, 30)


def test_a_chapter_that_says_only_its_titolo_leaves_only_the_titoli():
    assert confronti(("1", 60), ("01.02.1.101", 40)) == {"1": (100, 100)}


def test_a_titolo_that_the_budget_has_not_is_not_known():
    assert confronti(("2", 5))["2"] == (5, None)
