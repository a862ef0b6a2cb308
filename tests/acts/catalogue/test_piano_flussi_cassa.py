"""The plan of cash: quarters as SIOPE saw them, balances that add up, and what to do when they go under."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from atti import atto, esiti, fatti, frasi

from crescere_kit.acts.cash import ripartisci


def correzione(importo, motivo=""):
    return [{"lato": "entrate", "titolo": "1", "trimestre": 1, "importo": importo, "motivo": motivo}]


def test_an_amount_is_split_to_the_cent_and_nothing_is_lost():
    terzi = [Decimal(1) / 3, Decimal(1) / 3, Decimal(1) / 3]
    assert ripartisci(Decimal("100.00"), terzi) == [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]


def test_each_titolo_is_its_cash_budget_by_the_quarters_of_two_years_before():
    riga = atto("piano_flussi_cassa").flussi[0]
    base = fatti()
    mesi = [
        base.conti.voce("siope", "entrate", "1", f"cassa_{m:02d}").loc[base.istat, 2024] for m in range(1, 13)
    ]
    stanziato = base.previsto("entrate", "1", 2026, cassa=True)
    assert riga.trim_1 == round(stanziato * int(sum(mesi[:3])) / int(sum(mesi)), 2)
    assert riga.totale == riga.stanziamento == stanziato


def test_each_balance_is_the_one_before_plus_what_comes_in_less_what_goes_out():
    uno = atto("piano_flussi_cassa")
    saldo = uno.fondo
    for trimestre in uno.saldi:
        saldo += trimestre.incassi - trimestre.pagamenti
        assert trimestre.saldo == saldo
    assert uno.fondo == fatti().rendiconto("risultato", "fondo_cassa", "importo", 2025)


def test_quarters_do_not_exceed_the_cash_budget():
    assert (
        "i trimestri sommano"
        in frasi("piano_flussi_cassa", "PF-01", aggiustamenti=correzione("90.000.000", "ruolo"))[0]
    )


def test_without_the_opening_cash_the_plan_is_unknown():
    trovati = esiti("piano_flussi_cassa", seduta_data=date(2031, 2, 20))["PF-02"]
    assert {(uno.superato, uno.ferma) for uno in trovati} == {(None, True)}
    assert {uno.campo for uno in trovati} == {"stanziamenti", "fondo_iniziale"}


def test_a_quarter_that_is_over_says_what_happened():
    giugno = {"seduta_data": date(2026, 4, 1)}
    assert frasi("piano_flussi_cassa", "PF-06", **giugno) == [
        "Il trimestre 1 è passato: mancano gli incassi e i pagamenti avvenuti."
    ]
    passato = [{"trimestre": 1, "incassi": "1.000", "pagamenti": "400"}]
    assert frasi("piano_flussi_cassa", "PF-06", consuntivi=passato, **giugno) == []
    (scarto,) = atto("piano_flussi_cassa", consuntivi=passato, **giugno).scostamenti
    assert scarto.avvenuto == 600
    assert scarto.differenza == 600 - scarto.previsto


def test_a_balance_under_zero_is_told_with_the_limit_of_the_anticipazione():
    molto = {"fondo_iniziale": "0", "aggiustamenti": correzione("0", "sospensione dei termini")}
    trovati = frasi("piano_flussi_cassa", "PF-03", **molto)
    assert trovati
    assert "limite dell'anticipazione" in trovati[0]
    uno = atto("piano_flussi_cassa", **molto)
    assert uno.fabbisogno == -min(saldo.saldo for saldo in uno.saldi)


def test_a_quarter_far_from_the_past_says_why():
    assert len(frasi("piano_flussi_cassa", "PF-04", aggiustamenti=correzione("0"))) == 1
    assert frasi("piano_flussi_cassa", "PF-04", aggiustamenti=correzione("0", "nuova scadenza")) == []


def test_after_february_it_is_late():
    (uno,) = esiti("piano_flussi_cassa", seduta_data=date(2026, 3, 3))["C-13"]
    assert (uno.superato, uno.ferma) == (False, False)
