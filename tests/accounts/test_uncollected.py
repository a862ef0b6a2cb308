"""What is not collected, to the cent: the same as fractions, half a cent up, unknown where a year is."""

from fractions import Fraction
from math import floor

import numpy as np
import pytest

from crescere_kit.accounts.uncollected import quota_non_riscossa, supera_la_media


def uno(importo, coppie, percento=100):
    numeratori, denominatori = (np.array([lato], dtype=float).T for lato in zip(*coppie, strict=True))
    return quota_non_riscossa(np.array([float(importo)]), numeratori, denominatori, percento)[0]


def con_frazioni(importo, coppie, percento):
    importo, coppie = int(importo), [(int(sopra), int(sotto)) for sopra, sotto in coppie]
    riscossa = sum(Fraction(sopra, sotto) for sopra, sotto in coppie) / len(coppie)
    return floor(importo * (1 - min(riscossa, 1)) * percento / 100 + Fraction(1, 2))


@pytest.mark.parametrize(
    ("importo", "coppie", "atteso"),
    [
        (1000, [(3, 4)], 250),
        (1, [(1, 2)], 1),  # half a cent is rounded up
        (3, [(1, 2)], 2),
        (10, [(1, 3), (2, 3)], 5),
        (100, [(5, 4)], 0),  # more than everything was collected
        (100, [(-1, 4)], 100),
        (0, [(1, 0)], 0),  # of nothing, nothing is left
    ],
)
def test_what_is_left_is_a_whole_number_of_cents(importo, coppie, atteso):
    assert uno(importo, coppie) == atteso


@pytest.mark.parametrize("coppie", [[(1, 0)], [(np.nan, 4)], [(1, 4), (1, np.nan)], [(1, 4), (0, 0)]])
def test_a_year_not_known_or_empty_leaves_the_whole_unknown(coppie):
    assert np.isnan(uno(100, coppie))


def test_it_is_what_fractions_give_for_thousands_of_amounts():
    caso = np.random.default_rng(7)
    accertati = caso.integers(1, 10**11, (5, 20_000))
    riscossi = (accertati * caso.random((5, 20_000))).astype("int64")
    importi = caso.integers(1, 10**11, 20_000)
    trovati = quota_non_riscossa(importi.astype(float), riscossi.astype(float), accertati.astype(float), 85)
    attesi = [
        con_frazioni(importi[i], list(zip(riscossi[:, i], accertati[:, i], strict=True)), 85)
        for i in range(0, 20_000, 10)
    ]
    assert trovati[::10].astype(int).tolist() == attesi


def test_amounts_that_fall_on_half_a_cent_are_what_fractions_give():
    importi = np.arange(1, 4_001, dtype=float)
    meta = np.ones((1, 4_000))
    for sopra, sotto in ((1, 2), (3, 8), (7, 40), (37, 200)):
        trovati = quota_non_riscossa(importi, meta * sopra, meta * sotto, 100)
        assert trovati.tolist() == [con_frazioni(int(i), [(sopra, sotto)], 100) for i in importi]


@pytest.mark.parametrize(
    ("quote", "supera"), [((0.65, 0.6, 0.65), True), ((0.65, 0.6, 0.7), False), ((0.6, 0.6, 0.6), False)]
)
def test_the_last_year_must_be_better_than_the_mean_and_not_equal(quote, supera):
    tutte = np.array([quote]).T
    assert supera_la_media(tutte[0], tutte)[0] == supera
