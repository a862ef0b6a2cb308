"""What a budget lacks: its equilibrio with what is expected to differ, and never a guess."""

from __future__ import annotations

from decimal import Decimal

from crescere_kit.acts.safeguard.gap import CAPITALE, CORRENTE, Scostamento, mancante, sotto


def test_less_revenue_lacks_and_less_spending_gives_back():
    attesi = [Scostamento("entrate", "1", Decimal(-50)), Scostamento("spese", "1", Decimal(-20))]
    assert mancante(Decimal(10), CORRENTE, attesi) == 20
    assert mancante(Decimal(30), CORRENTE, attesi) == 0


def test_each_part_looks_at_its_own_titoli():
    assert mancante(Decimal(0), CAPITALE, [Scostamento("entrate", "1", Decimal(-50))]) == 0


def test_what_is_not_known_is_not_zero():
    assert mancante(None, CORRENTE, []) is None
    assert mancante(Decimal(0), CORRENTE, [Scostamento("entrate", "2", None)]) is None
    assert sotto(None, Decimal(1)) is None


def test_under_a_minimum_is_how_much_is_missing():
    assert sotto(Decimal(3), Decimal(5)) == 2
    assert sotto(Decimal(6), Decimal(5)) == 0
