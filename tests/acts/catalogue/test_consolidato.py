"""The consolidated accounts: who weighs enough is in, and what is inside the group cancels out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from atti import atto, esiti, fatti, frasi


def test_who_weighs_under_three_per_cent_is_left_out():
    grande, piccolo = atto("consolidato").perimetro
    # 4.100.000 / 9.870.000 = 41,54 %;  60.000 / 9.870.000 = 0,61 %
    assert (str(grande.incidenza), grande.consolidato) == ("41.54", True)
    assert (str(piccolo.incidenza), piccolo.consolidato) == ("0.61", False)


def test_the_small_ones_are_in_when_together_they_weigh_ten_per_cent():
    piccolo = {"quota": "4", "attivo": "0", "patrimonio": "0", "ricavi": "280.000"}
    gruppo = [piccolo | {"nome": f"Consorzio {n}"} for n in range(4)]
    # 4 × 2,84 % = 11,35 %
    assert all(uno.consolidato for uno in atto("consolidato", gruppo=gruppo).perimetro)
    assert not any(uno.consolidato for uno in atto("consolidato", gruppo=gruppo[:3]).perimetro)


def test_the_year_is_the_one_before():
    assert atto("consolidato").titolo == "Bilancio consolidato dell'esercizio 2025"


def test_operations_inside_the_group_cancel_out():
    assert "174.600,01 € in dare" in frasi("consolidato", "BC-01", rettifiche__0__dare="174.600,01")[0]


def test_the_perimeter_comes_first():
    dopo = {"organo": "Giunta comunale", "numero": 60, "data": date(2026, 9, 25)}
    assert len(frasi("consolidato", "BC-02", ref_perimetro=dopo)) == 1


def test_a_small_ente_is_told_that_it_need_not():
    chi = fatti().anagrafica
    piccolo = chi.model_copy(update={"ente": chi.ente.model_copy(update={"popolazione": 900})})
    (uno,) = esiti("consolidato", replace(fatti(), anagrafica=piccolo))["BC-03"]
    assert (uno.superato, uno.ferma) == (False, False)


def test_the_later_term_is_told_as_doubtful_and_the_earlier_one_holds():
    tardi = {"seduta_data": date(2026, 10, 15)}
    assert frasi("consolidato", "C-13", **tardi) == [
        "Il termine era il 30/09/2026: l'atto è adottato 15 giorni dopo."
    ]
    (uno,) = esiti("consolidato", **tardi)["BC-04"]
    assert uno.superato is None
    assert "ora è il 31/10/2026, ma la norma è da verificare (?)." in uno.messaggio
    assert esiti("consolidato")["BC-04"][0].superato
