"""The older ceilings: a margin that may be zero and not a cent less, and the comma of each size."""

import pytest
from righe import conti, modulo

from crescere_kit.indicators.compute import calcola
from crescere_kit.indicators.tetti_personale import INDICATORI

GRANDE, PICCOLO, IGNOTO = ("901001", 2023), ("901002", 2023), ("999999", 2023)


def scheda(di=GRANDE, abitanti=None, **valori):
    righe = [
        riga for codice, valore in valori.items() for riga in modulo("personale", codice, di, valore=valore)
    ]
    panel = conti(*righe)
    if abitanti is not None:
        panel.enti.loc[di[0], "popolazione"] = abitanti
    return {uno.codice: uno for uno in calcola(panel, INDICATORI).scheda(*di)}


@pytest.mark.parametrize(
    ("spesa", "margine", "esito"),
    [(100_00, 0, "nella norma"), (100_01, -1, "oltre il limite"), (90_00, 10_00, "nella norma")],
)
def test_the_ceiling_may_be_reached_and_not_passed(spesa, margine, esito):
    tetto = scheda(tetto_c557=100_00, spesa_c557=spesa)["PERS_C557"]
    assert (tetto.valore, tetto.esito) == (margine, esito)


@pytest.mark.parametrize(
    ("abitanti", "comma"), [(1_000, "c562"), (1_001, "c557"), (900, "c562"), (8_000, "c557")]
)
def test_up_to_a_thousand_inhabitants_another_comma_holds(abitanti, comma):
    tetto = scheda(abitanti=abitanti, tetto_c557=1, spesa_c557=1)["PERS_C557"]
    assert tetto.regola.codice == comma
    assert tetto.regola.fonte.startswith("L. 296/2006")


def test_a_ceiling_that_the_form_does_not_say_is_not_zero():
    tetto = scheda(spesa_c557=100_00)["PERS_C557"]
    assert (tetto.valore, tetto.esito) == (None, "n.c.")
    assert "Tetto storico" in tetto.motivo


@pytest.mark.parametrize(
    ("storico", "margine", "nota"),
    [
        ({"tetto_c557": 100_00, "spesa_c557": 90_00}, 20_00, ""),
        ({"tetto_c557": 80_00, "spesa_c557": 90_00}, -30_00, "tetto ridotto"),
        ({}, 20_00, "tetto intero: il modulo non dice"),
    ],
)
def test_who_broke_the_older_ceiling_may_spend_half_on_flexible_work(storico, margine, nota):
    flessibile = scheda(tetto_flessibile=100_00, flessibile=80_00, **storico)["PERS_FLESSIBILE"]
    assert flessibile.valore == margine
    assert flessibile.nota.startswith(nota)
    assert bool(flessibile.nota) == bool(nota)


def test_the_accessorio_is_measured_on_that_of_2016():
    accessorio = scheda(tetto_accessorio=50_00, accessorio=50_01)["PERS_ACCESSORIO"]
    assert (accessorio.valore, accessorio.esito) == (-1, "oltre il limite")
    assert scheda(tetto_accessorio=50_00, accessorio=50_00)["PERS_ACCESSORIO"].esito == "nella norma"


def test_spending_and_people_are_told_per_head():
    # 1.550.000 euro, 8.000 abitanti, 45 dipendenti.
    panel = conti(
        *modulo("personale", "spesa", valore=1_550_000_00),
        *modulo("personale", "dipendenti", valore=45),
        (*GRANDE, "rendiconto", "entrate", "1", "accertamenti", 1),
    )
    trovati = calcola(panel, INDICATORI)
    assert trovati.valore(*GRANDE, "PERS_AB").testo == "193,75 €"
    assert trovati.valore(*GRANDE, "AB_DIPENDENTE").testo == "178"


def test_without_the_inhabitants_nothing_is_told_per_head():
    ignoto = scheda(di=IGNOTO, dipendenti=45)["AB_DIPENDENTE"]
    assert ignoto.motivo.startswith("la popolazione del comune non è nota")
