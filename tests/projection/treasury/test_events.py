"""What the law and the contracts put in known months."""

import esempio
import numpy as np
import pytest

from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.treasury.calendar import giorni
from crescere_kit.projection.treasury.events import noti

MILLE = np.array([[[1000.0, 2000.0]]])


def del_comune(linea, entrate=()):
    """The event of a line of 1.000 and 2.000 cents, with these (fase, codice, euro) in the rendiconto."""
    cambia = {esempio.entrate(fase, codice): euro for fase, codice, euro in entrate}
    panel = esempio.conti(esempio.comune(cambia=cambia))
    (evento,) = noti(panel, Orizzonte.di(panel), {linea: MILLE})
    return evento


def mesi(evento):
    return {mese + 1: quota for mese, quota in enumerate(evento.mesi[0, 0, 0].tolist()) if quota}


IMU = (
    ("accertamenti", "1010106", 1000),
    ("riscossioni_competenza", "1010106", 900),
    ("riscossioni_competenza", "1", 2000),
    ("riscossioni_residui", "1", 1000),
)
FSC = (("accertamenti", "10301", 100), ("riscossioni_competenza", "10301", 100))


def test_of_the_imu_what_is_collected_in_the_year_comes_in_june_and_december():
    evento = del_comune("imu", IMU)
    assert mesi(evento) == {6: 0.5, 12: 0.5}
    assert evento.importo.ravel() == pytest.approx([900, 1800])
    assert evento.passato.item() == pytest.approx(0.3)  # 900 of 3.000 collected of titolo 1


def test_the_fondo_di_solidarieta_comes_two_thirds_in_may():
    evento = del_comune("fsc", FSC)
    assert mesi(evento) == pytest.approx({5: 0.66, 10: 0.34})


def test_one_month_of_pay_in_thirteen_is_paid_in_december():
    panel = esempio.conti()
    (evento,) = noti(panel, Orizzonte.di(panel), {"personale": MILLE})
    assert mesi(evento) == {12: 1}
    assert evento.titolo == ("spese", "1")


def test_interest_is_paid_with_the_instalments():
    assert mesi(del_comune("interessi")) == {6: 0.5, 12: 0.5}


def test_a_line_of_which_the_rendiconto_says_nothing_is_not_measured():
    panel = esempio.conti(esempio.comune(senza=(esempio.entrate("accertamenti", "1010106"),)))
    (evento,) = noti(panel, Orizzonte.di(panel), {"imu": MILLE})
    assert np.isnan(evento.importo).all()


def test_a_line_that_is_not_given_has_no_event_and_others_have_no_date():
    panel = esempio.conti()
    assert noti(panel, Orizzonte.di(panel), {"tari": MILLE}) == ()


def test_the_days_of_the_years_are_those_of_the_calendar():
    dei_mesi = giorni(Orizzonte(("901001", "901002"), np.array([2022, 2023])))
    assert dei_mesi.sum(axis=-1)[:, 0].tolist() == [[365, 366], [366, 365]]
    assert dei_mesi[0, 0, 1, 1] == 29
