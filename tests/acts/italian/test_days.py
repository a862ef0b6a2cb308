"""Days as acts write them."""

from datetime import date

from crescere_kit.acts.italian.days import data, data_estesa


def test_the_first_of_the_month_is_an_ordinal():
    assert data_estesa(date(2026, 1, 1)) == "1° gennaio 2026"
    assert data_estesa(date(2026, 12, 31)) == "31 dicembre 2026"


def test_a_short_date_has_two_digits_for_day_and_month():
    assert data(date(2026, 3, 5)) == "05/03/2026"
