"""An act that a plan asks for starts from the amounts of its measures, in the fields of the office."""

from types import SimpleNamespace

import pytest

from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.from_plan import partenza


def misura(codice, *atti, lordo=(100_050, 200_000), effetti=(90_000, 0)):
    return SimpleNamespace(
        codice=codice,
        nome=f"Misura {codice}",
        atti=atti,
        lordo=lordo,
        effetti=effetti,
        frase=f"Fare {codice}.",
    )


def piano(*misure):
    return SimpleNamespace(anni=(2026, 2027), misure=misure)


def test_less_spending_is_a_row_for_each_year_in_its_titolo():
    dati = partenza(definizione("var_consiglio"), piano(misura("beni_servizi", "var_consiglio")))
    righe = [(r["lato"], r["codice"], r["anno"], r["competenza"]) for r in dati["righe"]]
    assert righe == [("spese", "1", 2026, "-1000.5"), ("spese", "1", 2027, "-2000")]
    assert dati["motivi"] == "Fare beni_servizi."


def test_a_measure_that_brings_nothing_in_a_year_has_no_row_there():
    dati = partenza(
        definizione("var_consiglio"), piano(misura("alienazioni", "var_consiglio", lordo=(5_000, 0)))
    )
    assert [(r["lato"], r["competenza"]) for r in dati["righe"]] == [("entrate", "50")]


def test_the_avanzo_is_applied_as_free_quota():
    dati = partenza(
        definizione("salvaguardia_assestamento"), piano(misura("avanzo", "salvaguardia_assestamento"))
    )
    assert dati["avanzo"] == [{"quota": "lib", "importo": "900", "finalita": "Misura avanzo"}]


def test_a_ripiano_lists_what_pays_for_it_and_not_itself():
    fatto = piano(misura("ripiano", "ripiano_disavanzo"), misura("imu", "imu"))
    dati = partenza(definizione("ripiano_disavanzo"), fatto)
    assert [(una["descrizione"], una["anno"], una["importo"]) for una in dati["misure"]] == [
        ("Misura imu", 2026, "900")
    ]


@pytest.mark.parametrize("chiesto", [None, piano(), piano(misura("imu", "imu"))])
def test_an_act_that_no_measure_asks_for_starts_from_nothing(chiesto):
    assert partenza(definizione("fgdc"), chiesto) == {}
