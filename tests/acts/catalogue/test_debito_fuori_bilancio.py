"""Debts outside the budget: what may be recognised of each, what pays for it, by when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from atti import atto, esiti, frasi

from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.outputs.albo import versione_albo

LETTERA_E = {
    "lettera": "e",
    "creditore": "Edile Esempio s.r.l.",
    "titolo": "fattura 18/2025",
    "sorte": "10.000,00",
    "responsabile": "Lavori pubblici",
    "utilita": "la strada è stata ripristinata",
    "valore_utilita": "9.500,00",
    "utile_impresa": "1.000,00",
}


def copertura(importo, mezzo="entrate", **altro):
    return [{"mezzo": mezzo, "anno": 2026, "importo": importo, "disponibile": importo, **altro}]


def test_a_judgment_is_recognised_with_its_legal_interest_and_its_costs():
    (uno,) = atto("debito_fuori_bilancio").riconosciuti
    # 8.000 × 1,6 % × 98 giorni / 365 = 34,37
    assert uno.interessi == Decimal("34.37")
    assert uno.riconosciuto == Decimal("10184.37")
    assert uno.scadenza == date(2026, 7, 28)


def test_interest_over_two_years_takes_the_rate_of_each():
    scritto = {"debiti__0__decorrenza_interessi": date(2025, 12, 1), "seduta_data": date(2026, 2, 1)}
    (uno,) = atto("debito_fuori_bilancio", **scritto).riconosciuti
    # 8.000 × (2 % × 31 + 1,6 % × 31) / 365 = 13,59 + 10,87
    assert uno.interessi == Decimal("24.46")


def test_of_letter_e_only_what_was_useful_and_not_the_profit():
    uno = atto("debito_fuori_bilancio", debiti=[LETTERA_E])
    assert (uno.totale, uno.escluso) == (Decimal("9000.00"), Decimal("1000.00"))


def test_the_cover_is_what_is_recognised_to_the_cent():
    (frase,) = frasi("debito_fuori_bilancio", "DF-01", coperture=copertura("10.184,36"))
    assert frase == "I debiti riconosciuti sono 10.184,37 €, la copertura 10.184,36 €."
    assert (
        "ne sono disponibili 10,00 €"
        in frasi("debito_fuori_bilancio", "DF-01", coperture=copertura("10.184,37", disponibile="10"))[0]
    )


def test_a_loan_pays_investments_only():
    mutuo = copertura("10.184,37", "mutuo")
    assert len(frasi("debito_fuori_bilancio", "DF-02", coperture=mutuo)) == 1
    assert frasi("debito_fuori_bilancio", "DF-02", coperture=mutuo, debiti__0__per_investimento=True) == []


def test_the_utility_of_letter_e_is_proved():
    assert len(frasi("debito_fuori_bilancio", "DF-03", debiti=[LETTERA_E | {"utilita": ""}])) == 1


def test_instalments_want_the_agreement_and_at_most_three_years():
    assert len(frasi("debito_fuori_bilancio", "DF-06", rate_anni=4)) == 2


def test_avanzo_waits_for_the_rendiconto():
    scritto = {"coperture": copertura("10.184,37", "avanzo"), "rendiconto_approvato": False}
    assert len(frasi("debito_fuori_bilancio", "DF-07", **scritto)) == 1


def test_a_natural_person_a_late_payment_and_an_unused_fund_are_told():
    (uno,) = esiti("debito_fuori_bilancio", albo_verificato=False)["DF-08"]
    assert uno.ferma
    assert esiti("debito_fuori_bilancio")["DF-08"][0].superato
    assert esiti("debito_fuori_bilancio", albo_verificato=False, debiti__0__persona_fisica=False)["DF-08"][
        0
    ].superato
    tardi = frasi("debito_fuori_bilancio", "DF-05", seduta_data=date(2026, 8, 3))
    assert "è scaduto il 28/07/2026" in tardi[0]
    fondo = {"fondo_contenzioso": "5.000", "coperture": copertura("10.184,37")}
    assert len(frasi("debito_fuori_bilancio", "DF-09", **fondo)) == 1


def test_without_the_revisori_it_stops():
    assert [uno.superato for uno in esiti("debito_fuori_bilancio", pareri=[])["C-05"]] == [False] * 3


def test_the_albo_shows_a_code_for_a_person_and_the_name_of_a_firm():
    schema = definizione("debito_fuori_bilancio").schema()
    persona = versione_albo(atto("debito_fuori_bilancio").contesto(), schema)
    assert persona.contesto["riconosciuti"][0]["creditore"] == "Creditore 1"
    assert "Prati" not in str(persona.contesto)
    ditta = versione_albo(atto("debito_fuori_bilancio", debiti=[LETTERA_E]).contesto(), schema)
    assert ditta.contesto["riconosciuti"][0]["creditore"] == "Edile Esempio s.r.l."


def test_the_cover_falls_in_the_years_of_the_payment():
    (frase,) = frasi("debito_fuori_bilancio", "DF-01", coperture__0__anno=2030)
    assert "fra il 2026 e il 2026" in frase


def test_a_profit_above_the_request_recognises_nothing_and_never_less():
    uno = atto("debito_fuori_bilancio", debiti=[LETTERA_E | {"utile_impresa": "10.400"}])
    assert (uno.totale, uno.escluso) == (0, Decimal("10000.00"))


def test_interest_from_before_the_rates_that_are_written_is_unknown_and_no_crash():
    vecchio = atto("debito_fuori_bilancio", debiti__0__decorrenza_interessi=date(2013, 1, 1))
    assert vecchio.riconosciuti is None
    assert vecchio.totale is None
