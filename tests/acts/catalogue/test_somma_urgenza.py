"""Works of somma urgenza: two clocks, and a cover to the cent."""

from __future__ import annotations

from datetime import date

from atti import atto, frasi


def proposta(giorno):
    return {"organo": "Giunta comunale", "numero": 88, "data": giorno}


def test_the_two_terms_are_counted_from_the_order_and_from_the_proposal():
    uno = atto("somma_urgenza")
    assert (uno.termine_proposta, uno.termine) == (date(2026, 10, 29), date(2026, 11, 19))
    tardi = atto("somma_urgenza", proposta=proposta(date(2026, 12, 15)))
    assert tardi.termine == date(2026, 12, 31)


def test_a_late_proposal_becomes_a_debt_outside_the_budget():
    (frase,) = frasi("somma_urgenza", "SU-01", proposta=proposta(date(2026, 10, 30)))
    assert "il termine era il 29/10/2026" in frase


def test_a_late_consiglio_too():
    assert len(frasi("somma_urgenza", "SU-02", seduta_data=date(2026, 11, 20))) == 1
    assert frasi("somma_urgenza", "SU-02", seduta_data=date(2026, 11, 19)) == []


def test_the_cover_is_the_amount():
    assert len(frasi("somma_urgenza", "SU-03", importo="36.600,01")) == 1


def test_without_cup_it_is_not_adopted():
    assert frasi("somma_urgenza", "C-10", cup=None) == ["Manca: CUP."]
