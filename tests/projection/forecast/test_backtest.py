"""The proof: honest about the past, and good enough on a real panel."""

import numpy as np
import pytest
from projection.forecast.pannello import a_caso, serie

from crescere_kit.projection.forecast import panel_file
from crescere_kit.projection.forecast.backtest import METODI, NienteDaProvare, prova
from crescere_kit.projection.forecast.wording import frase_errore

SEI = [
    "entrate_tributarie",
    "entrate_extratributarie",
    "trasferimenti",
    "spese_correnti",
    "spese_capitale",
    "entrate_totali",
]


@pytest.fixture(scope="module")
def fatta():
    return prova(a_caso())


def test_the_error_of_who_repeats_the_last_year_is_the_one_worked_out_by_hand():
    # from 2020: 102 → 105 (3/105) and 204 → 200 (4/200); from 2021: 105 → 110 (5/110) and 200 → 210 (10/210)
    piccola = serie([100, 101, 102, 105, 110], [200, 202, 204, 200, 210], primo=2018)
    misura = prova(piccola).misura("a", 1, "ultimo")
    assert misura.quanti == 4
    assert misura.mediana == pytest.approx((3 / 105 + 5 / 110) / 2)
    assert misura.wape == pytest.approx((3 + 4 + 5 + 10) / (105 + 200 + 110 + 210))


def test_all_methods_are_measured_on_the_same_outcomes(fatta):
    quanti = {fatta.misura("a", 2, metodo).quanti for metodo in ("proiezione", *METODI)}
    assert len(quanti) == 1


def test_the_two_year_proof_stops_where_outcomes_stop(fatta):
    assert fatta.origini == tuple(range(2018, 2025))
    assert fatta.misura("a", 1).quanti == 60 * 7
    assert fatta.misura("a", 2).quanti == 60 * 6


def test_size_classes_are_said_in_words(fatta):
    assert fatta.misura("a", 1, classe="da 1.000 a 4.999 abitanti").quanti == 60 * 7


def test_the_ente_s_own_forecast_is_measured_one_year_ahead():
    regione = a_caso()
    sua = 1.1 * regione.valori[:, 0]
    fatta = prova(regione, proprie={"a": sua})
    assert fatta.misura("a", 1, "previsione").mediana == pytest.approx(0.1)
    assert fatta.misura("a", 2, "previsione") is None


def test_an_outcome_of_zero_is_not_a_percentage():
    piena = [50, 50, 50, 50, 50]
    fatta = prova(serie(piena, [50, 50, 50, 50, 0]))
    assert fatta.misura("a", 1, "ultimo").mediana == 0


def test_there_must_be_a_past_and_an_outcome():
    with pytest.raises(NienteDaProvare, match="con almeno quattro anni"):
        prova(serie([1, 2, 3]))
    with pytest.raises(NienteDaProvare, match="si può dal 2018 al 2024"):
        prova(a_caso(), origini=[1990])


def test_the_sentence_says_what_the_median_is_and_what_repeating_would_have_done():
    assert frase_errore(0.086, 2, 0.14) == (
        "Negli ultimi anni, a due anni di distanza, questa proiezione ha sbagliato di solito del 9 % "
        "(metà delle volte di meno, metà di più); ripetere l'ultimo anno, del 14 %."
    )
    assert "di solito dell'8 % (" in frase_errore(0.08, 1)
    assert "di solito dell'11 % (" in frase_errore(0.11, 1)
    assert "di solito dello 0,4 % (" in frase_errore(0.004, 1)
    assert "mai stato misurato" in frase_errore(float("nan"), 1)


@pytest.mark.reale
def test_the_real_panel_is_forecast_as_well_as_promised(dati_reali):
    pannello = panel_file.leggi(dati_reali / "panel_comuni_cechi" / "panel_2010_2025.csv.gz")
    fatta = prova(panel_file.scegli(pannello, SEI), origini=range(2014, 2024))
    assert fatta.enti == 3121
    # the baselines of the panel's own notes
    assert fatta.misura(SEI[0], 2, "ultimo").mediana == pytest.approx(0.145, abs=0.001)
    assert fatta.misura(SEI[2], 2, "ultimo").mediana == pytest.approx(0.62, abs=0.01)
    assert fatta.complessivo(2) <= 0.80
    for voce in SEI:
        migliore = min(fatta.misura(voce, 2, metodo).mediana for metodo in METODI)
        assert fatta.relativo(voce, 2) <= 1.0
        assert fatta.misura(voce, 2).mediana <= 1.04 * migliore
        for passo in (1, 2):
            assert 0.76 <= fatta.copertura(0.8, voce, passo) <= 0.86
            assert 0.44 <= fatta.copertura(0.5, voce, passo) <= 0.56
    assert 0.76 <= fatta.copertura(0.8) <= 0.86


@pytest.mark.reale
def test_a_planted_jump_moves_no_forecast_made_before_it(dati_reali):
    pannello = panel_file.leggi(dati_reali / "panel_comuni_cechi" / "panel_2010_2025.csv.gz")
    sei = panel_file.scegli(pannello, SEI)
    mossi = sei.valori.copy()
    mossi[:, :, sei.anni.index(2021) :] *= np.random.default_rng(2).uniform(0.1, 10, mossi[:, :, -5:].shape)
    dopo = prova(type(sei)(sei.enti, sei.voci, sei.anni, mossi, sei.popolazione), origini=range(2014, 2019))
    prima = prova(sei, origini=range(2014, 2019))
    assert dopo.misure == prima.misure
    assert dopo.coperture == prima.coperture
