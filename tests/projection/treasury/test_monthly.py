"""The months add up to the years, and what is dated falls on its date."""

import numpy as np
import pytest

from crescere_kit.projection.treasury.annual import applica as in_anni
from crescere_kit.projection.treasury.events import Evento
from crescere_kit.projection.treasury.monthly import applica
from crescere_kit.projection.treasury.profile import Profilo
from crescere_kit.projection.treasury.rates import Iniziali, Tassi, colonna

E1, U1 = ("entrate", "1"), ("spese", "1")
PIATTO = np.full(12, 1 / 12)
TUTTO, NIENTE = colonna([1.0]), colonna([0.0])


def a(**mesi):
    """A profile with these shares: `m06=0.5`."""
    quote = np.zeros(12)
    for mese, quota in mesi.items():
        quote[int(mese[1:]) - 1] = quota
    return quote


def mensile(entrate=(1200.0, 1200.0), *, cassa=0.0, debito=0.0, eventi=(), arrivi=PIATTO):
    """One ente that pays 1.200 cents a year, a twelfth every month."""
    uscite = (1200.0, 1200.0)
    partenza = Iniziali({E1: NIENTE, U1: NIENTE}, colonna([cassa]), colonna([debito]))
    tassi = Tassi({E1: TUTTO, U1: TUTTO}, {E1: TUTTO, U1: TUTTO})
    competenza = {E1: np.array(entrate).reshape(1, -1, 2), U1: np.array(uscite).reshape(1, -1, 2)}
    mosse = in_anni(tassi, competenza, partenza)
    quando = Profilo({E1: arrivi.reshape(1, 1, 1, 12), U1: PIATTO.reshape(1, 1, 1, 12)}, ("",))
    return applica(quando, mosse, partenza, eventi), mosse, partenza


def evento(importo, mesi, passato=0.0):
    importi = np.array(importo).reshape(1, -1, 2)
    return Evento(E1, "prova", mesi.reshape(1, 1, 1, 12), importi, colonna([passato]))


def test_taxes_in_june_and_december_leave_the_spring_short():
    trovato, _, _ = mensile(cassa=300, arrivi=a(m06=0.5, m12=0.5))
    primo = [200, 100, 0, -100, -200, 300, 200, 100, 0, -100, -200, 300]
    assert trovato.saldi.ravel() == pytest.approx(primo * 2)


def test_the_months_add_up_to_the_years_and_december_is_the_fondo_cassa():
    strade = [[1000.0, 900.0], [800.0, 1500.0]]
    trovato, mosse, partenza = mensile(strade, cassa=50, debito=20, eventi=[evento([100, 100], a(m05=1))])
    for mensili, annuali in ((trovato.entrate, mosse.riscossioni), (trovato.uscite, mosse.pagamenti)):
        assert mensili.reshape(1, -1, 2, 12).sum(axis=-1) == pytest.approx(
            np.broadcast_to(annuali, (1, 2, 2))
        )
    assert trovato.saldi[..., [11, 23]] == pytest.approx(mosse.cassa - partenza.debito)


def test_an_extraordinary_transfer_falls_in_its_month_and_the_rest_keeps_the_profile():
    trovato, _, _ = mensile(eventi=[evento([600, 0], a(m03=1))])
    primo, secondo = trovato.entrate.reshape(2, 12)
    assert primo == pytest.approx([50, 50, 650, *[50] * 9])
    assert secondo == pytest.approx([100] * 12)


def test_what_was_always_there_does_not_count_twice():
    """Half of the year came in June and December: dated again, and the same, it changes nothing."""
    arrivi = 0.5 * a(m06=0.5, m12=0.5) + 0.5 * PIATTO
    solito = evento([600, 600], a(m06=0.5, m12=0.5), passato=0.5)
    senza, _, _ = mensile(arrivi=arrivi)
    con, _, _ = mensile(arrivi=arrivi, eventi=[solito])
    assert con.saldi == pytest.approx(senza.saldi)


def test_more_of_it_than_before_comes_on_its_dates():
    arrivi = 0.5 * a(m06=0.5, m12=0.5) + 0.5 * PIATTO
    trovato, _, _ = mensile(arrivi=arrivi, eventi=[evento([840, 600], a(m06=0.5, m12=0.5), passato=0.5)])
    assert trovato.entrate[0, 0, :6] == pytest.approx([30] * 5 + [450])  # 360 / 12, and half of 840


def test_an_event_is_never_more_than_its_titolo():
    trovato, _, _ = mensile(eventi=[evento([5000, 5000], a(m01=1))])
    assert trovato.entrate[0, 0, :3] == pytest.approx([1200, 0, 0])


def test_an_event_nobody_can_measure_stays_in_the_profile():
    trovato, _, _ = mensile(eventi=[evento([np.nan, 100], a(m01=1))])
    assert trovato.entrate[0, 0, :12] == pytest.approx([100] * 12)


def test_without_months_the_balances_are_unknown_and_the_year_is_not():
    trovato, mosse, _ = mensile(arrivi=PIATTO * np.nan)
    assert np.isnan(trovato.saldi).all()
    assert np.isnan(trovato.banda).all()
    assert mosse.cassa.ravel() == pytest.approx([0, 0])


def test_a_second_year_that_is_unknown_leaves_the_first():
    trovato, _, _ = mensile(entrate=(1200.0, np.nan))
    assert not np.isnan(trovato.saldi[..., :12]).any()
    assert np.isnan(trovato.saldi[..., 12:]).all()


def test_the_band_opens_during_the_year_and_closes_at_its_end():
    trovato, _, _ = mensile()
    primo = trovato.banda[0, 0, :12]
    # 30 % of 100 in and of 100 out: √(2 · 30²) after a month, times √(11/12) that the year must give back
    assert primo[0] == pytest.approx(np.sqrt(1800 * 11 / 12))
    assert primo[5] == pytest.approx(np.sqrt(6 * 1800 * 0.5))
    assert primo.argmax() == 5
    assert trovato.banda[0, 0, [11, 23]] == pytest.approx([0, 0])
