"""The risultato di amministrazione of a projected year, worked by hand on round numbers."""

import numpy as np
import pytest

from crescere_kit.projection import result
from crescere_kit.projection.lines import LINEE
from crescere_kit.projection.treasury import annual
from crescere_kit.projection.treasury.rates import TITOLI, Iniziali, Tassi

FERMO = {"A": np.full((1, 1, 1), 10.0), "Q": np.full((1, 1, 1), 20.0)}
PRIMA = {
    "fcde": 300.0,
    "fal": 50.0,
    "perdite_partecipate": 0.0,
    "vincolata": 40.0,
    "destinata": 5.0,
    "contenzioso": 60.0,
    "altri_accantonamenti": 30.0,
    "disponibile": -100.0,
}


def uno(valore: float) -> np.ndarray:
    return np.full((1, 1, 1), float(valore))


def due(*valori: float) -> np.ndarray:
    return np.array(valori, dtype=float).reshape(1, 1, 2)


def mossi(competenza: dict, cassa: float = 500, residui: float = 400) -> annual.Movimenti:
    """Half of what is due moves, a tenth of the residui; titolo 1 opens with residui of 400, spese of 100."""
    aperti = dict.fromkeys(TITOLI, uno(0)) | {("entrate", "1"): uno(residui), ("spese", "1"): uno(100)}
    tassi = Tassi(dict.fromkeys(TITOLI, uno(0.5)), dict.fromkeys(TITOLI, uno(0.1)))
    tutti = dict.fromkeys(TITOLI, due(0, 0)) | competenza
    return annual.applica(tassi, tutti, Iniziali(aperti, uno(cassa), uno(0)))


def linee(**valori: np.ndarray) -> dict[str, np.ndarray]:
    return dict.fromkeys(LINEE, np.zeros((1, 1, 2))) | valori


def prima(**cambia: float) -> dict[str, np.ndarray]:
    return {nome: uno(valore) for nome, valore in (PRIMA | cambia).items()}


COMPETENZA = {("entrate", "1"): due(1000, 1000), ("spese", "1"): due(800, 800)}


def valori(righe: dict, nome: str) -> list[float]:
    return righe[nome][0, 0].tolist()


def test_the_cash_and_the_residui_make_the_risultato():
    righe = result.risultato(prima(), linee(), mossi(COMPETENZA), FERMO)
    # in: 500 + 40; out: 400 + 10. Residui: 360 + 500 attivi, 90 + 400 passivi.
    assert valori(righe, "fondo_cassa")[0] == 630
    assert valori(righe, "residui_attivi")[0] == 860
    assert valori(righe, "residui_passivi")[0] == 490
    assert valori(righe, "risultato")[0] == 630 + 860 - 490 - 30
    assert valori(righe, "cassa_iniziale") == [500, 630]


def test_the_fcde_keeps_to_the_residui_the_share_of_the_last_rendiconto():
    righe = result.risultato(prima(), linee(), mossi(COMPETENZA), FERMO)
    assert valori(righe, "fcde")[0] == pytest.approx(300 / 400 * 860)


def test_what_is_set_aside_grows_its_own_fund():
    fondi = linee(contenzioso_fondo=due(7, 3), fgdc=due(4, 4), rinnovi=due(1, 2))
    righe = result.risultato(prima(), fondi, mossi(COMPETENZA), FERMO)
    assert valori(righe, "contenzioso") == [67, 70]
    assert valori(righe, "altri_accantonamenti") == [35, 41]


@pytest.mark.parametrize(("disponibile", "atteso"), [(-100, [30, 30]), (100, [42, 54])])
def test_the_fondo_obiettivi_is_kept_by_who_has_no_disavanzo(disponibile, atteso):
    fondi = linee(obiettivi_fp=due(12, 12))
    righe = result.risultato(prima(disponibile=disponibile), fondi, mossi(COMPETENZA), FERMO)
    assert valori(righe, "altri_accantonamenti") == atteso


def test_money_that_is_not_there_is_owed_to_the_tesoriere_and_the_cash_is_never_below_zero():
    righe = result.risultato(prima(), linee(), mossi(COMPETENZA, cassa=-200), FERMO)
    # −200 + 130 of the year
    assert valori(righe, "fondo_cassa")[0] == 0
    assert valori(righe, "residui_passivi")[0] == 490 + 70


def test_the_variation_of_the_funds_is_what_the_bilancio_had_not_set_aside():
    righe = result.risultato(prima(), linee(), mossi(COMPETENZA), FERMO)
    cresce = result.variazione(prima(), righe, due(100, 100))
    # the FCDE goes from 300 to 645: 345 more, of which 100 were set aside
    assert cresce[0, 0, 0] == pytest.approx(345 - 100)


def test_without_credits_there_is_nothing_to_set_aside_and_without_an_fcde_nothing_is_known():
    niente = result.risultato(prima(fcde=0), linee(), mossi({}, residui=0), FERMO)
    assert valori(niente, "fcde")[0] == 0
    ignoto = result.risultato(prima(fcde=np.nan), linee(), mossi(COMPETENZA), FERMO)
    assert np.isnan(valori(ignoto, "disponibile")).all()
