"""The bilancio must balance in each of its three years, and its cash must not end below zero."""

import re

import pytest
from vettori_bilancio import N, T, conti, prevista, valore

from crescere_kit.accounts.identities import EQUILIBRI_PREVISTI
from crescere_kit.indicators import previsione

PROSPETTO = "equilibri_previsti"
DEL_PROSPETTO = ("A", "AA", "H", "I", "L", "M", "P", "Q")


def previsto(codice, panel=None):
    return valore(previsione, codice, T, panel)


def senza_prospetto(*restano):
    righe = [riga for riga in DEL_PROSPETTO if riga not in restano]
    return tuple(prevista(PROSPETTO, riga, anno) for riga in righe for anno in "123")


@pytest.mark.parametrize(
    ("codice", "euro"),
    [
        # 100.000 − 90.000 + 6.000.000 − 5.400.000 − 268.000 + 150.000 − 400.000
        ("PREV_O_1", 92_000),
        # 450.000 + 700.000 + 1.100.000 + 400.000 − 2.742.000
        ("PREV_Z_1", -92_000),
        ("PREV_W_1", 0),
        ("PREV_O_2", 0),
        ("PREV_W_2", 0),
        ("PREV_O_3", 0),
        ("PREV_W_3", 0),
        # 340.000 + 9.400.000 − 9.668.000
        ("PREV_CASSA", 72_000),
    ],
)
def test_the_bilancio_of_the_example_balances_as_by_hand(codice, euro):
    trovato = previsto(codice)
    assert (trovato.valore, trovato.origine) == (100 * euro, "ricalcolato")
    assert trovato.esito == ("senza limite" if "_Z_" in codice else "nella norma")


@pytest.mark.parametrize(
    ("centesimi", "esito"), [(0, "nella norma"), (1, "oltre il limite"), (-1, "oltre il limite")]
)
def test_a_cent_more_or_less_is_no_balance(centesimi, esito):
    panel = conti({prevista("spese", "2"): 2_742_000_00 + centesimi})
    assert previsto("PREV_W_1", panel).esito == esito


@pytest.mark.parametrize(("centesimi", "esito"), [(0, "nella norma"), (1, "oltre il limite")])
def test_the_current_side_may_be_zero_and_not_a_cent_less(centesimi, esito):
    panel = conti({prevista("spese", "1"): 5_492_000_00 + centesimi})
    assert previsto("PREV_O_1", panel).esito == esito


def test_the_prospect_prevails_over_the_titoli():
    panel = conti({prevista(PROSPETTO, "D"): 5_500_000_00})
    assert previsto("PREV_O_1", panel).valore == -8_000_00


def test_without_the_rows_that_only_the_prospect_holds_nothing_is_guessed():
    trovato = previsto("PREV_O_1", conti(senza=senza_prospetto()))
    assert trovato.esito == "n.c."
    assert trovato.motivo.startswith(
        "nel bilancio caricato, primo anno, manca: Fondo pluriennale vincolato di entrata per spese "
        "correnti; Recupero disavanzo di amministrazione esercizio precedente e altre 4 righe"
    )


def test_a_row_that_the_final_balance_adds_and_takes_away_need_not_be_known():
    panel = conti(senza=senza_prospetto("A", "AA", "H", "P", "Q"))
    assert previsto("PREV_W_1", panel).valore == 0
    assert previsto("PREV_O_1", panel).valore is None


def test_a_part_of_a_titolo_that_is_not_zero_is_not_taken_for_zero():
    # Titolo 3 of 10.000: who knows whether they are acquisizioni or crediti.
    trovato = previsto("PREV_Z_1", conti({prevista("spese", "3"): 10_000_00}))
    assert trovato.valore is None
    assert "Spese titolo 3.01" in trovato.motivo


def test_the_balance_that_the_ente_filed_stands_where_its_rows_are_not_there():
    panel = conti({prevista(PROSPETTO, "O"): 5_000_00}, senza_prospetto())
    trovato = previsto("PREV_O_1", panel)
    assert (trovato.valore, trovato.origine) == (5_000_00, "dichiarato")


def test_a_changed_bilancio_takes_the_place_of_the_first_row_by_row():
    cambia = {
        prevista("spese", "1", documento="assestato"): 5_500_000_00,
        prevista(PROSPETTO, "H", documento="assestato"): 250_000_00,
    }
    trovato = previsto("PREV_O_1", conti(cambia))
    assert trovato.valore == 92_000_00
    assert trovato.nota == "calcolato sul bilancio assestato"


def test_changed_titoli_are_not_set_against_the_avanzo_first_approved():
    trovato = previsto("PREV_W_1", conti({prevista("spese", "1", documento="assestato"): 5_500_000_00}))
    assert (trovato.valore, trovato.nota) == (0, "")


def test_the_cash_of_the_year_begins_from_the_rendiconto_where_the_bilancio_does_not_say():
    senza = (prevista(PROSPETTO, "fondo_cassa"),)
    cassa = previsto("PREV_CASSA", conti(senza=senza))
    assert cassa.nota == "il fondo cassa iniziale è quello del rendiconto"
    assert cassa.valore == 72_000_00  # 500.000 + 7.940.000 − 8.100.000


def test_cash_that_ends_below_zero_is_over_the_limit():
    panel = conti({(T, "previsione", "spese", "1", "cassa_1"): 5_072_000_01})
    trovato = previsto("PREV_CASSA", panel)
    assert (trovato.valore, trovato.esito) == (-1, "oltre il limite")


def test_a_year_without_a_bilancio_says_so():
    motivo = valore(previsione, "PREV_W_1", N, conti()).motivo
    assert motivo == "il bilancio di previsione del 2023 non è fra i dati caricati"


@pytest.mark.parametrize("riga", EQUILIBRI_PREVISTI)
def test_the_formula_people_read_is_the_one_that_is_computed(riga):
    formula = next(uno.formula for uno in previsione.INDICATORI if uno.codice == f"PREV_{riga}_2")
    assert re.search(rf"\({riga} = (.+?)\)", formula)[1].replace("−", "-") == EQUILIBRI_PREVISTI[riga]
    assert "secondo anno" in formula
