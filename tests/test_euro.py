"""Amounts and percentages are written as Italian offices write them."""

from decimal import Decimal

import pandas as pd
import pytest

from crescere_kit.euro import ImportoNonValido, cents, euro, numero, percentuale


def test_cents_are_written_with_italian_separators():
    assert euro(123456) == "1.234,56 €"
    assert euro(-5) == "-0,05 €"
    assert euro(100_000_000_00) == "100.000.000,00 €"
    assert euro(1250, simbolo=False) == "12,50"


def test_a_missing_amount_is_not_calcolabile_and_never_zero():
    assert euro(None) == "n.c."
    assert euro(pd.NA) == "n.c."
    assert percentuale(float("nan")) == "n.c."
    assert numero(pd.NA) == "n.c."


def test_percentages_show_two_decimals_by_default():
    assert percentuale(35.33333) == "35,33 %"
    assert percentuale(1.0949, 3) == "1,095 %"


def test_a_negative_amount_that_rounds_to_zero_has_no_sign():
    assert numero(-0.001, 2) == "0,00"
    assert numero(-1234.5, 1) == "-1.234,5"


@pytest.mark.parametrize(
    ("testo", "attesi"),
    [("1.234,56", 123456), ("1234,5", 123450), ("-12 €", -1200), ("0,29", 29), ("1.000.000", 100_000_000)],
)
def test_italian_text_becomes_exact_cents(testo, attesi):
    assert cents(testo) == attesi


def test_a_decimal_becomes_exact_cents():
    assert cents(Decimal("1830430918.43")) == 183_043_091_843


@pytest.mark.parametrize("testo", ["", "abc", "1,234.56", "12.34", "1e3", "--5"])
def test_a_text_that_is_not_an_italian_amount_is_refused(testo):
    with pytest.raises(ImportoNonValido, match="non è un importo"):
        cents(testo)


def test_more_than_two_decimals_are_refused_instead_of_rounded():
    with pytest.raises(ImportoNonValido, match="più di due decimali"):
        cents(Decimal("0.005"))
