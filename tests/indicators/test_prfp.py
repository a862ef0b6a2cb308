"""How long a riequilibrio may last, and whether it is needed."""

from dataclasses import replace

import pandas as pd
import pytest
from vettori_bilancio import N, conti, modulo, risultato, valore

from crescere_kit.indicators import prfp

PASSIVITA = modulo(N, "disavanzo", "passivita_da_ripianare")
ANNI = modulo(N, "disavanzo", "durata_massima_anni")
FINE = modulo(N, "ente", "fine_mandato")


def del_piano(codice, panel=None):
    return valore(prfp, codice, N, panel)


def di_abitanti(panel, abitanti):
    enti = panel.enti.assign(popolazione=pd.array([abitanti] * len(panel.enti), dtype="Int64"))
    return replace(panel, enti=enti)


def test_the_plan_of_the_example_lasts_ten_years_at_most():
    assert round(del_piano("PRFP_INCIDENZA").valore, 1) == 56.6  # 3.000.000 su 5.300.000
    assert del_piano("PRFP_ANNI").valore == 10
    assert del_piano("PRFP_RATA").valore == 300_000_00


@pytest.mark.parametrize(
    ("euro", "abitanti", "anni"),
    [
        (1_060_000, 8_000, 4),
        (1_060_000.01, 8_000, 10),
        (3_180_000, 8_000, 10),
        (3_180_000.01, 60_000, 15),
        (3_180_000.01, 60_001, 20),
        (5_300_000, 8_000, 15),
        (5_300_000.01, 8_000, 20),
    ],
)
def test_each_class_has_its_years(euro, abitanti, anni):
    panel = di_abitanti(conti({PASSIVITA: round(100 * euro)}), abitanti)
    assert del_piano("PRFP_ANNI", panel).valore == anni


@pytest.mark.parametrize(("euro", "anni"), [(3_000_000, 10), (4_000_000, None), (6_000_000, 20)])
def test_unknown_inhabitants_matter_only_where_the_law_asks_for_them(euro, anni):
    panel = di_abitanti(conti({PASSIVITA: 100 * euro}), None)
    assert del_piano("PRFP_ANNI", panel).valore == anni


def test_the_yearly_quota_is_rounded_up():
    assert del_piano("PRFP_RATA", conti({PASSIVITA: 3_000_000_01})).valore == 300_000_01


def test_what_two_years_of_recurring_result_do_not_cover_is_the_gap():
    assert del_piano("CAPIENZA_RIPIANO").valore == 500_000_00 - 3_000_000_00


def test_without_liabilities_of_its_own_word_the_gap_is_the_quota_not_recovered():
    assert del_piano("CAPIENZA_RIPIANO", conti(senza=(PASSIVITA,))).valore == 500_000_00 - 30_000_00


def test_a_disavanzo_that_is_new_is_all_to_be_covered():
    panel = conti({(N - 1, *risultato("disponibile")): 10_000_00}, senza=(PASSIVITA,))
    assert del_piano("CAPIENZA_RIPIANO", panel).valore == 500_000_00 - 200_000_00


@pytest.mark.parametrize(("giorno", "anni"), [(20240609, 1), (20250609, 2), (20280609, 3), (20230609, 1)])
def test_the_years_left_come_from_the_end_of_the_mandate_and_are_three_at_most(giorno, anni):
    panel = conti({FINE: giorno}, senza=(PASSIVITA, ANNI))
    assert del_piano("CAPIENZA_RIPIANO", panel).valore == anni * 250_000_00 - 30_000_00


def test_a_negative_result_covers_nothing():
    cambia = {modulo(N, "ricorrenti", "entrate_non_ricorrenti"): 900_000_00}
    assert del_piano("CAPIENZA_RIPIANO", conti(cambia)).valore == -3_000_000_00


@pytest.mark.parametrize("stato", ["dissesto", "riequilibrio"])
def test_who_is_already_in_a_procedure_is_not_told_to_enter_one(stato):
    trovato = del_piano("CAPIENZA_RIPIANO", conti({modulo(N, "ente", stato): 1}))
    assert (trovato.valore, trovato.motivo) == (None, "l'ente è già in riequilibrio o in dissesto")


def test_without_the_end_of_the_mandate_it_says_so():
    assert "restano alla consiliatura" in del_piano("CAPIENZA_RIPIANO", conti(senza=(ANNI,))).motivo
