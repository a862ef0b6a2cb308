"""After the reconciliation the totals are the sums of the items, and what is computed has not moved."""

import numpy as np
import pytest

from crescere_kit.projection.forecast.reconcile import riconcilia

DUE_E_UNA = np.array([[1, 1, 1]])


def test_the_gap_is_shared_as_much_as_each_is_uncertain():
    # 30 to share; item variances 1 and 2, the total 3 stays uncertain too: 1/6, 2/6 and 3/6 of 30
    mosse = riconcilia([100, 200, 50], [380], np.array([1, 2, 0, 3.0]), DUE_E_UNA)
    assert mosse == pytest.approx([105, 210, 50])


def test_a_computed_line_stays_to_the_cent_and_a_computed_total_is_met():
    mosse = riconcilia([100, 200, 50], [380], np.array([1, 2, 0, 0.0]), DUE_E_UNA)
    assert mosse[2] == 50
    assert mosse == pytest.approx([110, 220, 50])
    assert mosse.sum() == pytest.approx(380, abs=1e-6)


def test_many_enti_at_once_give_what_each_gives_alone():
    caso = np.random.default_rng(4)
    somma = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 1, 1]])
    voci, totali = caso.uniform(1, 9, (50, 2, 4)), caso.uniform(5, 20, (50, 2, 3))
    varianze = caso.uniform(0, 2, (50, 2, 7))
    insieme = riconcilia(voci, totali, varianze, somma)
    assert insieme[13, 1] == pytest.approx(riconcilia(voci[13, 1], totali[13, 1], varianze[13, 1], somma))


def test_where_a_total_or_an_item_is_unknown_the_others_stay():
    assert riconcilia([100, 200, 50], [np.nan], np.ones(4), DUE_E_UNA).tolist() == [100, 200, 50]
    mosse = riconcilia([100, np.nan, 50], [380], np.ones(4), DUE_E_UNA)
    assert mosse[[0, 2]].tolist() == [100, 50]
    assert np.isnan(mosse[1])


def test_where_everything_is_computed_nothing_moves():
    mosse = riconcilia([100, 200, 50], [350], np.zeros(4), DUE_E_UNA)
    assert mosse.tolist() == [100, 200, 50]
