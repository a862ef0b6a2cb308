"""The bands hold as they say where they can, and are wide where they cannot know."""

import numpy as np
import pytest
from projection.forecast.pannello import serie

from crescere_kit.projection.forecast import bands, impara

CASO = np.random.default_rng(11)


def panel(enti=150, anni=12, comune=0.0):
    """Random walks; comune is how much all the enti move together."""
    passi = CASO.normal(0, 0.1, (enti, anni)) + comune * CASO.normal(0, 1, anni)
    return serie(*(1000 * np.exp(np.cumsum(passi, axis=1))))


def test_the_band_of_a_random_walk_is_as_wide_as_its_chance():
    regione = panel()
    previste = impara(regione).prevedi(regione)
    basso, alto = previste.banda(0.8)
    # log steps of 0.1: 80 % within ±1.2816 × 0.1 at one year, × √2 at two
    mezza = np.median(np.log(alto / basso), axis=0)[0] / 2
    assert mezza == pytest.approx([1.2816 * 0.1, 1.2816 * 0.1 * np.sqrt(2)], rel=0.3)


def test_errors_that_all_share_widen_the_band_until_many_origins_have_been_seen():
    soli = bands.prudenza([CASO.normal(0, 1, (200, 1, 2)) for _ in range(3)], 1)
    insieme = bands.prudenza([CASO.normal(k, 0.1, (200, 1, 2)) for k in (-1, 0, 1)], 1)
    assert soli == pytest.approx(1.0, abs=0.05)
    assert insieme == pytest.approx((1 + 0.85 / 2) * np.sqrt(4 / 3), abs=0.05)
    assert bands.prudenza([], 1) == pytest.approx(1.25)


def test_the_factor_learned_on_judged_origins_takes_over():
    # the band known before holds ±1.2816; what came was twice as wide
    prima, dopo = CASO.normal(0, 1, (5000, 1, 2)), CASO.normal(0, 2, (5000, 1, 2))
    serve = bands.quanto_serve(prima, dopo)
    uno = bands.fattore([serve], np.full((1, 2), 1.0))
    molti = bands.fattore([serve] * 17, np.full((1, 2), 1.0))
    assert uno == pytest.approx(1 + (2 - 1) / 4, abs=0.05)
    assert molti == pytest.approx(1 + (2 - 1) * 17 / 20, abs=0.08)


def test_no_band_goes_below_zero_where_nothing_ever_did():
    storie = CASO.choice([0.0, 0.0, 50_000.0], (80, 10)) * CASO.uniform(0.2, 1, (80, 10))
    regione = serie(*storie)
    previste = impara(regione).prevedi(regione)
    assert (previste.banda(0.8)[0] >= 0).all()
    assert (previste.campioni(200, 1) >= 0).all()


def test_a_balance_may_go_below_zero():
    regione = serie(*CASO.normal(0, 1000, (80, 10)))
    basso, alto = impara(regione).prevedi(regione).banda(0.8)
    assert (basso < 0).mean() > 0.9
    assert (alto > 0).mean() > 0.9


def test_a_voce_mostly_at_zero_keeps_a_band_worth_its_size():
    storie = np.zeros((80, 10))
    storie[:, ::4] = CASO.uniform(50_000, 90_000, (80, 3))
    _, alto = impara(serie(*storie)).prevedi(serie(*storie)).banda(0.8)
    assert np.median(alto[:, 0, 1]) > 10_000
