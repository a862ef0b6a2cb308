"""The notice: its weights, its days, its money, and who must not be recognised."""

from __future__ import annotations

from datetime import date

from atti import atto, frasi


def test_the_days_to_apply_are_counted():
    assert atto("avviso").giorni == 23


def test_weights_are_a_whole():
    assert frasi("avviso", "AV-01", criteri__0__peso="61") == ["I pesi dei criteri sommano 101, non 100."]


def test_there_is_time_to_apply():
    assert len(frasi("avviso", "AV-02", scadenza=date(2026, 9, 21))) == 1
    assert frasi("avviso", "AV-02", scadenza=date(2026, 9, 22)) == []


def test_who_is_in_need_is_not_recognised():
    assert len(frasi("avviso", "AV-03", stato_di_bisogno=True)) == 1
    assert frasi("avviso", "AV-03", stato_di_bisogno=True, graduatoria_con_codici=True) == []


def test_the_money_is_there_and_booked():
    assert "restano 11.999,99 €" in frasi("avviso", "AV-04", disponibile="11.999,99")[0]
    assert frasi("avviso", "C-10", prenotazione=None) == ["Manca: Prenotazione di impegno."]
