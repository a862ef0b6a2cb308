"""A jump is a jump only when it is seen to be over, and a lasting break is where the history starts."""

import numpy as np
import pytest

from crescere_kit.projection.forecast.jumps import senza_salti, soglie

X = np.nan


def pulita(*anni):
    valori = np.array([[anni]], dtype=float)
    return senza_salti(valori, valori, soglie(np.full((3, 1, 8), 100.0)))[0, 0].tolist()


@pytest.mark.parametrize(
    ("storia", "attesa"),
    [
        ((100, 105, 300, 98, 102), (100, 105, X, 98, 102)),  # ×3 for one year
        ((402, 437, 89, 410, 420), (402, 437, X, 410, 420)),  # a fifth for one year
        ((100, 220, 340, 101, 99, 100), (100, X, X, 101, 99, 100)),  # two years, and back
        ((100, 105, 98, 102, 300), (100, 105, 98, 102, 300)),  # the last one may stay
        ((100, 105, 98, 310, 300), (X, X, X, 310, 300)),  # it stayed: a merged comune
        ((100, 105, 500, 510), (X, X, 500, 510)),
        ((300, 310, 100, 102, 98, 101, 99), (X, X, 100, 102, 98, 101, 99)),  # split long ago
        ((100, 170, 100, 60, 100), (100, 170, 100, 60, 100)),  # ordinary movement
        ((100, 300, 100), (100, 300, 100)),  # three years are too few to judge
        ((100, X, 300, X, 98, 102), (100, X, X, X, 98, 102)),  # unknown years are not a way back
    ],
)
def test_what_is_a_jump_and_what_is_not(storia, attesa):
    assert pulita(*storia) == pytest.approx(list(attesa), nan_ok=True)


def test_a_voce_restless_by_nature_has_a_wider_ordinary():
    caso = np.random.default_rng(1)
    investimenti = np.exp(caso.normal(10, 0.8, (300, 1, 8)))
    assert soglie(investimenti)[0] > 1.5
    assert soglie(np.full((3, 1, 8), 100.0))[0] == pytest.approx(np.log(1.8))


def test_zeros_are_no_jumps():
    assert pulita(0, 0, 100, 0, 0, 0) == [0, 0, 100, 0, 0, 0]
