"""The rule of half the parametri: decided when it can be, and left open when it cannot."""

import pytest
from esempio import ANNO, ISTAT, comune, conti, dichiarato, equilibri, penultimo, risposta

from crescere_kit.indicators import calcola

# Of the example P5 and P6 are SI; these make P7 and P4 SI, or leave P6 and P7 unknown.
P7_SI = {dichiarato("13.2"): 1.0}
P1_SI = {equilibri("AA"): 1_000_000}
SENZA_P6, SENZA_P7 = (dichiarato("13.1"),), (dichiarato("13.2"),)


def deficitari(cambia=None, senza=()):
    return calcola(conti(comune(cambia=cambia, senza=senza), penultimo())).valore(ISTAT, ANNO, "N_P")


@pytest.mark.parametrize(
    ("cambia", "numero", "esito"),
    [
        ({}, 2, "nella norma"),
        (P7_SI, 3, "vicino al limite"),
        (P7_SI | P1_SI, 4, "oltre il limite"),
        (P7_SI | P1_SI | {dichiarato("3.2"): 1.0}, 5, "oltre il limite"),
    ],
)
def test_four_of_eight_make_an_ente_deficitario_and_three_are_near(cambia, numero, esito):
    trovato = deficitari(cambia)
    assert (trovato.valore, trovato.esito, trovato.nota) == (numero, esito, "")


def test_a_parametro_not_known_does_not_matter_when_the_judgement_would_not_change():
    trovato = deficitari(senza=SENZA_P7)
    assert (trovato.valore, trovato.esito) == (2, "nella norma")
    assert trovato.nota == "il parametro non calcolabile è P7: i deficitari sono da 2 a 3"


def test_three_si_and_one_not_known_cannot_be_decided():
    trovato = deficitari(P1_SI | P7_SI, SENZA_P6)
    assert (trovato.valore, trovato.esito) == (None, "n.c.")
    assert trovato.motivo == "il parametro non calcolabile è P6: i deficitari sono da 3 a 4"


def test_two_not_known_are_both_named():
    trovato = deficitari(P1_SI, (*SENZA_P6, *SENZA_P7))
    assert trovato.motivo == "i parametri non calcolabili sono P6, P7: i deficitari sono da 2 a 4"


def test_four_si_are_enough_whatever_the_others_are():
    cambia = P1_SI | P7_SI | {dichiarato("3.2"): 1.0}
    trovato = deficitari(cambia, SENZA_P6)
    assert (trovato.valore, trovato.esito) == (4, "oltre il limite")


def test_a_declared_si_counts_where_there_is_no_value():
    assert deficitari(P1_SI | P7_SI | {risposta("P6"): 1}, SENZA_P6).valore == 4


def test_in_a_year_without_limits_nothing_is_counted():
    trovati = calcola(conti(comune(anno=2018)))
    assert trovati.valore(ISTAT, 2018, "N_P").valore is None
