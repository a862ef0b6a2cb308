"""The addizionale IRPEF: rates within the maximum, the brackets of the State, in time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from atti import atto, esiti, frasi

CODICE = "addizionale_irpef"


def test_the_sample_passes_every_blocking_check():
    assert [uno.messaggio for tutti in esiti(CODICE).values() for uno in tutti if uno.ferma] == []


def test_each_bracket_yields_its_income_by_its_rate():
    fatto = atto(CODICE)
    gettiti = [una.gettito for una in fatto.prospetto]
    assert gettiti == [Decimal("252000.00"), Decimal("105000.00"), Decimal("48000.00")]
    assert fatto.gettito == Decimal("405000.00")


def test_what_can_be_assessed_is_the_lesser_of_assessed_and_collected():
    assert atto(CODICE).massimo_accertabile == Decimal("405000.00")
    assert atto(CODICE, accertato_n2="390.000").massimo_accertabile == Decimal("390000.00")
    assert atto(CODICE, accertato_n2=None).massimo_accertabile is None
    assert "si accerta solo per cassa" in frasi(CODICE, "AI-07", previsto_in_bilancio="405.000,01")[0]


def test_a_rate_above_the_maximum_needs_the_norm_that_allows_it():
    (frase,) = frasi(CODICE, "AI-01", aliquote__2__aliquota="0,81")
    assert frase == "L'aliquota 0,81 % supera il massimo di 0,80 %: indicare la norma che lo permette."
    assert frasi(CODICE, "AI-01", aliquote__2__aliquota="0,81", regime_speciale="piano di riequilibrio") == []


def test_brackets_are_those_of_the_state_or_while_the_law_allows_those_of_before():
    (frase,) = frasi(CODICE, "AI-02", aliquote__0__fino_a="30.000")
    assert frase == (
        "Gli scaglioni non sono quelli dell'IRPEF: i limiti sono 28.000,00 €, 50.000,00 € oppure "
        "15.000,00 €, 28.000,00 €, 50.000,00 €."
    )
    quattro = [("15.000", "0,5"), ("28.000", "0,6"), ("50.000", "0,7"), (None, "0,8")]
    righe = [{"fino_a": fino, "aliquota": quota, "imponibile": "1.000"} for fino, quota in quattro]
    assert frasi(CODICE, "AI-02", aliquote=righe) == []
    assert len(frasi(CODICE, "AI-02", aliquote=righe, seduta_data=date(2029, 1, 10))) == 1


def test_the_only_rate_has_no_bracket():
    assert frasi(CODICE, "AI-02", struttura="unica") == [
        "L'aliquota unica è una riga sola, senza limite di reddito."
    ]
    una = [{"aliquota": "0,8", "imponibile": "60.000.000"}]
    assert atto(CODICE, struttura="unica", aliquote=una).gettito == Decimal("480000.00")
    assert frasi(CODICE, "AI-02", struttura="unica", aliquote=una) == []


def test_rates_grow_with_income():
    (frase,) = frasi(CODICE, "AI-03", aliquote__1__aliquota="0,6")
    assert frase == "L'aliquota 0,60 % segue 0,60 %: per scaglioni devono crescere con il reddito."


def test_the_threshold_exempts_and_is_not_taken_off_everybody():
    (uno,) = esiti(CODICE, soglia_come_franchigia=True)["AI-04"]
    assert (uno.superato, uno.ferma) == (False, False)


def test_after_the_term_of_the_year_the_act_is_stopped():
    assert frasi(CODICE, "AI-05", seduta_data=date(2026, 4, 15)) == []
    (frase,) = frasi(CODICE, "AI-05", seduta_data=date(2026, 4, 16))
    assert frase == ("Il termine per deliberare era il 15/04/2026: valgono le aliquote dell'anno prima.")
    assert atto(CODICE, seduta_data=date(2025, 2, 1)).termine == date(2025, 2, 28)


def test_an_act_after_the_day_of_publication_has_no_effect():
    assert "non ha effetto" in frasi(CODICE, "AI-06", seduta_data=date(2026, 12, 21))[0]
    assert atto(CODICE).pubblicazione_entro == date(2026, 12, 20)
