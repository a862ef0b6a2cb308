"""Texts become cents exactly, whatever their size."""

import pandas as pd
import pytest

from crescere_kit.sources.amounts import cents, cents_italiani, rapporti


def un_importo(testo):
    valori, sbagliati = cents(pd.Series([testo], dtype="str"))
    return None if sbagliati[0] else valori[0]


@pytest.mark.parametrize(
    ("testo", "atteso"),
    [
        ("0.29", 29),  # 0.29 * 100 is 28.999… in floating point
        ("1830430918.43", 183043091843),
        ("-5.1", -510),
        ("7", 700),
        ("0", 0),
        (" 12.30 ", 1230),
        ("12.3400", 1234),
        (".5", 50),
        ("90071992547409.93", 9007199254740993),  # one more than a float can count
    ],
)
def test_an_amount_is_exact_to_the_cent(testo, atteso):
    assert un_importo(testo) == atteso


@pytest.mark.parametrize(
    "testo", ["1e3", "1.234,56", "12.345", "abc", "--1", "1 000", "99999999999999999999"]
)
def test_what_is_not_an_amount_is_refused_and_not_guessed(testo):
    assert un_importo(testo) is None


def test_an_empty_amount_is_missing_and_not_wrong():
    valori, sbagliati = cents(pd.Series(["", None, "  "], dtype="str"))
    assert valori.isna().all()
    assert not sbagliati.any()


def test_a_column_keeps_the_place_of_each_amount():
    valori, sbagliati = cents(pd.Series(["1", "x", "", "2.5"], index=[5, 6, 7, 8], dtype="str"))
    assert valori.dtype == "Int64"
    assert valori.dropna().to_dict() == {5: 100, 8: 250}
    assert sbagliati[sbagliati].index.to_list() == [6]


def test_a_ratio_may_have_more_decimals():
    valori, sbagliati = rapporti(pd.Series(["35.333333", "-1", "", "n.d."], dtype="str"))
    assert valori.dtype == "Float64"
    assert valori[0] == 35.333333
    assert valori[1] == -1
    assert sbagliati.to_list() == [False, False, False, True]


@pytest.mark.parametrize(
    ("testo", "atteso"),
    [
        ("656.766.808,27", 65676680827),
        ("1.234,5", 123450),
        ("1234,56", 123456),
        ("-0,29", -29),
        ("1.234", 123400),
        (" 7 ", 700),
        ("90.071.992.547.409,93", 9007199254740993),
        ("999.999.999.999.999,99", 99999999999999999),
        ("1,234.50", None),
        ("1234.50", None),
        ("12.34", None),
        ("1.2345,00", None),
        ("1.234,567", None),
        ("1 234,50", None),
        ("1.234,", None),
        (",50", None),
        ("1.234,50 €", None),
    ],
)
def test_an_italian_amount_is_exact_and_strict(testo, atteso):
    valori, sbagliati = cents_italiani(pd.Series([testo, ""], dtype="str"))
    assert (None if sbagliati[0] else valori[0]) == atteso
    assert valori.isna()[1]
    assert not sbagliati[1]
