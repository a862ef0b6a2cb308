"""Every value of the law has words, a source and a tag, and no day has two values."""

import copy
from datetime import date, timedelta
from decimal import Decimal

import pytest

from crescere_kit import rules
from crescere_kit.rules.check import difetti
from crescere_kit.rules.loader import interpreta, regole

TUTTE = [(tema, codice, valori) for tema in rules.temi() for codice, valori in regole(tema).items()]
BUONA = {
    "limite": {
        "descrizione": "Limite di prova",
        "unita": "percentuale",
        "valori": [
            {
                "dal": date(2020, 1, 1),
                "al": date(2020, 12, 31),
                "valore": 1,
                "fonte": "legge",
                "verifica": "V",
            },
            {"dal": date(2021, 1, 1), "valore": Decimal("1.5"), "fonte": "legge", "verifica": "K"},
        ],
    }
}


def test_the_shipped_rules_cover_the_four_themes():
    assert {"anticipazione", "avviso", "deficitarieta", "equilibri"} <= set(rules.temi())


@pytest.mark.parametrize(("tema", "codice", "valori"), TUTTE)
def test_every_shipped_value_has_words_a_source_and_a_tag(tema, codice, valori):
    for regola in valori:
        assert len(regola.descrizione) > 20
        assert len(regola.fonte) > 20
        assert regola.verifica in {"V", "K", "?"}


@pytest.mark.parametrize(("tema", "codice", "valori"), TUTTE)
def test_no_day_has_two_values_of_one_rule(tema, codice, valori):
    giorni = {estremo for regola in valori for estremo in (regola.dal, regola.al) if estremo}
    giorni |= {giorno + timedelta(days=1) for giorno in giorni}
    for giorno in giorni:
        assert sum(regola.vale(giorno) for regola in valori) <= 1


def test_a_good_file_has_no_fault():
    assert difetti("prova", BUONA) == []
    assert [regola.valore for regola in interpreta("prova", BUONA)["limite"]] == [1, Decimal("1.5")]


@pytest.mark.parametrize(
    ("dove", "chiave", "valore", "detto"),
    [
        ("riga", "fonte", "", "«fonte» manca"),
        ("riga", "fonte", None, "«fonte» manca"),
        ("riga", "verifica", "forse", "la verifica «forse»"),
        ("riga", "valore", "1", "«valore» manca"),
        ("riga", "valore", True, "«valore» manca"),
        ("riga", "nota", "ciao", "«nota» non è una chiave"),
        ("riga", "al", date(2019, 1, 1), "prima di cominciare"),
        ("riga", "al", date(2021, 1, 1), "due valori in vigore il 2021-01-01"),
        ("voce", "descrizione", " ", "manca la descrizione"),
        ("voce", "unita", "mele", "«mele»"),
        ("voce", "valori", [], "nessun valore"),
    ],
)
def test_a_rule_that_breaks_the_form_is_refused_with_a_sentence(dove, chiave, valore, detto):
    tavola = copy.deepcopy(BUONA)
    (tavola["limite"] if dove == "voce" else tavola["limite"]["valori"][0])[chiave] = valore
    with pytest.raises(rules.RegoleNonValide, match=r"prova\.limite") as errore:
        interpreta("prova", tavola)
    assert detto in str(errore.value)


def test_all_faults_are_listed_together():
    tavola = copy.deepcopy(BUONA)
    del tavola["limite"]["descrizione"]
    del tavola["limite"]["valori"][1]["fonte"]
    assert len(difetti("prova", tavola)) == 2


def test_an_open_value_followed_by_another_overlaps():
    tavola = copy.deepcopy(BUONA)
    del tavola["limite"]["valori"][0]["al"]
    assert "due valori in vigore il 2021-01-01" in difetti("prova", tavola)[0]


@pytest.mark.parametrize(
    ("valore", "buono"), [(228, True), (1231, True), (230, False), (1301, False), (31, False)]
)
def test_a_day_of_the_year_must_be_in_the_calendar(valore, buono):
    tavola = {"termine": copy.deepcopy(BUONA["limite"]) | {"unita": "giorno"}}
    for riga in tavola["termine"]["valori"]:
        riga["valore"] = valore
    assert (difetti("prova", tavola) == []) == buono
