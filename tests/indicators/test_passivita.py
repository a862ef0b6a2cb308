"""Lawsuits by their probability, losses by their share, debts by their state: by hand, never zero."""

import pandas as pd
import pytest
import vettori_personale
from esempio import ANNO, ISTAT, comune, conti, risultato
from righe import conti as panel
from righe import modulo

from crescere_kit.indicators.compute import calcola
from crescere_kit.indicators.deficitarieta import PARAMETRI
from crescere_kit.indicators.passivita import INDICATORI


def valore(codice, *tavole, **altro):
    tavole = tavole or (comune(), vettori_personale.righe(**altro))
    return calcola(conti(*tavole), (*INDICATORI, *PARAMETRI)).valore(ISTAT, ANNO, codice)


@pytest.mark.parametrize("codice", [uno.codice for uno in INDICATORI] + ["P6", "P7"])
def test_the_example_has_the_amounts_computed_by_hand(codice):
    trovato = valore(codice)
    atteso = vettori_personale.ATTESI[codice]
    assert trovato.valore == pytest.approx(atteso if trovato.unita == "percentuale" else atteso * 100)


@pytest.mark.parametrize(
    ("rischio", "dovuto"),
    [
        (100.0, 200_00), (51.0, 200_00), (50.99, 101_98), (50.0, 100_00), (10.0, 20_00), (9.99, 0), (0.0, 0),
    ],
)  # fmt: skip
def test_a_lawsuit_weighs_by_the_class_of_its_probability(rischio, dovuto):
    trovato = calcola(panel(*modulo("contenzioso", "Rossi", importo=200_00, rischio=rischio)), INDICATORI)
    assert trovato.valore(ISTAT, ANNO, "CONT_DOVUTO").valore == dovuto


def test_the_lawsuits_are_counted_by_class():
    assert valore("CONT_DOVUTO").nota == "cause: 1 probabili, 1 possibili, 1 remote"


@pytest.mark.parametrize(("fondo", "esito"), [(160_000, "nella norma"), (159_999.99, "oltre il limite")])
def test_the_fund_must_hold_what_the_lawsuits_ask_to_the_cent(fondo, esito):
    tavola = comune(cambia={risultato("contenzioso"): fondo})
    assert valore("CONT_MARGINE", tavola, vettori_personale.righe()).esito == esito


def test_a_lawsuit_without_its_probability_makes_the_sum_not_computable_and_is_named():
    cambia = {("contenzioso", "Nuova causa", "importo"): 1_000}
    dovuto = valore("CONT_DOVUTO", cambia=cambia)
    assert (dovuto.valore, dovuto.motivo) == (
        None,
        "nel modulo dell'ente va completata la riga «Nuova causa»",
    )


@pytest.mark.parametrize(
    ("codice", "lato", "cosa"),
    [
        ("CONT_MARGINE", "contenzioso", "le cause in corso"),
        ("PART_DOVUTO", "partecipate", "le perdite delle partecipate"),
        ("DFB_TOTALE", "dfb", "i debiti fuori bilancio"),
    ],
)
def test_a_list_that_is_not_there_is_not_an_empty_one(codice, lato, cosa):
    trovato = valore(codice, senza=(lato,))
    assert trovato.esito == "n.c."
    assert trovato.motivo.startswith(f"il modulo dell'ente non elenca {cosa}")


def test_who_has_no_debts_says_so_with_a_row_of_zero():
    trovati = calcola(panel(*modulo("dfb", "Nessuno", importo=0, stato=1)), INDICATORI)
    assert [trovati.valori.loc[(ISTAT, ANNO), f"DFB_{cosa}"] for cosa in ("TOTALE", "RICONOSCERE")] == [0, 0]


def test_the_debts_of_the_form_prevail_on_the_declared_ratio_and_a_difference_is_told():
    p6 = valore("P6", cambia={("dfb", "Sentenza Rossi", "importo"): 60_000})
    assert (p6.origine, p6.testo, p6.esito) == ("ricalcolato", "0,88 %", "nella norma")
    assert p6.nota == "dichiarato 1,09 %, ricalcolato 0,88 %"


def test_without_the_form_the_declared_ratio_still_holds():
    p7 = valore("P7", comune())
    assert (p7.origine, p7.testo) == ("dichiarato", "0,50 %")


def test_the_debts_of_one_ente_are_not_those_of_another():
    altro = vettori_personale.righe().assign(istat="901002")
    trovati = calcola(conti(comune(), altro, comune("901002")), INDICATORI)
    assert pd.isna(trovati.valori.loc[(ISTAT, ANNO), "DFB_TOTALE"])
    assert trovati.valori.loc[("901002", ANNO), "DFB_TOTALE"] == 105_000_00
