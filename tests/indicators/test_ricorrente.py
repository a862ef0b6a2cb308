"""What the current side yields every year, without what comes once only."""

import pytest
from vettori_bilancio import N, conti, modulo, risultato, valore

from crescere_kit.indicators import ricorrente


def dell_anno(codice, panel=None):
    return valore(ricorrente, codice, N, panel)


def test_the_recurring_result_of_the_example():
    # 430.000 − 50.000 − 30.000 − (150.000 − 50.000)
    assert dell_anno("O1_RICORRENTE").valore == 250_000_00


def test_the_balance_for_investments_of_more_years():
    # O3 −50.000 − 50.000 di avanzo − 20.000 di entrate non ricorrenti senza impegni
    assert dell_anno("O3_PLURIENNALI").valore == -120_000_00


@pytest.mark.parametrize("codice", ["entrate_non_ricorrenti", "spese_non_ricorrenti"])
def test_what_does_not_recur_is_not_zero_when_the_ente_is_silent(codice):
    trovato = dell_anno("O1_RICORRENTE", conti(senza=(modulo(N, "ricorrenti", codice),)))
    assert trovato.esito == "n.c."
    assert "non ricorrenti" in trovato.motivo


def test_the_fal_applied_is_no_avanzo_of_the_current_side():
    panel = conti({modulo(N, "avanzo", "fal_applicato"): 40_000_00})
    assert dell_anno("O3_PLURIENNALI", panel).valore == -80_000_00


def test_the_fal_applied_is_zero_where_none_was_left_the_year_before():
    senza = (modulo(N, "avanzo", "fal_applicato"),)
    assert dell_anno("O3_PLURIENNALI", conti(senza=senza)).valore is None
    panel = conti({(N - 1, *risultato("fal")): 0}, senza)
    assert dell_anno("O3_PLURIENNALI", panel).valore == -120_000_00
