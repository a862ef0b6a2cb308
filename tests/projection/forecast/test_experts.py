"""Each expert, on histories short enough to be worked out by hand."""

import numpy as np
import pytest

from crescere_kit.projection.forecast import experts
from crescere_kit.projection.forecast.experts import Passato
from crescere_kit.projection.forecast.pool import Comune

TUTTE = np.array([True])


def passato(*anni, ritmo=0.0, livello=None, diversita=0.0, rumore=0.0) -> Passato:
    livelli = np.zeros(len(anni)) if livello is None else np.array(livello)
    comune = Comune(
        np.array([ritmo]), livelli[None], np.array([9.0]), np.array([diversita]), np.array([rumore])
    )
    return Passato.di(np.array([[anni]], dtype=float), comune)


def due(previste) -> list[float]:
    return previste[:, 0, 0].tolist()


def test_the_last_value_is_said_again_whatever_year_it_is_of():
    assert due(experts.ultimo(passato(90, 100))) == [100, 100]
    assert due(experts.ultimo(passato(90, 100, np.nan))) == [100, 100]


def test_smoothing_passes_over_the_years_that_nobody_knows():
    # 100; 100 + 0.5·(120 − 100) = 110; unknown; 110 + 0.5·(90 − 110) = 100
    assert due(experts.lisciatura(passato(100, 120, np.nan, 90), 0.5 * TUTTE, ~TUTTE)) == [100, 100]


def test_smoothing_at_today_s_level_moves_with_the_others():
    uno = passato(100, 110, ritmo=np.log(1.1), livello=[0, np.log(1.1)])
    assert due(experts.lisciatura(uno, 0.5 * TUTTE, TUTTE)) == pytest.approx([121, 133.1])


def test_the_common_growth_moves_the_last_value():
    assert due(experts.crescita_comune(passato(80, 100, ritmo=np.log(1.02)))) == pytest.approx([102, 104.04])


def test_the_common_growth_of_the_unknown_years_is_added():
    uno = passato(100, np.nan, ritmo=np.log(1.1), livello=[0, np.log(1.2)])
    assert due(experts.crescita_comune(uno)) == pytest.approx([132, 145.2])


def test_the_own_growth_counts_as_much_as_it_is_not_chance():
    # own growth ln 2 in two years; half of what is seen is chance: 0.01 / (0.01 + 0.02/2) = 1/2
    uno = passato(100, 150, 200, diversita=0.01, rumore=0.02)
    atteso = [200 * 2 ** (0.5 * 0.5 * 0.8), 200 * 2 ** (0.5 * 0.5 * (0.8 + 0.64))]
    assert due(experts.crescita_propria(uno)) == pytest.approx(atteso)
    assert due(experts.crescita_propria(passato(100, 150, 200, rumore=0.02))) == pytest.approx([200, 200])


def test_the_drift_goes_on_by_the_mean_yearly_step():
    assert due(experts.deriva(passato(100, 90, 130))) == [145, 160]
    assert due(experts.deriva(passato(-10, 0))) == [10, 20]
    assert due(experts.deriva(passato(np.nan, 100))) == [100, 100]


def test_the_mean_is_of_the_last_three_years_that_are_known():
    assert due(experts.media_3(passato(500, 90, 100, 110))) == [100, 100]
    assert due(experts.media_3(passato(500, 90, np.nan, 110))) == [100, 100]


def test_the_median_does_not_see_one_odd_year():
    assert due(experts.mediana_di(passato(7, 100, 900, 102), 3, ~TUTTE)) == [102, 102]


def test_an_ente_silent_for_three_years_is_not_projected():
    assert np.isnan(experts.ultimo(passato(100, np.nan, np.nan, np.nan))).all()


def test_zeros_and_negatives_are_values_like_others():
    for storia in ((0, 0, 0, 0), (-5, -5, -5, -5)):
        uno = passato(*storia, diversita=0.1, rumore=0.1)
        quali = {nome: np.zeros((2, 1), dtype=int) for nome in ("lisciatura", "mediana")}
        assert (experts.tutti(uno, quali) == storia[0]).all()


def test_what_never_was_below_zero_is_not_forecast_below_zero():
    uno = passato(400, 250, 100)
    assert due(experts.fermi(uno)["deriva"]) == [0, 0]
    assert due(experts.fermi(passato(-10, 250, 100, -300))["deriva"])[1] < -300


def test_a_year_that_comes_from_nothing_does_not_explode():
    uno = passato(1, 1, 1, 1000, diversita=9.0, rumore=0.01)
    assert max(due(experts.fermi(uno)["crescita_propria"])) <= 2000
