"""How long cash and free avanzo would last, by hand on the example."""

import pytest
from esempio import ANNO, ISTAT, comune, conti, equilibri, indicatori, risultato, spese

from crescere_kit.indicators.autonomia import INDICATORI
from crescere_kit.indicators.compute import calcola


def valore(codice, **altro):
    return calcola(conti(comune(**altro)), INDICATORI).valore(ISTAT, ANNO, codice)


def test_the_cash_of_the_example_pays_for_three_weeks():
    # 340.000 su 3.900.000 + 1.100.000 + 260.000, per 365 giorni.
    giorni = indicatori().valore(ISTAT, ANNO, "CASSA_GIORNI")
    assert giorni.valore == pytest.approx(340_000 * 365 / 5_260_000)
    assert giorni.testo == "23,59 giorni"


def test_with_nothing_paid_the_days_are_not_computable():
    fasi = ("pagamenti_competenza", "pagamenti_residui")
    cambia = {spese(fase, titolo): 0 for fase in fasi for titolo in "14"}
    assert "è zero" in valore("CASSA_GIORNI", cambia=cambia).motivo


def libero(euro):
    """The example, whose W3 is −30.000, with so many euro of lettera E."""
    return {risultato("destinata"): 90_000 - 200_000 - euro}


@pytest.mark.parametrize(
    ("euro", "anni"), [(100_000, 3), (90_000, 3), (89_999, 2), (10_000, 0), (-200_000, 0)]
)
def test_the_free_avanzo_covers_so_many_whole_years_of_the_same_imbalance(euro, anni):
    assert valore("AVANZO_ANNI", cambia=libero(euro)).valore == anni


@pytest.mark.parametrize("variazione", [50_000, 0])
def test_without_an_imbalance_the_avanzo_is_not_used_up(variazione):
    trovato = valore("AVANZO_ANNI", cambia={equilibri("variazione_correnti"): variazione})
    assert trovato.valore is None
    assert trovato.motivo == "l'equilibrio complessivo (W3) non è negativo: l'avanzo non si consuma"


def test_an_unknown_imbalance_says_what_is_missing():
    assert "manca" in valore("AVANZO_ANNI", senza=(equilibri("H"),)).motivo
