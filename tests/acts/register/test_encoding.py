"""The same data are the same bytes, and come back as they were."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from crescere_kit.acts.register.encoding import canonico, impronta, rileggi
from crescere_kit.acts.register.refusals import RegistroRifiuta


def test_the_order_of_the_keys_changes_nothing():
    assert canonico({"b": 1, "a": [None, True, "è"]}) == canonico({"a": [None, True, "è"], "b": 1})
    assert canonico({"b": 1, "a": "è"}) == '{"a":"è","b":1}'.encode()


def test_the_hash_is_the_one_that_others_compute():
    assert impronta(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    "dato",
    [
        Decimal("1234.50"),
        Decimal("-0.00"),
        date(2026, 1, 2),
        time(18, 30),
        datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
        {2026: Decimal("1.00"), 2027: None},
        {"a": {"b": [{"c": 1}]}},
        "{{ 7*7 }} \x00 \u202e 😀",
        2**200,
    ],
)
def test_what_is_written_is_read_again_as_it_was(dato):
    letto = rileggi(canonico({"dato": dato}))["dato"]
    assert (letto, type(letto)) == (dato, type(dato))
    assert str(letto) == str(dato)


@pytest.mark.parametrize(
    ("dato", "detto"),
    [
        (float("inf"), "un numero o un carattere che non esiste"),
        ("\udc80", "un numero o un carattere che non esiste"),
        (Decimal("NaN"), "di tipo «Decimal»"),
        ({1, 2}, "di tipo «set»"),
        ({"$giorno": "2026-01-02"}, "non può chiamarsi «\\$giorno»"),
    ],
)
def test_what_is_not_plain_data_is_refused(dato, detto):
    with pytest.raises(RegistroRifiuta, match=detto):
        canonico(dato)


def test_data_that_hold_themselves_are_refused():
    anello = []
    anello.append(anello)
    with pytest.raises(RegistroRifiuta, match="annidati senza fine"):
        canonico(anello)
