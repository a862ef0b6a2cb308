from datetime import UTC, date, datetime

import pytest

from hub_config.lotti.cadence import (
    GIORNO,
    MESE,
    ROMA,
    SETTIMANA,
    ULTIMO,
    UNA_VOLTA,
    Cadenza,
    CadenzaErrata,
)


def a_roma(*quando: int) -> datetime:
    return datetime(*quando, tzinfo=ROMA)


@pytest.mark.parametrize(
    ("cadenza", "parole"),
    [
        (Cadenza(MESE, 6, giorno=1), "ogni 1° del mese alle 6"),
        (Cadenza(MESE, 6, 30, giorno=15), "ogni 15 del mese alle 6:30"),
        (Cadenza(MESE, 1, giorno=ULTIMO), "ogni ultimo giorno del mese all'1"),
        (Cadenza(SETTIMANA, 7, giorno=1), "ogni lunedì alle 7"),
        (Cadenza(SETTIMANA, 7, 5, giorno=7), "ogni domenica alle 7:05"),
        (Cadenza(GIORNO, 6), "ogni giorno alle 6"),
        (Cadenza(GIORNO, 0), "ogni giorno a mezzanotte"),
        (Cadenza(UNA_VOLTA, 6, data=date(2026, 12, 1)), "una volta sola, il 1° dicembre 2026 alle 6"),
        (Cadenza(UNA_VOLTA, 9, data=date(2027, 3, 8)), "una volta sola, l'8 marzo 2027 alle 9"),
    ],
)
def test_a_plan_is_said_as_an_office_says_it(cadenza, parole):
    assert str(cadenza) == parole


@pytest.mark.parametrize(
    ("cadenza", "attesa"),
    [
        (Cadenza(MESE, 6, giorno=1), a_roma(2026, 12, 1, 6)),
        (Cadenza(MESE, 6, giorno=ULTIMO), a_roma(2026, 11, 30, 6)),
        (Cadenza(SETTIMANA, 7, giorno=1), a_roma(2026, 11, 30, 7)),
        (Cadenza(SETTIMANA, 7, giorno=7), a_roma(2026, 11, 29, 7)),
        (Cadenza(GIORNO, 6), a_roma(2026, 11, 24, 6)),
        (Cadenza(GIORNO, 23, 59), a_roma(2026, 11, 23, 23, 59)),
        (Cadenza(UNA_VOLTA, 18, data=date(2026, 11, 23)), a_roma(2026, 11, 23, 18)),
    ],
)
def test_the_next_time_is_counted_from_monday_23_november_2026_at_ten(cadenza, attesa):
    assert cadenza.prossima(a_roma(2026, 11, 23, 10)) == attesa


def test_the_last_day_of_the_month_follows_the_month():
    ultimo, giorni, quando = Cadenza(MESE, 6, giorno=ULTIMO), [], a_roma(2028, 1, 1)
    for _ in range(4):
        quando = ultimo.prossima(quando)
        giorni.append((quando.astimezone(ROMA).month, quando.astimezone(ROMA).day))
    assert giorni == [(1, 31), (2, 29), (3, 31), (4, 30)]


def test_six_o_clock_is_six_o_clock_of_the_office_in_winter_and_in_summer():
    ogni_giorno = Cadenza(GIORNO, 6)
    assert ogni_giorno.prossima(a_roma(2026, 1, 15, 12)) == datetime(2026, 1, 16, 5, tzinfo=UTC)
    assert ogni_giorno.prossima(a_roma(2026, 7, 15, 12)) == datetime(2026, 7, 16, 4, tzinfo=UTC)


@pytest.mark.parametrize("cadenza", [Cadenza(GIORNO, 2, 30), Cadenza(SETTIMANA, 2, 30, giorno=7)])
def test_in_march_half_past_two_does_not_exist_and_the_plan_runs_at_three(cadenza):
    """On 29 March 2026 the clock goes from 2:00 to 3:00, which is one o'clock UTC."""
    assert cadenza.prossima(a_roma(2026, 3, 28, 12)) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_in_march_what_happens_once_happens_all_the_same():
    una_volta = Cadenza(UNA_VOLTA, 2, 30, data=date(2026, 3, 29))
    assert una_volta.prossima(a_roma(2026, 3, 1)) == datetime(2026, 3, 29, 1, tzinfo=UTC)


@pytest.mark.parametrize("cadenza", [Cadenza(GIORNO, 2, 30), Cadenza(SETTIMANA, 2, 30, giorno=7)])
def test_in_october_half_past_two_comes_twice_and_the_plan_runs_once(cadenza):
    """On 25 October 2026 at 3:00 it is 2:00 again; the first 2:30 is half past midnight UTC."""
    prima = cadenza.prossima(a_roma(2026, 10, 24, 12))
    assert prima == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert cadenza.prossima(prima).astimezone(ROMA).day != 25


def test_what_happens_once_has_no_next_time_after_it():
    una_volta = Cadenza(UNA_VOLTA, 6, data=date(2026, 12, 1))
    assert una_volta.prossima(a_roma(2026, 12, 1, 6)) is None
    assert una_volta.prossima(a_roma(2026, 12, 1, 5, 59)) == a_roma(2026, 12, 1, 6)


def test_the_times_that_passed_meanwhile_are_counted():
    ogni_giorno = Cadenza(GIORNO, 6)
    assert ogni_giorno.saltate(a_roma(2026, 11, 20, 6), a_roma(2026, 11, 23, 5)) == 2
    assert ogni_giorno.saltate(a_roma(2026, 11, 23, 6), a_roma(2026, 11, 23, 8)) == 0


@pytest.mark.parametrize(
    ("valori", "frase"),
    [
        ({"tipo": "anno", "ora": 6}, "Ogni quanto"),
        ({"tipo": GIORNO, "ora": 24}, "da 0:00 a 23:59"),
        ({"tipo": GIORNO, "ora": 6, "minuto": 60}, "da 0:00 a 23:59"),
        ({"tipo": SETTIMANA, "ora": 6, "giorno": 0}, "giorno della settimana"),
        ({"tipo": SETTIMANA, "ora": 6, "giorno": 8}, "giorno della settimana"),
        ({"tipo": MESE, "ora": 6, "giorno": 31}, "da 1 a 28, oppure l'ultimo"),
        ({"tipo": UNA_VOLTA, "ora": 6}, "Scegliere la data"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused_in_a_sentence(valori, frase):
    with pytest.raises(CadenzaErrata, match=frase):
        Cadenza(**valori)
