"""The anticipazione stays within so many twelfths of the current revenue of two years before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from atti import atto, esiti, fatti, frasi
from righe import conti, rendiconto

from crescere_kit.acts.facts import Fatti


def con_entrate(anno: int) -> Fatti:
    """An ente that two years before accertò 3.600.000 of current revenue."""
    accertate = {"1": 200_000_000, "2": 100_000_000, "3": 60_000_000}
    righe = rendiconto("entrate", "accertamenti", accertate, anno=anno - 2)
    righe += rendiconto("entrate", "accertamenti", {"1": 1}, anno=anno)
    return replace(fatti(date(anno, 1, 20)), conti=conti(*righe))


def test_the_limit_is_five_twelfths_until_2028_and_three_after():
    adesso = atto("anticipazione_tesoreria", con_entrate(2026))
    assert (adesso.base, adesso.dodicesimi, adesso.limite) == (3_600_000, 5, 1_500_000)
    dopo = atto("anticipazione_tesoreria", con_entrate(2029), seduta_data=date(2029, 1, 20))
    assert (dopo.dodicesimi, dopo.limite) == (3, 900_000)


def test_one_cent_over_the_limit_is_refused():
    su = con_entrate(2026)
    (frase,) = frasi("anticipazione_tesoreria", "AT-01", su, importo_richiesto="1.500.000,01")
    assert "se ne possono chiedere 1.500.000,00 €" in frase
    assert frasi("anticipazione_tesoreria", "AT-01", su, importo_richiesto="1.500.000,00") == []


def test_tied_revenue_in_use_leaves_less_to_ask_for():
    su = con_entrate(2026)
    assert atto("anticipazione_tesoreria", su, impegno_vincolate="100.000").disponibile == 1_400_000


def test_without_the_rendiconto_of_two_years_before_the_limit_is_unknown():
    (uno,) = esiti("anticipazione_tesoreria", seduta_data=date(2040, 1, 20))["AT-01"]
    assert (uno.superato, uno.ferma) == (None, True)


def test_an_unapproved_rendiconto_stops_the_act():
    assert len(frasi("anticipazione_tesoreria", "AT-02", rendiconto_approvato=False)) == 1


def test_the_budget_must_hold_the_lines():
    su = con_entrate(2026)
    trovati = esiti("anticipazione_tesoreria", su, stanziamento_entrata="0", stanziamento_spesa=None)["AT-04"]
    assert [uno.superato for uno in trovati] == [None, None]


def test_the_interest_is_that_of_the_agreement_for_the_days_of_use():
    # 600.000 × 4,25 % × 40 / 365
    assert atto("anticipazione_tesoreria").interessi == Decimal("2794.52")


def test_the_higher_minimum_of_the_riserva_is_recalled():
    (uno,) = esiti("anticipazione_tesoreria")["AT-05"]
    assert (uno.superato, uno.ferma) == (False, False)
