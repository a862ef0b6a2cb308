"""The budget: three years that balance, with the funds and the papers that the law wants."""

from __future__ import annotations

from datetime import date

from atti import atto, esiti, fatti, frasi

ZERI = ("A", "AA", "C", "E", "H", "I", "L", "M", "P", "Q", "S1", "S2", "T", "V", "X1", "X2", "Y")


def prospetto(**righe):
    """A prospect that balances, with some rows of the first year changed."""
    base = dict.fromkeys(ZERI, "0") | {"B": "1000", "D": "900", "F": "100", "R": "500", "U": "500"}
    return [
        {"riga": riga, "primo": righe.get(riga, valore), "secondo": valore, "terzo": valore}
        for riga, valore in base.items()
    ]


def test_the_titoli_are_those_of_the_budget():
    righe = {(uno.lato, uno.titolo): uno for uno in atto("bilancio").titoli}
    assert righe["spese", "1"].primo == fatti().previsto("spese", "1", 2026)
    assert righe["entrate", "1"].cassa == fatti().previsto("entrate", "1", 2026, cassa=True)


def test_the_equilibri_come_from_the_prospect_through_the_indicators():
    uno = atto("bilancio", prospetto=prospetto(H="250")).equilibri
    assert [(riga.anno, riga.o, riga.w) for riga in uno[:2]] == [(2026, 250, 250), (2027, 0, 0)]


def test_a_budget_that_does_not_balance_is_refused():
    assert frasi("bilancio", "BI-01", prospetto=prospetto(H="250")) == [
        "Nel 2026 il bilancio non pareggia: W è 250,00 €."
    ]
    assert "parte corrente è -1,00 €" in frasi("bilancio", "BI-02", prospetto=prospetto(D="901", P="1"))[0]


def test_cash_does_not_go_under_zero():
    negativa = [{"campo": "cassa_finale", "valore": "-0,01", "motivo": "prospetto della cassa"}]
    assert frasi("bilancio", "BI-03", correzioni=negativa) == ["Il fondo di cassa finale è -0,01 €."]


def test_the_reserves_stay_in_their_limits():
    troppo = frasi("bilancio", "BI-04", fondo_riserva="9.000.000")
    assert any("contro il massimo" in frase for frase in troppo)
    assert frasi("bilancio", "BI-04", fondo_riserva="1") != []


def test_the_funds_reach_their_minimum():
    assert "il minimo è 380.000,00 €" in frasi("bilancio", "BI-05", fcde__primo="379.999,99")[0]


def test_every_paper_is_there_or_its_reason_is():
    assert frasi("bilancio", "BI-06", allegati_uniti=[]) != []
    assert len(frasi("bilancio", "BI-06", allegati_uniti__3={"lettera": "d", "unito": False})) == 1
    motivato = {"lettera": "d", "unito": False, "motivo": "l'ente non ha prestiti"}
    assert frasi("bilancio", "BI-06", allegati_uniti__3=motivato) == []


def test_the_dup_and_the_taxes_come_in_time():
    assert len(frasi("bilancio", "BI-07", ref_dup__data=date(2026, 2, 21))) == 1
    assert len(frasi("bilancio", "BI-10", tributi__0__data=date(2026, 3, 1))) == 1


def test_debt_within_the_limit_is_known_or_asked_for():
    assert [uno.superato for uno in esiti("bilancio", verifiche_a_mano=[])["BI-11"]] in ([True], [None])


def test_late_budgets_and_one_off_revenue_are_told():
    (uno,) = esiti("bilancio", seduta_data=date(2026, 3, 30))["BI-12"]
    assert (uno.superato, uno.ferma) == (False, False)
    assert len(frasi("bilancio", "BI-08", una_tantum="10", ricorrenti_una_tantum="4")) == 1
