"""The indicatori sintetici of the worked example, each by hand; no law gives them a limit."""

import pytest
from esempio import ANNO, ISTAT, comune, conti, dichiarato, equilibri, indicatori, risultato, spese

from crescere_kit.accounts import Voce
from crescere_kit.indicators import TUTTI, calcola
from crescere_kit.indicators.sintetici import INDICATORI

DI_PIU = {
    Voce("previsione", "entrate", "1", "competenza_1"): 4_200_000,
    Voce("previsione", "entrate", "2", "competenza_1"): 800_000,
    Voce("previsione", "entrate", "3", "competenza_1"): 1_000_000,
    spese("impegni", "202"): 1_400_000,
    spese("impegni", "203"): 100_000,
    spese("pagamenti_competenza", "103"): 1_800_000,
    spese("pagamenti_competenza", "202"): 350_000,
    Voce("manuale", "debito", "residuo", "valore"): 4_000_000,
}
A_MANO = {
    "2.1": 100.0,  # 6.000.000 / 6.000.000
    "2.3": 70.0,  # (3.000.000 + 1.200.000) / 6.000.000
    "2.6": 49.5,  # (3.700.000 + 1.250.000) / 10.000.000
    "4.1": 30.0283,  # 1.590.000 / 5.295.000
    "6.1": 3.0,  # 180.000 / 6.000.000
    "6.2": 8.3333,  # 15.000 / 180.000
    "6.3": 5.5556,  # 10.000 / 180.000
    "7.1": 21.8978,  # 1.500.000 / 6.850.000
    "8.1": 63.6364,  # 1.400.000 / 2.200.000
    "9.1": 50.0,  # 2.150.000 / 4.300.000
    "11.1": -4.8077,  # −200.000 / 4.160.000
    "11.3": 92.5481,  # 3.850.000 / 4.160.000
    "11.4": 10.0962,  # 420.000 / 4.160.000
}


@pytest.fixture(scope="module")
def scheda():
    return {v.codice: v for v in calcola(conti(comune(cambia=DI_PIU))).scheda(ISTAT, ANNO)}


@pytest.mark.parametrize("codice", A_MANO)
def test_the_value_is_the_one_made_by_hand(scheda, codice):
    assert scheda[codice].valore == pytest.approx(A_MANO[codice], abs=5e-5)


def test_new_residui_are_compared_with_the_stock_of_the_same_titoli(scheda):
    # nati: 1.400.000 + 200.000 + 700.000; al 31/12: 4.000.000 + 350.000 + 2.400.000
    assert scheda["8.4"].valore == pytest.approx(100 * 2_300_000 / 6_750_000)


def test_what_is_for_each_inhabitant_is_in_euro_and_cents(scheda):
    assert scheda["4.4"].testo == "198,75 €"  # 1.590.000 / 8.000
    assert scheda["10.4"].testo == "500,00 €"
    assert scheda["7.4"].testo == "187,50 €"


def test_the_disavanzo_that_shrank_and_the_one_that_grew():
    prima = comune(anno=ANNO - 1, cambia={risultato("destinata"): 90_000 + 50_000})  # E = −250.000
    valori = calcola(conti(prima, comune())).valori.loc[(ISTAT, ANNO)]
    assert valori["12.1"] == pytest.approx(20.0)  # (250.000 − 200.000) / 250.000
    assert valori["12.2"] == pytest.approx(-20.0)


def test_early_repayments_are_set_against_the_debt_of_the_year_before():
    prima = comune(anno=ANNO - 1, cambia={Voce("manuale", "debito", "residuo", "valore"): 2_600_000})
    ora = comune(cambia={equilibri("F1_anticipate"): 52_000})
    valori = calcola(conti(prima, ora)).valori.loc[(ISTAT, ANNO)]
    assert valori["10.1"] == pytest.approx(2.0)
    assert valori["10.2"] == pytest.approx(8.0)  # (260.000 − 52.000) / 2.600.000


def test_what_open_data_do_not_carry_is_what_the_ente_declared():
    scheda = {
        v.codice: v
        for v in calcola(conti(comune(cambia={dichiarato("4.2"): 12.5, dichiarato("9.5"): 11.67}))).scheda(
            ISTAT, ANNO
        )
    }
    assert (scheda["4.2"].testo, scheda["4.2"].origine) == ("12,50 %", "dichiarato")
    assert scheda["9.5"].testo == "11,67 giorni"
    assert indicatori().valore(ISTAT, ANNO, "4.2").motivo.startswith("i conti pubblici non bastano")


def test_what_is_declared_in_euro_is_not_taken_for_cents():
    scheda = calcola(conti(comune(cambia={dichiarato("10.4"): 512.34})))
    assert scheda.valore(ISTAT, ANNO, "10.4").testo == "512,34 €"


def test_no_law_limits_them_and_their_number_is_official():
    assert all(uno.limite is None for uno in INDICATORI)
    assert all(uno.dichiarato[0].codice == uno.codice for uno in INDICATORI)
    numeri = {"1.1", "2.8", "3.2", "10.3", "12.4", "13.1", "13.2", "13.3"}  # those that are parametri
    dei_parametri = {v.codice for uno in TUTTI if uno.risposta for v in uno.dichiarato}
    assert numeri == dei_parametri
    assert not numeri & {uno.codice for uno in INDICATORI}
