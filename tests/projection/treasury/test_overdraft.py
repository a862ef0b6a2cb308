"""Days, average and highest use of the anticipazione, by hand on a few months."""

import esempio
import numpy as np
import pytest
from righe import conti, modulo
from vettori_debito import ISTAT, penultimo

from crescere_kit.accounts import Voce
from crescere_kit.indicators.anticipazione import massimo
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.treasury.annual import Movimenti
from crescere_kit.projection.treasury.monthly import Mensile
from crescere_kit.projection.treasury.overdraft import limite, misura, voci
from crescere_kit.projection.treasury.rates import Iniziali, colonna

DUE_ANNI = Orizzonte(("901001",), np.array([2022]))  # 2023, and 2024 with its 29 February


def scoperto(*primi, iniziale=0.0, poi=100.0):
    """What is measured of these balances in cents, and then of one that does not change."""
    saldi = np.array([*primi, *[poi] * (24 - len(primi))]).reshape(1, 1, 24)
    vuoto = np.zeros_like(saldi)
    mensile = Mensile(vuoto, vuoto, np.array([[[iniziale]]]), saldi, vuoto, ("",))
    cassa = saldi[..., [11, 23]]
    nulla = cassa * 0
    movimenti = Movimenti({}, {}, {}, {}, nulla, nulla, colonna([iniziale]), cassa)
    return misura(mensile, movimenti, Iniziali({}, colonna([iniziale]), colonna([0.0])), DUE_ANNI)


def primo(valori):
    return valori[0, 0, 0]


def test_a_month_wholly_below_zero_counts_all_its_days():
    trovato = scoperto(0, -100, -300, -100, 100)
    # February and March whole, April; of May, half: it goes from -100 to +100
    assert primo(trovato.giorni) == pytest.approx(28 + 31 + 30 + 31 / 2)
    assert primo(trovato.massima) == 300
    assert (primo(trovato.minimo), primo(trovato.mese)) == (-300, 3)


def test_the_average_is_over_all_the_days_of_the_year():
    trovato = scoperto(0, -100, -300, -100, 100)
    somma = 28 * 50 + 31 * 200 + 30 * 200 + 31 / 2 * 50
    assert primo(trovato.media) == pytest.approx(somma / 365)


def test_a_balance_that_never_goes_below_asks_for_nothing_and_its_lowest_is_said():
    trovato = scoperto(500, 40, 60, iniziale=70)
    assert (primo(trovato.minimo), primo(trovato.mese)) == (40, 2)
    assert [primo(v) for v in (trovato.giorni, trovato.massima, trovato.media, trovato.residua)] == [0] * 4


def test_a_year_that_opens_in_debt_has_its_lowest_on_the_first_of_january():
    trovato = scoperto(-100, 100, iniziale=-500)
    assert (primo(trovato.minimo), primo(trovato.mese), primo(trovato.massima)) == (-500, 1, 500)
    assert primo(trovato.giorni) == pytest.approx(31 + 28 / 2)


def test_what_is_owed_at_the_end_of_a_year_opens_the_next_and_february_may_be_longer():
    trovato = scoperto(*[0] * 11, -60, -60, -60, 0, poi=0)
    assert trovato.residua.ravel().tolist() == [60, 0]
    assert trovato.giorni.ravel() == pytest.approx([31, 31 + 29 + 31])


def test_a_hair_below_zero_is_nothing():
    trovato = scoperto(-1e-7, 0, poi=-1e-7)
    assert trovato.giorni.ravel().tolist() == [0, 0]
    assert trovato.residua.ravel().tolist() == [0, 0]


def test_without_months_only_what_is_owed_at_the_end_of_the_year_is_known():
    saldi = np.full((1, 1, 24), np.nan)
    cassa = np.array([[[-40.0, 10.0]]])
    mensile = Mensile(saldi, saldi, colonna([0.0]), saldi, saldi, ("",))
    movimenti = Movimenti({}, {}, {}, {}, cassa, cassa, colonna([0.0]), cassa)
    trovato = misura(mensile, movimenti, Iniziali({}, colonna([0.0]), colonna([5.0])), DUE_ANNI)
    assert trovato.residua.ravel().tolist() == [45, 0]
    for ignoto in (trovato.minimo, trovato.mese, trovato.massima, trovato.media, trovato.giorni):
        assert np.isnan(ignoto).all()


def test_the_form_of_a_projected_year_has_whole_days():
    scritte = voci(scoperto(0, -100, -300, -100, 100))
    assert scritte[Voce("manuale", "tesoreria", "anticipazione_giorni", "valore")][0, 0].tolist() == [105, 0]
    assert primo(scritte[Voce("manuale", "tesoreria", "anticipazione_massima", "valore")]) == 300
    assert {voce.codice.removeprefix("anticipazione_") for voce in scritte} == {
        *("massima", "media", "residua", "giorni")
    }


# --- the limit


def del_limite(*righe, anno=2023, anni=(-1, 0)):
    """The limit of the two years after one, with 5.800.000 of entrate correnti in some years about it."""
    panel = conti(*(riga for quale in anni for riga in penultimo(anno + quale)), *righe)
    return limite(panel, Orizzonte((ISTAT,), np.array([anno])))[0, 0].tolist()


def test_the_limit_is_five_twelfths_of_the_rendiconto_of_two_years_before():
    assert del_limite() == [2_416_666_67] * 2


def test_when_the_derogation_ends_the_second_year_has_three_twelfths():
    assert del_limite(anno=2027) == [2_416_666_67, 1_450_000_00]


def test_who_is_in_dissesto_keeps_five():
    detto = modulo("tesoreria", "anticipazione_dissesto", (ISTAT, 2027), valore=1)
    assert del_limite(*detto, anno=2027) == [2_416_666_67] * 2


def test_without_the_penultimo_rendiconto_the_limit_is_unknown():
    primo_anno, secondo = del_limite(anni=(0,))
    assert np.isnan(primo_anno)
    assert secondo == 2_416_666_67


def test_the_limit_of_the_projection_is_that_of_the_indicator_where_both_know_it():
    anni = (2021, 2022, 2023)
    panel = esempio.conti(*(esempio.comune(anno=anno) for anno in anni))
    orizzonte = Orizzonte.di(panel, fino_al=2022)
    assert limite(panel, orizzonte)[0, 0, 0] == massimo(panel).loc[("901001", 2023)]
