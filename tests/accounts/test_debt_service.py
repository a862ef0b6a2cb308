"""Many loans at once cost, to the cent, what the written plan of each says."""

from decimal import Decimal

import numpy as np
import pytest

from crescere_kit.accounts.ammortamento import interessi_per_anno, piano
from crescere_kit.accounts.debt_service import Prestiti, rate_intere, servizio, valore_attuale

ESEMPIO = (500_000_00, 4.0, 2, 40, 1)  # dominio §7.2


def prestiti(*righe):
    return Prestiti(*(np.array(lato, dtype=float) for lato in zip(*righe, strict=True)))


def test_the_worked_example_of_a_french_loan():
    interessi, capitale = servizio(prestiti(ESEMPIO), 2)
    assert interessi[0, 0] == 19_834_44
    assert capitale[0, 0] == 16_721_30
    rate = rate_intere(prestiti(ESEMPIO))
    assert len(rate) == 40
    assert abs(rate[0] - 18_277_87) <= 1


def test_discounted_at_its_own_rate_a_loan_is_worth_what_is_owed():
    assert valore_attuale(rate_intere(prestiti(ESEMPIO)), 4.0, 2) == pytest.approx(500_000_00, abs=20)


@pytest.mark.parametrize("tipo", [1, 2, 3])
@pytest.mark.parametrize(
    ("tasso", "rate_anno", "rate"), [(4.125, 2, 37), (0, 1, 3), (7.3, 12, 18), (2.5, 4, 5)]
)
def test_the_arrays_give_what_the_written_plan_gives(tipo, tasso, rate_anno, rate):
    capitale = 123_456_78
    scritto = piano(Decimal(capitale) / 100, Decimal(str(tasso)), rate_anno, rate, tipo)
    trovato = servizio(prestiti((capitale, tasso, rate_anno, rate, tipo), ESEMPIO), 2)
    attesi = [int(anno * 100) for anno in interessi_per_anno(scritto, rate_anno, 2)]
    assert trovato.interessi[0].tolist() == attesi
    del_piano = [
        sum(int(una.capitale * 100) for una in scritto[anno * rate_anno : (anno + 1) * rate_anno])
        for anno in range(2)
    ]
    assert trovato.capitale[0].tolist() == del_piano


def test_a_loan_that_ends_costs_nothing_after():
    interessi, capitale = servizio(prestiti((1_000_00, 5, 2, 2, 2)), 3)
    assert capitale[0].tolist() == [1_000_00, 0, 0]
    assert interessi[0].tolist() == [25_00 + 12_50, 0, 0]


def test_a_loan_of_which_something_is_unknown_is_unknown_and_the_others_are_not():
    interessi, _ = servizio(prestiti(ESEMPIO, (1_000_00, float("nan"), 2, 2, 2)), 1)
    assert interessi[0, 0] == 19_834_44
    assert np.isnan(interessi[1, 0])
