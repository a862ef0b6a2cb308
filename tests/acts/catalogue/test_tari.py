"""The TARI: tariffs of the metodo normalizzato that cover the plan, in the limits of the law, in time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from atti import atto, dati, esiti, fatti, frasi

CODICE = "tari"


def test_the_sample_passes_every_blocking_check():
    assert [uno.messaggio for tutti in esiti(CODICE).values() for uno in tutti if uno.ferma] == []


def test_the_tariffs_are_those_worked_out_by_hand():
    # fixed, domestic: 80 % of 397.000 = 317.600 over 80.000 × 0,81 + 100.000 × 0,94 = 158.800: 2 € each
    # variable, domestic: 80 % of 575.000 = 460.000 over 1.000 × 1,00 + 2.000 × 1,80 = 4.600: 100 € each
    # others: 79.400 over 10.000 × 1,00; 115.000 over 10.000 × 9,00
    fatto = atto(CODICE)
    assert [(una.fissa, una.variabile) for una in fatto.tariffe] == [
        (Decimal("1.62"), Decimal("100")),
        (Decimal("1.88"), Decimal("180")),
        (Decimal("7.94"), Decimal("11.5")),
    ]
    assert [una.gettito for una in fatto.tariffe] == [
        Decimal("229600.00"),
        Decimal("548000.00"),
        Decimal("194400.00"),
    ]
    assert (fatto.entrate_tariffarie, fatto.gettito, fatto.copertura) == (
        Decimal("972000.00"),
        Decimal("972000.00"),
        Decimal("100"),
    )


def test_reductions_paid_by_the_tariff_raise_it_for_the_others_and_the_plan_stays_covered():
    fatto = atto(CODICE, riduzioni__0__comma="659", riduzioni__0__copertura="tariffa")
    assert fatto.riduzioni_in_tariffa == Decimal("6000.00")
    assert fatto.tariffe[0].variabile == Decimal("101.304348")  # 466.000 / 4.600
    assert abs(fatto.gettito - fatto.entrate_tariffarie) <= Decimal("0.01")


def test_perequative_components_are_asked_of_every_user():
    assert [una.totale for una in atto(CODICE).perequative] == [
        Decimal("312.00"),
        Decimal("4680.00"),
        Decimal("18720.00"),
    ]


def test_tariffs_that_do_not_cover_the_plan_are_refused():
    (frase,) = frasi(CODICE, "TA-01", utenze=dati(CODICE)["utenze"][:2])
    assert frase == (
        "Il gettito delle tariffe è 777.600,00 €, le entrate tariffarie del piano 972.000,00 €: la "
        "differenza è -194.400,00 €."
    )


def test_coefficients_stay_in_the_limits_that_the_tolerance_widens():
    (frase,) = frasi(CODICE, "TA-02", utenze__2__variabile="15,00")
    assert frase == ("Uffici, agenzie, studi professionali: Kd è 15,00, fuori dai limiti da 7,90 a 10,30.")
    assert frasi(CODICE, "TA-02", utenze__2__variabile="15,00", deroga_652=True) == []
    assert len(frasi(CODICE, "TA-02", utenze__2__variabile="15,46", deroga_652=True)) == 1


def test_reductions_of_comma_660_are_paid_by_the_budget_with_a_line_of_it():
    (frase,) = frasi(CODICE, "TA-03", riduzioni__0__copertura="tariffa")
    assert "le riduzioni del comma 660 non si pagano con la tariffa" in frase
    assert "il capitolo che finanzia 6.000,00 €" in frasi(CODICE, "TA-03", riduzioni__0__capitolo="")[0]


def test_a_small_comune_has_twenty_one_categories():
    chi = fatti().anagrafica
    piccolo = chi.model_copy(update={"ente": chi.ente.model_copy(update={"popolazione": 3000})})
    (frase,) = frasi(CODICE, "TA-04", fatti(anagrafica=piccolo), utenze__2__voce=22)
    assert frase == "La voce 22 delle utenze non domestiche non esiste per un comune di 3000 abitanti."
    assert frasi(CODICE, "TA-04", utenze__2__voce=22) == []


def test_a_strong_change_is_said_without_stopping():
    (uno,) = esiti(CODICE, utenze__0__dovuto_precedente="200.000")["TA-05"]
    assert (uno.superato, uno.ferma) == (False, False)
    assert "cambia del 14,80 %" in uno.messaggio


def test_revenue_grows_within_the_limit_or_with_an_act_that_allows_more():
    (frase,) = frasi(CODICE, "TA-06", limite_crescita="3")
    assert frase == (
        "Le entrate tariffarie sono 972.000,00 €, il massimo con una crescita del 3,00 % è 968.200,00 €."
    )
    assert frasi(CODICE, "TA-06", limite_crescita="3", atto_superamento="determinazione n. 40") == []
    assert esiti(CODICE, pef_precedente=None)["TA-06"][0].superato is None


def test_from_2026_the_term_is_the_end_of_july():
    assert frasi(CODICE, "TA-07", seduta_data=date(2026, 7, 31)) == []
    (frase,) = frasi(CODICE, "TA-07", seduta_data=date(2026, 8, 1))
    assert frase == "Il termine per deliberare era il 31/07/2026: valgono le tariffe dell'anno prima."
    assert atto(CODICE, seduta_data=date(2025, 3, 1)).termine == date(2025, 4, 30)
