"""What is collected and paid in two years, checked by hand on one titolo and then on the whole example."""

import esempio
import numpy as np
import pytest

from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.scenario import Ipotesi
from crescere_kit.projection.treasury.annual import applica
from crescere_kit.projection.treasury.rates import (
    NEUTRI,
    TITOLI,
    Iniziali,
    Tassi,
    colonna,
    iniziali,
    prepara,
)

E1, U1, E9, U7 = ("entrate", "1"), ("spese", "1"), ("entrate", "9"), ("spese", "7")


def piccola(residui=None, cassa=50.0, **altre):
    """One ente: 60 of 100 due come in, 20 of 100 of residui; 80 of 100 are paid, and all the residui."""
    tassi = Tassi(
        {E1: colonna([0.6]), U1: colonna([0.8])} | {t: colonna([1.0]) for t in altre.get("neutri", ())},
        {E1: colonna([0.2]), U1: colonna([1.0])} | {t: colonna([0.0]) for t in altre.get("neutri", ())},
    )
    aperti = {E1: colonna([200.0]), U1: colonna([30.0])} | (residui or {})
    partenza = Iniziali(aperti, colonna([cassa]), colonna([0.0]))
    competenza = {E1: np.array([[[100.0, 110.0]]]), U1: np.array([[[90.0, 90.0]]])}
    return applica(tassi, competenza | altre.get("competenza", {}), partenza)


def test_a_titolo_is_collected_and_its_residui_age_by_hand():
    mosse = piccola()
    assert mosse.competenza[E1].ravel() == pytest.approx([60, 66])
    assert mosse.residui[E1].ravel() == pytest.approx([40, 40])  # 20 % of 200, then of 160 + 40
    assert mosse.da_residui[E1].ravel() == pytest.approx([160, 160])
    assert mosse.da_competenza[E1].ravel() == pytest.approx([40, 44])
    assert mosse.finali(E1).ravel() == pytest.approx([200, 204])


def test_the_fondo_is_what_there_was_and_came_in_less_what_went_out():
    mosse = piccola()
    assert mosse.riscossioni.ravel() == pytest.approx([100, 106])
    assert mosse.pagamenti.ravel() == pytest.approx([102, 90])  # 72 + 30, then 72 + the 18 left
    assert mosse.cassa.ravel() == pytest.approx([48, 64])
    assert mosse.residui_finali("spese").ravel() == pytest.approx([18, 18])


def test_what_is_held_for_others_goes_out_as_it_came_in_and_old_residui_wait():
    vecchi = {E9: colonna([7.0]), U7: colonna([np.nan])}
    giro = {E9: np.array([[[25.0, 25.0]]]), U7: np.array([[[25.0, 25.0]]])}
    mosse = piccola(vecchi, neutri=(E9, U7), competenza=giro)
    assert mosse.cassa.ravel() == pytest.approx([48, 64])
    assert mosse.finali(E9).ravel() == pytest.approx([7, 7])
    assert np.isnan(mosse.finali(U7)).all()
    assert {E9, U7} <= NEUTRI


def test_an_amount_nobody_knows_leaves_the_cash_unknown_from_that_year_on():
    mosse = piccola(competenza={E1: np.array([[[100.0, np.nan]]])})
    assert mosse.cassa[0, 0, 0] == pytest.approx(48)
    assert np.isnan(mosse.cassa[0, 0, 1])


def test_a_titolo_without_residui_to_start_from_is_not_taken_for_empty():
    with pytest.raises(KeyError, match="not both"):
        piccola(competenza={("spese", "2"): np.zeros((1, 1, 2))})


def test_paths_of_their_own_step_like_the_one_alone():
    strade = np.array([[[100.0, 110.0], [50.0, 0.0]]])
    mosse = piccola(competenza={E1: strade})
    assert mosse.cassa.shape == (1, 2, 2)
    assert mosse.cassa[0, 0] == pytest.approx([48, 64])
    # second path: 30 + 40 in, 102 out; then 0 + 20 % of (160 + 20) in, 90 out
    assert mosse.cassa[0, 1] == pytest.approx([18, 18 + 36 - 90])


# --- the whole example


def test_the_accounts_of_the_example_open_with_its_cash_and_its_residui():
    panel = esempio.conti()
    partenza = iniziali(panel, Orizzonte.di(panel))
    assert partenza.cassa.item() == 340_000_00
    assert sum(v.item() for (lato, _), v in partenza.residui.items() if lato == "entrate") == 8_380_000_00
    assert sum(v.item() for (lato, _), v in partenza.residui.items() if lato == "spese") == 3_760_000_00


def test_cash_and_residui_are_the_amounts_of_the_years_and_what_there_was():
    """In two years nothing is lost: what was due at the start and since is in the cash or still due."""
    panel = esempio.conti()
    orizzonte = Orizzonte.di(panel)
    partenza = iniziali(panel, orizzonte)
    nuovo = {titolo: np.array([[[300_000_00.0, 310_000_00.0]]]) for titolo in TITOLI}
    mosse = applica(prepara(panel, orizzonte, Ipotesi()), nuovo, partenza)
    for lato, mosso in (("entrate", mosse.riscossioni), ("spese", mosse.pagamenti)):
        vecchi = sum(v for (quale, _), v in partenza.residui.items() if quale == lato)
        dovuto = sum(v.sum() for (quale, _), v in nuovo.items() if quale == lato)
        assert (vecchi + dovuto).item() == pytest.approx(mosso.sum() + mosse.residui_finali(lato)[0, 0, 1])
    finale = partenza.cassa.item() + mosse.riscossioni.sum() - mosse.pagamenti.sum()
    assert mosse.cassa[0, 0, 1] == pytest.approx(finale)
