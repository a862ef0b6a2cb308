"""The equilibri of a projected year: worked by hand on round numbers."""

import numpy as np
import pytest

from crescere_kit.projection.flows import equilibri, previsti, risorse_per_investimenti
from crescere_kit.projection.lines import LINEE

FERMO = {
    riga: np.full((1, 1, 1), valore) for riga, valore in {"A": 40.0, "Q": 70.0, "C": 5.0, "E": 3.0}.items()
}


def linee(**valori: float) -> dict[str, np.ndarray]:
    tutte = {codice: np.zeros((1, 1, 2)) for codice in LINEE}
    tutte |= {codice: np.full((1, 1, 2), float(valore)) for codice, valore in valori.items()}
    if "investimenti" not in valori:
        tutte["investimenti"] = risorse_per_investimenti(tutte, FERMO)
    return tutte


def primo(righe: dict, *nomi: str) -> list[float]:
    return [float(np.broadcast_to(righe[nome], (1, 1, 2))[0, 0, 0]) for nome in nomi]


CONTI = {
    "imu": 1000,
    "personale": 300,
    "altri_beni_servizi": 500,
    "quote_capitale": 60,
    "disavanzo": 20,
    "capitale": 2,
}


def test_the_current_balance_is_what_is_left_of_current_revenue():
    righe = equilibri(linee(**CONTI), FERMO)
    # 1000 + 5 (C) − 800 − 3 (E) − 60 − 20; what enters by the fondo pluriennale leaves by it
    assert primo(righe, "B", "D", "O1") == [1000, 800, 122]


def test_the_funds_are_spending_of_the_bilancio_and_are_set_aside_in_the_rendiconto():
    tutte = linee(**CONTI, fcde=90, riserva=10)
    righe = equilibri(tutte, FERMO)
    # the reserve that nobody draws is an economia: it is not among what is set aside
    assert primo(righe, "O1", "accantonate_correnti", "W2") == [122, 90, 32]
    assert primo(previsti(tutte, righe), "O") == [22]


def test_capital_spending_is_what_its_own_resources_pay_for():
    tutte = linee(**(CONTI | {"capitale": 200, "prestiti": 50}))
    righe = equilibri(tutte, FERMO)
    # 250 − 5 that pay back loans + 3 that the current side pays
    assert primo(righe, "U", "Z1", "W1") == [248, 0, 122]


def test_a_surplus_is_invested_so_that_the_bilancio_balances():
    tutte = linee(**CONTI)
    assert primo(previsti(tutte, equilibri(tutte, FERMO)), "O", "Z", "W") == [122, -122, 0]


def test_a_deficit_is_not_hidden():
    tutte = linee(**(CONTI | {"imu": 800}))
    assert primo(previsti(tutte, equilibri(tutte, FERMO)), "O", "W") == [-78, -78]


def test_investments_beyond_their_resources_break_the_balance():
    tutte = linee(**(CONTI | {"capitale": 200, "investimenti": 300}))
    # 200 − 5 + 3 are there, 300 are spent
    assert primo(equilibri(tutte, FERMO), "Z1") == [-102]


@pytest.mark.parametrize("sconosciuta", ["disavanzo", "personale", "fcde"])
def test_what_is_not_known_makes_the_balance_unknown(sconosciuta):
    tutte = linee(**CONTI) | {sconosciuta: np.full((1, 1, 2), np.nan)}
    righe = previsti(tutte, equilibri(tutte, FERMO))
    assert np.isnan(primo(righe, "O")[0])
