"""What the ente declares against what its accounts say, by hand on the worked example."""

import esempio
import pytest
from esempio import ANNO, ISTAT, dichiarato

from crescere_kit import quality
from crescere_kit.indicators import compute, equilibri
from crescere_kit.indicators.deficitarieta import PARAMETRI
from crescere_kit.indicators.strutturale import parametri_deficitari

SPOSTATI = ("cento_volte", "impossibile", "scarto", "dichiarato_assente")


def calcola(conti):
    return compute.calcola(conti, (*PARAMETRI, parametri_deficitari))


def qualita(cambia=None, senza=()):
    conti = esempio.conti(esempio.comune(cambia=cambia, senza=senza), esempio.penultimo())
    return quality.controlla(conti, calcola(conti))


def dati(**altro):
    return [uno for uno in qualita(**altro).di(ISTAT, ANNO) if uno.codice in SPOSTATI]


def test_what_the_example_declares_is_what_its_accounts_give():
    assert dati() == []


@pytest.mark.parametrize(("valore", "codice"), [(35.34, None), (35.30, "scarto"), (0.3533, "cento_volte")])
def test_p1_of_35_33_is_told_from_a_slip_and_from_a_ratio(valore, codice):
    trovati = dati(cambia={dichiarato("1.1"): valore})
    assert [(uno.codice, uno.tocca) for uno in trovati] == ([(codice, ("P1",))] if codice else [])


def test_a_figure_a_hundred_times_over_is_shown_beside_the_recomputed_one():
    (dato,) = dati(cambia={dichiarato("10.3"): 740})
    p4 = esempio.indicatori().valore(ISTAT, ANNO, "P4")
    assert dato.valore == 740
    assert dato.atteso == p4.valore
    assert f"è dichiarato 740,00 % e ricalcolato {p4.testo}" in dato.frase
    assert dato.tocca == ("P4",)


def test_an_impossible_figure_touches_also_what_counts_it():
    (dato,) = dati(cambia={dichiarato("13.1"): 75_000})
    assert (dato.codice, dato.valore, dato.atteso) == ("impossibile", 75_000, 100)
    assert {"P6", "N_P"} == set(dato.tocca)
    assert "ha dichiarato «Debiti fuori bilancio riconosciuti e finanziati» (P6): 75.000,00 %" in dato.frase


def test_debts_not_declared_by_who_declares_the_rest_are_asked_for():
    (dato,) = dati(senza=(dichiarato("13.1"),))
    assert (dato.codice, dato.tocca) == ("dichiarato_assente", ("P6",))


def test_the_same_difference_is_in_the_row_and_in_the_gate():
    cambia = {dichiarato("1.1"): 35.30}
    conti = esempio.conti(esempio.comune(cambia=cambia), esempio.penultimo())
    indicatori = calcola(conti)
    (dato,) = quality.controlla(conti, indicatori).di(ISTAT, ANNO)[-1:]
    assert indicatori.valore(ISTAT, ANNO, "P1").nota == "dichiarato 35,30 %, ricalcolato 35,33 %"
    assert "è dichiarato 35,30 % e ricalcolato 35,33 %" in dato.frase


def test_a_row_of_the_prospect_is_held_to_what_its_leaves_give():
    voce = {esempio.equilibri("W1"): 620_001}
    conti = esempio.conti(esempio.comune(cambia=voce), esempio.penultimo())
    (dato,) = quality.controlla(conti, compute.calcola(conti, equilibri.INDICATORI)).di(ISTAT, ANNO)
    assert (dato.codice, dato.tocca) == ("scarto", ("W1",))
    assert "è dichiarato 620.001,00 € e ricalcolato 620.000,00 €" in dato.frase
