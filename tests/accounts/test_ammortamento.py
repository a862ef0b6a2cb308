"""A loan is paid back as the domain reference (§7.2) computes it."""

from decimal import Decimal

import pytest

from crescere_kit.accounts.ammortamento import (
    FRANCESE,
    QUOTA_COSTANTE,
    UNICA_SOLUZIONE,
    Rata,
    interessi_per_anno,
    piano,
    rata,
)

MUTUO = (Decimal(500_000), Decimal(4), 2, 40)


def euro(testo: str) -> Decimal:
    return Decimal(testo)


def test_the_worked_example_of_a_french_loan():
    rate = piano(*MUTUO, FRANCESE)
    assert rata(*MUTUO) == euro("18277.87")
    assert rate[0] == Rata(euro("10000.00"), euro("8277.87"), euro("491722.13"))
    assert sum(una.interessi for una in rate[:2]) == euro("19834.44")
    assert sum(una.capitale for una in rate[:2]) == euro("16721.30")
    assert rate[3].debito == euro("465881.85")
    assert (len(rate), rate[-1].debito) == (40, 0)


def test_every_french_instalment_is_the_same_but_for_a_cent():
    assert {una.importo for una in piano(*MUTUO, FRANCESE)} <= {
        euro("18277.86"),
        euro("18277.87"),
        euro("18277.88"),
    }


def test_with_constant_capital_only_the_interest_falls():
    rate = piano(Decimal(1_000), Decimal(6), 2, 4, QUOTA_COSTANTE)
    assert [(una.interessi, una.capitale, una.debito) for una in rate] == [
        (30, 250, 750),
        (euro("22.50"), 250, 500),
        (15, 250, 250),
        (euro("7.50"), 250, 0),
    ]


def test_a_bullet_loan_is_paid_back_at_the_end():
    rate = piano(Decimal(1_000), Decimal(5), 1, 3, UNICA_SOLUZIONE)
    assert [(una.interessi, una.capitale, una.debito) for una in rate] == [
        (50, 0, 1000),
        (50, 0, 1000),
        (50, 1000, 0),
    ]


@pytest.mark.parametrize("tipo", [FRANCESE, QUOTA_COSTANTE])
def test_a_loan_without_interest_is_its_capital_in_equal_parts(tipo):
    assert [una.importo for una in piano(Decimal(100), Decimal(0), 1, 3, tipo)] == [euro("33.33")] * 3


def test_interest_stops_with_the_last_instalment():
    rate = piano(Decimal(1_000), Decimal(6), 2, 3, QUOTA_COSTANTE)
    assert interessi_per_anno(rate, 2, 3) == (euro("50.00"), euro("10.00"), 0)


@pytest.mark.parametrize(("rate_anno", "rate", "tipo"), [(0, 4, 1), (2, 0, 1), (2, 4, 9)])
def test_a_plan_that_cannot_be_is_a_mistake_of_who_asks(rate_anno, rate, tipo):
    with pytest.raises(ValueError, match=r"instalment|plan"):
        piano(Decimal(1_000), Decimal(4), rate_anno, rate, tipo)
