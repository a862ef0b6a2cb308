"""The letters of the risultato di amministrazione, from the cash to what is left free."""

import pytest
from esempio import ANNO, ISTAT, comune, conti, indicatori, risultato

from crescere_kit.indicators import calcola

ATTESI = {"RA_A": 4_160_000, "RA_B": 3_850_000, "RA_C": 420_000, "RA_D": 90_000, "RA_E": -200_000}


@pytest.mark.parametrize(("codice", "euro"), ATTESI.items())
def test_the_example_has_the_letters_computed_by_hand(codice, euro):
    assert indicatori().valori.loc[(ISTAT, ANNO), codice] == euro * 100


def test_a_negative_free_part_is_a_disavanzo_even_with_a_positive_result():
    valore = indicatori().valore(ISTAT, ANNO, "RA_E")
    assert valore.esito == "oltre il limite"
    assert valore.distanza_in_parole == "200.000,00 € sotto il limite (0,00 €)"


def test_the_fondo_cassa_of_the_prospect_comes_before_the_one_recomputed():
    # 40.000 of payments by forced execution: the prospect says 300.000, cash movements alone say 340.000.
    trovati = calcola(conti(comune(cambia={risultato("fondo_cassa"): 300_000})))
    assert trovati.valori.loc[(ISTAT, ANNO), "RA_A"] == 4_120_000_00


def test_a_fund_that_was_not_filed_leaves_the_declared_total():
    tavola = comune(cambia={risultato("accantonata"): 3_900_000}, senza=(risultato("fal"),))
    trovati = calcola(conti(tavola))
    assert trovati.valori.loc[(ISTAT, ANNO), "RA_B"] == 3_900_000_00
    assert trovati.origine(ISTAT, ANNO, "RA_B") == "dichiarato"


def test_without_a_fund_nor_a_declared_total_the_free_part_is_not_known():
    trovati = calcola(conti(comune(senza=(risultato("fal"),))))
    assert trovati.valore(ISTAT, ANNO, "RA_E").valore is None
    assert "Fondo anticipazioni liquidità" in trovati.perche(ISTAT, ANNO, "RA_E")


def test_the_vincolata_is_what_the_ente_declares():
    trovati = calcola(conti(comune(senza=(risultato("vincolata"),))))
    assert indicatori().origine(ISTAT, ANNO, "RA_C") == "dichiarato"
    assert "non lo ha dichiarato" in trovati.perche(ISTAT, ANNO, "RA_C")
