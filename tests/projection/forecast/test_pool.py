"""What is common is the median of the enti, and one unlike year is not yet a pace."""

import numpy as np
import pytest

from crescere_kit.projection.forecast import pool

MOLTI = 999


def test_the_common_growth_is_the_median_one():
    valori = np.array([[[100, 110]], [[100, 105]], [[100, 400]]], dtype=float)
    assert pool.crescite(valori)[0, 0] == pytest.approx(np.log(1.10) * 3 / 4)  # three enti, one of distrust


def test_a_voce_that_comes_and_goes_has_no_growth():
    valori = np.zeros((MOLTI, 1, 2))
    valori[:10] = [[1, 9]]
    assert pool.crescite(valori)[0, 0] == 0


def test_the_pace_is_that_of_the_last_five_years():
    note = np.array([[0.5, 0.02, 0.03, 0.04, 0.03, 0.03]])
    ritmo, livello = pool.andamento(note)
    assert ritmo[0] == pytest.approx(0.03)
    assert livello[0].tolist() == pytest.approx([0, 0.5, 0.52, 0.55, 0.59, 0.62, 0.65])


def test_a_last_year_unlike_the_others_is_not_believed_whole():
    # centre 0.03, spread 0.02 at least: the year of 0.60 counts as 0.03 + 3 × 0.02
    ritmo, livello = pool.andamento(np.array([[0.03, 0.02, 0.03, 0.04, 0.60]]))
    assert livello[0, -1] == pytest.approx(0.12 + 0.09)
    assert ritmo[0] == pytest.approx((0.12 + 0.09) / 5)


def test_a_growth_seen_once_is_believed_by_a_third():
    assert pool.andamento(np.array([[0.09]]))[0][0] == pytest.approx(0.03)
    assert pool.andamento(np.empty((2, 0)))[0].tolist() == [0, 0]
