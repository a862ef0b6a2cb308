"""The fund follows the delay of the year before: the whole truth table of the law."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from atti import atto, esiti, frasi

RIDOTTO = {"stock_n1": "80.000", "stock_n2": "100.000", "fatture_ricevute": "1.000.000"}
FERMO_6 = {"stock_n1": "60.000", "stock_n2": "60.000", "fatture_ricevute": "1.000.000"}
FERMO_5 = {"stock_n1": "50.000", "stock_n2": "50.000", "fatture_ricevute": "1.000.000"}


@pytest.mark.parametrize(
    ("giorni", "debito", "aliquota"),
    [
        (0, RIDOTTO, 0),
        (0, FERMO_6, 5),
        (0, FERMO_5, 0),
        *((giorni, RIDOTTO, 1) for giorni in (1, 10)),
        *((giorni, RIDOTTO, 2) for giorni in (11, 30)),
        *((giorni, RIDOTTO, 3) for giorni in (31, 60)),
        (61, RIDOTTO, 5),
    ],
)
def test_the_share_is_that_of_the_law(giorni, debito, aliquota):
    uno = atto("fgdc", ritardo=giorni, ritardo_pubblicato=giorni, **debito)
    assert uno.aliquota == aliquota
    # 2.300.000 − 18.000 of tied spending
    assert uno.base == Decimal("2282000.00")
    assert uno.accantonamento == Decimal(22_820 * aliquota)


def test_who_did_not_publish_pays_the_whole_share():
    assert atto("fgdc", ritardo=0, comunicazioni_mancate=True, **RIDOTTO).aliquota == 5


def test_a_small_debt_is_let_pass_to_the_cent():
    assert atto("fgdc", **FERMO_5).esenzione_stock is True
    assert atto("fgdc", **FERMO_5 | {"stock_n1": "50.000,01"}).esenzione_stock is False


def test_the_delay_is_the_published_one():
    assert frasi("fgdc", "FG-01", ritardo_pubblicato=13) == [
        "La PCC dice 14 giorni di ritardo, l'ente ha pubblicato 13."
    ]


def test_tied_spending_is_not_more_than_the_whole():
    assert "superano gli stanziamenti" in frasi("fgdc", "FG-02", beni_e_servizi="17.999,99")[0]


def test_without_the_budget_the_fund_is_not_zero_but_unknown():
    assert atto("fgdc", beni_e_servizi=None).accantonamento is None
    assert {uno.superato for uno in esiti("fgdc", beni_e_servizi=None)["FG-03"]} == {None}


def test_after_february_the_act_is_late():
    (uno,) = esiti("fgdc", seduta_data=date(2026, 3, 2))["C-13"]
    assert (uno.superato, uno.ferma) == (False, False)
    assert "Il termine era il 28/02/2026" in uno.messaggio


def test_who_sets_aside_is_reminded_to_adjust():
    assert len(frasi("fgdc", "FG-05")) == 1
    assert frasi("fgdc", "FG-05", ritardo=0, ritardo_pubblicato=0, **RIDOTTO) == []
