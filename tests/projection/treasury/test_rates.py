"""How much of what is due moves within the year: the mean of the last rendiconti."""

import esempio
import numpy as np
import pytest

from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.scenario import Ipotesi
from crescere_kit.projection.treasury.rates import prepara

E1 = ("entrate", "1")


def conti(anni, **cambia):
    """Borgo Esempio in some years: accertamenti, riscossi, residui, riscossi dei residui of titolo 1."""
    righe = []
    for anno, (dovuto, riscosso, residui, smaltiti) in anni.items():
        cambiate = {
            esempio.entrate("accertamenti", "1"): dovuto,
            esempio.entrate("riscossioni_competenza", "1"): riscosso,
            esempio.entrate("residui_iniziali", "1"): residui,
            esempio.entrate("riscossioni_residui", "1"): smaltiti,
        }
        righe.append(esempio.comune(anno=anno, cambia=cambiate, **cambia))
    return esempio.conti(*righe)


def tassi(panel, **ipotesi):
    return prepara(panel, Orizzonte.di(panel), Ipotesi(**ipotesi))


def test_a_rate_is_the_mean_of_the_last_three_rendiconti():
    anni = {
        2020: (100, 0, 100, 0),  # too old to count
        2021: (100, 50, 100, 10),
        2022: (200, 140, 50, 10),
        2023: (100, 60, 100, 30),
    }
    trovati = tassi(conti(anni))
    assert trovati.competenza[E1].ravel() == pytest.approx([0.6])  # (0,5 + 0,7 + 0,6) / 3
    assert trovati.residui[E1].ravel() == pytest.approx([0.2])  # (0,1 + 0,2 + 0,3) / 3


def test_a_missing_year_is_not_a_year_of_nothing():
    trovati = tassi(conti({2021: (100, 50, 100, 10), 2023: (100, 60, 100, 30)}))
    assert trovati.competenza[E1].ravel() == pytest.approx([0.55])


def test_the_points_of_a_scenario_move_titoli_1_and_3_and_stop_at_the_whole():
    panel = conti({2023: (100, 60, 100, 97)})
    base, prudente, audace = (tassi(panel, riscossione_punti=punti) for punti in (0, -5, 5))
    assert prudente.competenza[E1].item() == pytest.approx(0.55)
    assert prudente.competenza["entrate", "3"] == pytest.approx(base.competenza["entrate", "3"] - 0.05)
    assert prudente.competenza["entrate", "2"] == base.competenza["entrate", "2"]
    assert audace.residui[E1].item() == 1


def test_what_no_rendiconto_tells_stays_unknown_and_what_never_moved_is_taken_with_prudence():
    senza = tassi(conti({2023: (100, 60, 100, 30)}, senza=(esempio.entrate("accertamenti", "2"),)))
    assert np.isnan(senza.competenza["entrate", "2"]).all()
    mai = tassi(conti({2023: (0, 0, 0, 0)}))
    assert (mai.competenza[E1].item(), mai.residui[E1].item()) == (0, 0)
