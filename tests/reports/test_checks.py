"""What is to be checked is in its own section and beside every number that it touches."""

import re

import esempio
import pytest
from esempio import ANNO, ISTAT, dichiarato, equilibri

from crescere_kit.app.page import pagina
from crescere_kit.reports import Fascicolo
from crescere_kit.reports.analysis import come_dict
from crescere_kit.reports.sections import SEZIONI

SEGNO = "dato da controllare"


def fascicolo(cambia=None):
    conti = esempio.conti(esempio.comune(cambia=cambia), esempio.penultimo()).solo([ISTAT])
    return Fascicolo(conti, ISTAT, ANNO)


@pytest.fixture(scope="module")
def pulito():
    return fascicolo()


@pytest.fixture(scope="module")
def guasto():
    return fascicolo({dichiarato("1.1"): 35.30, equilibri("B"): 6_000_001})


def riga(frammento, codice):
    html = frammento._repr_html_()
    inizio = html.rindex("<li>", 0, html.index(f'id="ind-{codice}"'))
    return html[inizio : html.index("</li>", inizio)]


def test_a_year_with_nothing_wrong_says_so_in_one_line_with_how_many_checks(pulito):
    assert pulito.anomalie() == []
    testo = pulito.qualita()._repr_html_()
    assert testo == f"<p>I 13 controlli sui dati del {ANNO} non trovano nulla da confermare.</p>"
    assert SEGNO not in pulito.indicatori()._repr_html_()


def test_the_section_says_what_why_and_what_to_do(guasto):
    titoli = [str(riga[0]) for riga in guasto.qualita().righe]
    assert "Dichiarato diverso dal ricalcolato" in titoli
    assert "Somma che non torna" in titoli


def test_the_number_touched_is_marked_and_its_row_opens_on_the_sentence(guasto):
    w1 = riga(guasto.indicatori(), "W1")
    assert SEGNO in w1.split("</summary>")[0]
    assert "Dato da controllare. Nel rendiconto 2023 non torna" in w1
    assert SEGNO not in riga(guasto.indicatori(), "RA-A")


def test_the_difference_that_the_row_already_says_is_not_said_twice(guasto):
    p1 = riga(guasto.indicatori(), "P1")
    assert SEGNO in p1.split("</summary>")[0]
    assert len(re.findall("dichiarato 35,30", p1, re.I)) == 1
    assert "si usa quello ricalcolato" in p1


def test_the_cards_of_the_parametri_are_marked_too(guasto, pulito):
    assert f">{SEGNO}<" in guasto.parametri()._repr_html_()
    assert SEGNO not in pulito.parametri()._repr_html_()


def test_an_impossible_figure_is_nc_with_its_reason_and_not_marked_as_a_number():
    html = fascicolo({dichiarato("13.1"): 75_000}).indicatori()._repr_html_()
    assert "ente ha dichiarato 75.000,00 %: sembra un importo in euro" in html


def test_the_page_has_the_section_right_after_the_criticita(guasto):
    ancore = [sezione.ancora for sezione in SEZIONI]
    assert ancore[ancore.index("criticita") + 1] == "qualita"
    assert '<section id="qualita"' in pagina(guasto)


def test_the_document_for_other_programs_has_them(guasto, pulito):
    assert come_dict(pulito)["qualita"] == []
    assert {"scarto", "identita"} == {uno["codice"] for uno in come_dict(guasto)["qualita"]}
