"""The model: nothing of what came later, the same every time, and honest where it knows little."""

import json

import numpy as np
import pytest
from projection.forecast.pannello import a_caso, serie

from crescere_kit.projection.forecast import Modello, impara
from crescere_kit.projection.forecast.model import VoceNonImparata


@pytest.fixture(scope="module")
def regione():
    return a_caso()


@pytest.fixture(scope="module")
def modello(regione):
    return impara(regione)


def test_a_jump_to_come_does_not_move_a_past_forecast_by_one_bit(regione, modello):
    valori = regione.valori.copy()
    valori[:, :, -2:] *= 7
    dopo = impara(type(regione)(regione.enti, regione.voci, regione.anni, valori, regione.popolazione))
    for anno in regione.anni[:-2]:
        prima, poi = modello.prevedi(regione.fino_al(anno), anno), dopo.prevedi(regione, anno)
        assert prima.mediana.tobytes() == poi.mediana.tobytes()
        for una, altra in zip(prima.banda(0.8), poi.banda(0.8), strict=True):
            assert una.tobytes() == altra.tobytes()


def test_the_same_panel_gives_the_same_model_and_the_same_paths(regione, modello):
    assert json.dumps(impara(regione).come_dict()) == json.dumps(modello.come_dict())
    uno, altro = (modello.prevedi(regione).campioni(50, seme=7) for _ in range(2))
    assert uno.tobytes() == altro.tobytes()


def test_the_forecast_of_a_region_that_grows_by_three_per_cent_grows(regione, modello):
    previste = modello.prevedi(regione)
    rapporto = np.median(previste.mediana[..., 1] / regione.valori[..., -1])
    assert rapporto == pytest.approx(1.06, abs=0.02)


def test_the_bands_stand_one_inside_the_other_around_the_middle(regione, modello):
    previste = modello.prevedi(regione)
    (basso_80, alto_80), (basso_50, alto_50) = previste.banda(0.8), previste.banda(0.5)
    assert (basso_80 < basso_50).all()
    assert (basso_50 < previste.mediana).all()
    assert (previste.mediana < alto_50).all()
    assert (alto_50 < alto_80).all()
    assert previste.misurata().all()


def test_the_paths_fill_the_bands_as_the_bands_say(regione, modello):
    previste = modello.prevedi(regione)
    basso, alto = previste.banda(0.8)
    cammini = previste.campioni(1000, seme=1)
    assert cammini.shape == (60, 1000, 2, 2)
    dentro = (cammini >= basso[:, None]) & (cammini <= alto[:, None])
    assert dentro.mean(axis=(0, 1)) == pytest.approx(0.8, abs=0.04)


def test_what_an_ente_is_told_does_not_depend_on_the_others(regione, modello):
    previste, uno = modello.prevedi(regione), modello.prevedi(regione.solo(np.array([17])))
    assert previste.campioni(40, 3)[17] == pytest.approx(uno.campioni(40, 3)[0], rel=1e-12)
    assert previste.campioni(40, 3, np.array([17]))[0] == pytest.approx(uno.campioni(40, 3)[0], rel=1e-12)


def test_two_voci_that_err_together_err_together_in_the_paths():
    caso = np.random.default_rng(5)
    comune = np.exp(np.cumsum(caso.normal(0, 0.1, (80, 1, 10)), axis=-1))
    regione = serie(*(1000 * np.repeat(comune, 2, axis=1)), voci=("a", "b"))
    cammini = impara(regione).prevedi(regione).campioni(500, 2)[0]
    assert np.corrcoef(cammini[:, 0, 1], cammini[:, 1, 1])[0, 1] > 0.95


def test_the_model_is_written_and_read_back_and_names_nobody(regione, modello):
    scritto = json.dumps(modello.come_dict(), allow_nan=False)
    assert not any(f'"{ente}"' in scritto for ente in regione.enti)
    letto = Modello.da_dict(json.loads(scritto))
    assert letto.prevedi(regione).mediana.tobytes() == modello.prevedi(regione).mediana.tobytes()
    for una, altra in zip(
        letto.prevedi(regione).banda(0.8), modello.prevedi(regione).banda(0.8), strict=True
    ):
        assert una == pytest.approx(altra, rel=1e-3)


def test_one_comune_alone_is_projected_with_the_model_of_its_region(regione, modello):
    uno = modello.prevedi(regione.solo(np.array([4])))
    assert uno.mediana[0] == pytest.approx(modello.prevedi(regione).mediana[4], rel=1e-12)


def test_one_comune_without_a_region_gets_wide_bands_and_is_told_so():
    solo = serie([100, 104, 98, 103, 105, 101, 99])
    previste = impara(solo).prevedi(solo)
    basso, alto = previste.banda(0.8)
    assert previste.mediana[0, 0] == pytest.approx([101, 101], abs=5)
    assert not previste.misurata()[0]
    assert "supposte" in previste.avviso(0, "a")
    assert basso[0, 0, 1] < 95
    assert alto[0, 0, 1] > 107


def test_with_two_years_the_last_value_is_said_again_and_why():
    solo = serie([np.nan, 80, 100])
    previste = impara(solo).prevedi(solo)
    assert previste.mediana[0, 0].tolist() == [100, 100]
    assert previste.avviso(0, "a") == "Con 2 anni soli di storia si ripete l'ultimo valore noto."


def test_nothing_known_is_nothing_projected():
    solo = serie([[100, 101, 99, 100], [np.nan] * 4], voci=("a", "b"))
    previste = impara(solo).prevedi(solo)
    assert np.isnan(previste.mediana[0, 1]).all()
    assert np.isnan(previste.campioni(5, 1)[0, :, 1]).all()
    assert "non si può proiettare" in previste.avviso(0, "b")


def test_a_missing_middle_year_does_not_stop_the_projection(regione, modello):
    valori = regione.valori.copy()
    valori[:, :, 4] = np.nan
    bucata = type(regione)(regione.enti, regione.voci, regione.anni, valori)
    intera = modello.prevedi(regione).mediana
    assert impara(bucata).prevedi(bucata).mediana == pytest.approx(intera, rel=0.2)


@pytest.mark.parametrize("valore", [0, 250, -40])
def test_what_never_changes_stays(valore):
    ferma = serie(*[[valore] * 8] * 12)
    previste = impara(ferma).prevedi(ferma)
    assert previste.mediana == pytest.approx(valore)


def test_always_zero_has_no_band():
    ferma = serie(*[[0] * 8] * 12)
    for estremo in impara(ferma).prevedi(ferma).banda(0.8):
        assert (estremo == 0).all()


def test_each_ente_starts_from_its_own_last_year(regione, modello):
    valori = regione.valori.copy()
    valori[3, :, -1] = np.nan
    monca = type(regione)(regione.enti, regione.voci, regione.anni, valori)
    previste = modello.prevedi(monca)
    assert previste.base.tolist() == [2024 if ente == 3 else 2025 for ente in range(60)]
    prima = modello.prevedi(regione.fino_al(2024))
    assert previste.mediana[3] == pytest.approx(prima.mediana[3], rel=1e-12)


def test_the_error_is_the_measured_one_and_by_class_where_there_are_enough(modello):
    assert 0.02 < modello.errore("a", 1) < 0.08
    assert modello.errore("a", 1) < modello.errore("a", 2)
    assert modello.errore("a", 2, 3000) == modello.errore("a", 2)
    assert modello.errore("a", 2, 50) == modello.errore("a", 2)  # nobody so small: that of all is said


def test_weights_are_shares(modello):
    for pesi in modello.pesi().values():
        assert pesi.sum(axis=-1) == pytest.approx(1)
        assert (pesi > 0).all()


def test_a_voce_that_was_never_learned_is_named(regione, modello):
    with pytest.raises(VoceNonImparata, match="non conosce le voci zeta"):
        modello.prevedi(serie([1, 2, 3], voci=("zeta",)))
