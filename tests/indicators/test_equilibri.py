"""The equilibri are recomputed line by line, and each year is held to its own limit."""

import re

import pandas as pd
import pytest
from esempio import ANNO, ISTAT, comune, conti, equilibri, indicatori

from crescere_kit.accounts.identities import EQUILIBRI
from crescere_kit.indicators import TUTTI, calcola

ATTESI = {
    "G": 370_000,
    "O1": 430_000,
    "O2": 30_000,
    "O3": -50_000,
    "Z1": 190_000,
    "Z2": 20_000,
    "Z3": 20_000,
    "W1": 620_000,
    "W2": 50_000,
    "W3": -30_000,
}


@pytest.mark.parametrize(("codice", "euro"), ATTESI.items())
def test_the_example_has_the_equilibri_computed_by_hand(codice, euro):
    assert indicatori().valori.loc[(ISTAT, ANNO), codice] == euro * 100


@pytest.mark.parametrize("codice", ATTESI)
def test_the_formula_people_read_is_the_one_that_is_computed(codice):
    formula = next(uno.formula for uno in TUTTI if uno.codice == codice)
    lettere = re.search(rf"\({codice} = (.+?)\)", formula).group(1)
    assert lettere.replace("−", "-") == EQUILIBRI[codice].replace("_", " ")


def test_where_a_line_is_missing_the_declared_total_is_used_and_said():
    tavola = comune(cambia={equilibri("W1"): 615_000}, senza=(equilibri("H"),))
    trovati = calcola(conti(tavola))
    assert trovati.valori.loc[(ISTAT, ANNO), "W1"] == 615_000_00
    assert trovati.origine(ISTAT, ANNO, "W1") == "dichiarato"
    assert trovati.origine(ISTAT, ANNO, "G") == "ricalcolato"


def test_a_missing_line_is_not_a_zero_and_is_named():
    trovati = calcola(conti(comune(senza=(equilibri("H"),))))
    assert pd.isna(trovati.valori.loc[(ISTAT, ANNO), "O1"])
    motivo = trovati.perche(ISTAT, ANNO, "O1")
    assert "Utilizzo avanzo per spese correnti e rimborso prestiti" in motivo
    assert "l'ente non ha dichiarato" in motivo


def test_many_missing_lines_are_counted_not_listed():
    motivo = calcola(conti(comune(senza=tuple(map(equilibri, "HILMCE"))))).perche(ISTAT, ANNO, "O1")
    assert "e altre 4 voci" in motivo


def test_a_declared_total_that_differs_by_a_cent_is_told():
    valore = calcola(conti(comune(cambia={equilibri("W1"): 620_000.01}))).valore(ISTAT, ANNO, "W1")
    assert valore.valore == 620_000_00
    assert valore.nota == "dichiarato 620.000,01 €, ricalcolato 620.000,00 €"


def test_a_declared_total_that_agrees_needs_no_note():
    assert calcola(conti(comune(cambia={equilibri("W1"): 620_000}))).valore(ISTAT, ANNO, "W1").nota == ""


@pytest.mark.parametrize(("avanzo", "esito"), [(-570_000, "nella norma"), (-570_000.01, "oltre il limite")])
def test_a_result_of_exactly_zero_is_in_balance_and_a_cent_less_is_not(avanzo, esito):
    # H = 50.000 gives W1 = 620.000: 620.000 less gives zero.
    valore = calcola(conti(comune(cambia={equilibri("H"): avanzo}))).valore(ISTAT, ANNO, "W1")
    assert valore.esito == esito


@pytest.mark.parametrize(
    ("anno", "esito", "nota"),
    [(2024, "senza limite", "nessun limite in vigore al 31/12/2024"), (2025, "oltre il limite", "")],
)
def test_w2_binds_from_2025(anno, esito, nota):
    tavola = comune(anno=anno, cambia={equilibri("accantonate_correnti"): 400_000})
    valore = calcola(conti(tavola)).valore(ISTAT, anno, "W2")
    assert (valore.valore, valore.esito, valore.nota) == (-10_000_00, esito, nota)


def test_w3_has_no_limit_of_law():
    valore = indicatori().valore(ISTAT, ANNO, "W3")
    assert (valore.esito, valore.limite, valore.distanza) == ("senza limite", None, None)
