"""The day by which an act was due, and the decrees that moved it."""

from datetime import date

import pytest

from crescere_kit import rules

CALENDARIO = [
    "pcc_stock",
    "itp_annuale",
    "avanzo_presunto",
    "fgdc",
    "flussi_cassa",
    "riaccertamento",
    "rendiconto",
    "rendiconto_bdap",
    "preconsuntivo_bdap",
    "dup",
    "assestamento",
    "salvaguardia",
    "tari",
    "consolidato",
    "imu_mef",
    "schema_bilancio",
    "variazioni",
    "variazioni_peg",
    "bilancio",
    "partecipate",
    "peg",
    "piao",
    "bilancio_bdap",
    "impignorabilita",
    "relazione_rientro",
    "relazione_prfp",
]


@pytest.mark.parametrize("codice", CALENDARIO)
def test_every_entry_of_the_calendar_has_its_term(codice):
    assert isinstance(rules.termine(codice, 2026), date)


@pytest.mark.parametrize(
    ("codice", "esercizio", "giorno"),
    [
        ("bilancio", 2027, date(2026, 12, 31)),
        ("bilancio", 2026, date(2026, 2, 28)),  # DM 24/12/2025
        ("bilancio", 2022, date(2022, 8, 31)),
        ("bilancio_bdap", 2026, date(2026, 3, 30)),
        ("peg", 2027, date(2027, 1, 20)),
        ("piao", 2027, date(2027, 1, 30)),
        ("rendiconto", 2025, date(2026, 4, 30)),
        ("rendiconto", 2019, date(2020, 6, 30)),
        ("rendiconto_bdap", 2025, date(2026, 5, 30)),
        ("consolidato", 2025, date(2026, 9, 30)),
        ("consolidato_bdap", 2025, date(2026, 10, 7)),
        ("salvaguardia", 2026, date(2026, 7, 31)),
        ("tari", 2025, date(2025, 4, 30)),
        ("tari", 2026, date(2026, 7, 31)),
    ],
)
def test_the_term_of_an_exercise_is_the_one_of_the_law_or_of_the_decree_that_deferred_it(
    codice, esercizio, giorno
):
    assert rules.termine(codice, esercizio) == giorno


def test_a_year_before_the_rule_has_no_term():
    with pytest.raises(rules.RegolaAssente):
        rules.termine("flussi_cassa", 2020)


def test_a_number_that_is_not_a_day_of_the_year_is_not_a_term():
    with pytest.raises(rules.RegolaAssente, match="non è un giorno dell'anno"):
        rules.termine("consolidato_abitanti", 2025)
