"""The weights go to who was right before, and stay near equal while little has been seen."""

import numpy as np
import pytest
from projection.forecast.pannello import serie

from crescere_kit.projection.forecast import impara
from crescere_kit.projection.forecast.experts import LISCIATURE, METODI
from crescere_kit.projection.forecast.mixture import Esito, errore, uguali
from crescere_kit.projection.forecast.mixture import impara as impara_pesi

CASO = np.random.default_rng(8)
LIVELLI = CASO.uniform(1e5, 1e6, (120, 1))


def peso(modello, *metodi) -> float:
    """How much of the two-year forecast of the only voce is of these experts."""
    pesi = modello.pesi()["a"][1]
    return sum(pesi[METODI.index(metodo)] for metodo in metodi)


def test_where_the_level_never_moves_the_means_are_believed():
    intorno_al_livello = LIVELLI * np.exp(CASO.normal(0, 0.3, (120, 12)))
    modello = impara(serie(*intorno_al_livello))
    assert peso(modello, "media_3", "lisciatura", "mediana") > 0.75
    assert peso(modello, "ultimo", "deriva") < 0.15


def test_where_every_year_adds_the_same_the_drift_is_believed():
    ogni_anno = LIVELLI + LIVELLI * CASO.uniform(-0.05, 0.25, (120, 1)) * np.arange(12)
    assert peso(impara(serie(*ogni_anno)), "deriva") > 0.7


def test_with_three_years_all_experts_weigh_the_same():
    modello = impara(serie(*(LIVELLI * np.exp(CASO.normal(0, 0.1, (120, 3))))))
    assert modello.pesi()["a"][1] == pytest.approx(1 / len(METODI), abs=0.01)


def test_one_comune_alone_teaches_little():
    modello = impara(serie(*(LIVELLI[:1] + LIVELLI[:1] * 0.1 * np.arange(12))))
    assert modello.pesi()["a"].min() > 0.05
    assert modello.pesi()["a"].max() < 0.6


def test_an_outcome_counts_only_from_the_year_in_which_it_is_known():
    previste = np.full((2, 4, 1), 100.0)
    fermi = dict.fromkeys(METODI, 2 * previste) | {"deriva": previste}
    varianti = {nome: np.stack([2 * previste] * 10) for nome in ("lisciatura", "mediana")}
    esito = Esito(2020, 9, fermi, varianti, previste)
    persi = [{nome: np.ones((10, 2, 1)) for nome in varianti}]
    nuovi, (_, ancora) = impara_pesi([esito], persi, 2021, 1)[1], uguali(1)
    assert nuovi[0, 0, METODI.index("deriva")] > 0.2  # one year ahead it was known to be right
    assert nuovi[1].tolist() == ancora[1].tolist()  # at two years nobody could know yet


def test_a_restless_voce_is_smoothed_more_than_one_that_wanders():
    fermo = LIVELLI * np.exp(CASO.normal(0, 0.3, (120, 12)))
    errante = LIVELLI * np.exp(np.cumsum(CASO.normal(0, 0.2, (120, 12)), axis=1))
    quali = impara(serie(*np.stack([fermo, errante], axis=1), voci=("a", "b"))).parametri[-1].quali
    calmo, mosso = (LISCIATURE[quale][0] for quale in quali["lisciatura"][1])
    assert calmo < 0.4
    assert mosso > 0.6


def test_the_error_of_an_outcome_of_zero_is_unknown():
    assert errore(np.array([5.0, 5.0, 5.0]), np.array([10.0, 0.0, -5.0])).tolist() == pytest.approx(
        [0.5, np.nan, 2.0], nan_ok=True
    )
