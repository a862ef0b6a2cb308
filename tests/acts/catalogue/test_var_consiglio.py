"""The variazione of the consiglio: a grant and a loan need their CUP, a loan stays within art. 204."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from atti import atto, esiti, fatti, frasi

PRESTITO = {"genere": "indebitamento", "cup": "J31B21000000001"}


def corretto(margine):
    return [{"campo": "margine_interessi", "valore": margine, "motivo": "prospetto dell'art. 204"}]


def test_the_object_says_what_kind_of_variation_it_is():
    assert atto("var_consiglio").titolo == (
        "Variazione al bilancio di previsione 2026-2028: nuova entrata vincolata"
    )
    assert atto("var_consiglio", genere="generica").titolo == "Variazione al bilancio di previsione 2026-2028"


def test_one_cent_breaks_the_balance_here_too():
    assert "0,01 €" in frasi("var_consiglio", "VU-01", righe__1__competenza="18.000,01")[0]


def test_a_grant_without_its_cup_is_null():
    assert len(frasi("var_consiglio", "VC-01", genere="contributo")) == 1
    assert frasi("var_consiglio", "VC-01", genere="contributo", cup="J31B21000000001") == []


INVESTIMENTO = {"righe__1__codice": "2"}


def test_what_pays_for_an_investment_needs_a_cup_whatever_it_is_called():
    assert len(frasi("var_consiglio", "VC-01", **INVESTIMENTO)) == 1
    assert frasi("var_consiglio", "VC-01", **INVESTIMENTO, cup_non_dovuto="acquisto di arredi") == []
    assert frasi("var_consiglio", "VC-01") == []


def test_the_kind_is_what_the_rows_say():
    (frase,) = frasi("var_consiglio", "VC-04", genere="generica")
    assert frase == "Il genere è «variazione ordinaria»: le righe sono di «nuova entrata vincolata»."
    (prestito,) = frasi("var_consiglio", "VC-04", righe__0__codice="6", righe__0__vincolo="")
    assert "«nuovo indebitamento»" in prestito


def test_a_loan_in_the_rows_is_asked_for_its_interest_whatever_it_is_called():
    assert len(frasi("var_consiglio", "VC-02", righe__0__codice="6")) == 1


def test_a_loan_stays_within_the_interest_that_the_law_still_allows():
    oltre = frasi(
        "var_consiglio", "VC-02", **PRESTITO, interessi_nuovi="4.000,01", correzioni=corretto("4.000,00")
    )
    assert "costa 4.000,01 €" in oltre[0]
    entro = frasi(
        "var_consiglio", "VC-02", **PRESTITO, interessi_nuovi="4.000,00", correzioni=corretto("4.000,00")
    )
    assert entro == []


def test_a_loan_without_its_interest_is_asked_for_it():
    assert frasi("var_consiglio", "VC-02", **PRESTITO) == ["Mancano gli interessi annui del nuovo prestito."]


def test_the_margin_is_that_of_the_indicator():
    assert atto("var_consiglio").margine_interessi == fatti().indicatore("DEB_MARGINE", 2026)


def test_applied_avanzo_says_which():
    assert len(frasi("var_consiglio", "VC-03", genere="avanzo")) == 1


def test_a_tie_changes_as_much_on_both_sides():
    (uno,) = esiti("var_consiglio", righe__0__vincolo="altro")["VU-10"][:1]
    assert uno.superato is False
    assert not uno.ferma


def test_after_november_the_case_is_asked_for():
    assert len(frasi("var_consiglio", "VU-05", seduta_data=date(2026, 12, 3))) == 1


def test_the_balance_is_what_the_rows_say():
    assert atto("var_consiglio").pareggio == Decimal("18000.00")
