"""Lists and agreement."""

from decimal import Decimal

from crescere_kit.acts.italian.phrases import concorda, elenco, giorni, numero


def test_a_list_ends_with_a_conjunction():
    assert [elenco(voci) for voci in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a e b",
        "a, b e c",
    ]


def test_one_is_singular_and_none_is_plural():
    assert [concorda(n, "voce", "voci") for n in (0, 1, -1, 2, Decimal("1.00"))] == [
        "voci",
        "voce",
        "voce",
        "voci",
        "voce",
    ]
    assert [giorni(1), giorni(30), giorni(1000)] == ["1 giorno", "30 giorni", "1.000 giorni"]


def test_a_number_keeps_the_decimals_that_it_has():
    assert [numero(1234), numero(Decimal("1234.50")), numero(-1234567)] == ["1.234", "1.234,50", "-1.234.567"]
