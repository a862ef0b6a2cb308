"""The state of a comune in sentences: the same numbers as its tables, in the order in which one decides."""

from dataclasses import replace
from html import unescape

import pytest
from bs4 import BeautifulSoup

from crescere_kit.euro import euro
from crescere_kit.reports import apri, told


@pytest.fixture(scope="module")
def borgo(archivio_demo):
    return apri("901001", 2024, archivio_demo)


@pytest.fixture(scope="module")
def frasi(borgo) -> list[str]:
    return [p.get_text() for p in BeautifulSoup(borgo.in_breve().html, "html.parser").find_all("p")]


def test_the_year_is_told_with_the_figures_of_the_table(borgo, frasi):
    valori = {valore.codice: valore for valore in borgo.valori()}
    assert frasi[0].startswith(
        "Nel rendiconto 2024 del Comune di Borgo Esempio il risultato di competenza (W1) è"
    )
    assert valori["W1"].testo in frasi[0]
    assert "deficitario: parametri oltre il limite" in frasi[0]


def test_a_sum_below_zero_says_so_in_words(borgo, frasi):
    valori = {valore.codice: valore for valore in borgo.valori()}
    sotto = [codice for codice in ("W1", "W2", "RA_E") if valori[codice].valore < 0]
    assert frasi[0].count("sotto zero") == len(sotto)
    assert told._con_segno(replace(valori["W1"], valore=-1)).endswith(", sotto zero")


def test_the_criticita_are_counted_and_the_worst_is_named(borgo, frasi):
    voci = borgo.voci_critiche()
    assert f"Le criticità sono {len(voci)}: " in frasi[1]
    assert voci[0].titolo[1:] in frasi[1]


def test_what_is_expected_comes_with_its_band(borgo, frasi):
    saldo = borgo.prevista.saldi()["O"][0]
    assert (
        f"{euro(saldo.valore)} nel {saldo.anno} (in otto casi su dieci fra {euro(saldo.bande[80][0])}"
        in frasi[2]
    )


def test_what_is_not_known_is_told_with_the_file_that_would_help(borgo, frasi):
    ignoti = sum(valore.valore is None for valore in borgo.valori())
    assert f"Di {len(borgo.valori())} indicatori {ignoti} non si possono calcolare" in frasi[-1]
    assert borgo.carichi()[0].file in frasi[-1]


def test_without_the_rendiconto_nothing_else_is_told(archivio_demo):
    assert "Manca il rendiconto 2026: senza il rendiconto non si racconta l'anno." in unescape(
        apri("901001", 2026, archivio_demo).in_breve().html
    )
