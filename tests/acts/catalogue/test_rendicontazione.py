"""The claim: each euro has its CUP, its documents, its line and its period, and is asked for once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from atti import atto, frasi


def test_what_is_asked_for_is_the_share_of_what_was_spent_less_the_advances():
    uno = atto("rendicontazione")
    # 66.000 × 200.000 / 250.000
    assert (uno.totale, uno.richiesto) == (66_000, 52_800)
    assert (uno.avanzamento, uno.tasso) == (Decimal("26.40"), Decimal("80.00"))
    assert atto("rendicontazione", progetto__anticipi_da_recuperare="2.800").richiesto == 50_000


def test_the_frame_says_what_remains_of_each_line():
    righe = {una.voce: una for una in atto("rendicontazione").quadro_dopo}
    assert (righe["Lavori"].speso, righe["Lavori"].residuo) == (66_000, 134_000)


def test_the_cup_is_that_of_the_project():
    assert "CUP assente" in frasi("rendicontazione", "RC-01", spese__0__cup=None)[0]


def test_spending_stays_in_its_line():
    assert (
        "spesi 66.000,00 € su 65.999,99 €"
        in frasi("rendicontazione", "RC-02", quadro__0__rimodulato="65.999,99")[0]
    )
    assert len(frasi("rendicontazione", "RC-02", spese__0__voce="Arredi")) == 1


def test_payments_fall_in_the_period():
    assert len(frasi("rendicontazione", "RC-03", spese__0__quietanza=date(2025, 5, 11))) == 1


def test_an_invoice_is_claimed_once():
    assert len(frasi("rendicontazione", "RC-04", spese__0__gia_rendicontata=True)) == 1
    spesa = atto("rendicontazione").spese[0].model_dump()
    assert len(frasi("rendicontazione", "RC-04", spese=[spesa, spesa])) == 1


def test_tax_that_comes_back_is_not_claimed():
    assert "60.000,00 €" in frasi("rendicontazione", "RC-05", spese__0__iva_recuperabile=True)[0]


def test_the_claim_stays_in_the_grant():
    assert len(frasi("rendicontazione", "RC-06", progetto__gia_ricevuto="150.000")) == 1
    assert len(frasi("rendicontazione", "RC-06", progetto__anticipi_da_recuperare="60.000")) == 1


def test_every_expense_is_documented():
    assert frasi("rendicontazione", "RC-07", spese__0__mandato="") == ["Della spesa 1 manca il mandato."]


def test_a_no_stops_the_claim_and_so_does_silence():
    assert "non si può presentare" in frasi("rendicontazione", "RC-09", attestazioni__3__vera=False)[0]
    assert len(frasi("rendicontazione", "RC-09", attestazioni=[])) == 8


def test_a_short_progress_is_told():
    assert len(frasi("rendicontazione", "RC-08", soglia_avanzamento="30")) == 1
