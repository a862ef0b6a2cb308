"""The convention says what the law wants, and its shares are a whole."""

from __future__ import annotations

import pytest
from atti import atto, esiti, frasi


def test_the_cost_is_shared_by_the_quotas():
    uno = atto("convenzione")
    assert [riga.importo for riga in uno.riparto] == [72_000, 48_000]
    assert uno.quota_ente.importo == 72_000


@pytest.mark.parametrize("campo", ["fini", "durata_anni", "consultazione", "rapporti_finanziari", "obblighi"])
def test_each_content_of_the_law_is_there(campo):
    assert len(frasi("convenzione", "CO-01", **{campo: None})) == 1


def test_the_quotas_are_a_whole_and_the_ente_is_among_them():
    assert "sommano 101 %" in frasi("convenzione", "CO-02", enti__1__quota="41")[0]
    assert "non è fra gli enti" in frasi("convenzione", "CO-02", enti__0__nome="Altro")[0]


def test_the_budget_holds_the_share():
    assert "71.999,99 €" in frasi("convenzione", "CO-03", stanziamenti__1__importo="71.999,99")[0]
    assert [uno.superato for uno in esiti("convenzione", stanziamenti=[])["CO-03"]] == [None]


def test_every_year_of_the_budget_is_there():
    due = [{"anno": anno, "importo": "72.000"} for anno in (2026, 2027)]
    assert frasi("convenzione", "CO-03", stanziamenti=due) == [
        "Manca lo stanziamento del 2028: la convenzione dura 3 anni."
    ]
    assert frasi("convenzione", "CO-03", stanziamenti=due, durata_anni=2) == []


def test_a_cost_that_the_shares_do_not_make_is_found():
    assert len(frasi("convenzione", "CO-04", enti__1__quota="39")) == 1
