"""One call for the whole panel says of each comune what it would say of that comune alone."""

import pandas as pd
import pytest
from esempio import ANNO, ISTAT, comune, conti, dichiarato, entrate, equilibri

from crescere_kit.accounts import Voce
from crescere_kit.accounts.voci import LIVELLI
from crescere_kit.indicators import TUTTI, calcola
from crescere_kit.indicators.indicator import RENDICONTO

ALTRO = "901002"
TAVOLE = ("valori", "dichiarati", "ricalcolati", "limiti", "esiti")


@pytest.fixture(scope="module")
def pannello():
    return conti(
        *(comune(anno=anno) for anno in (2019, 2020, 2022)),
        comune(ISTAT, 2021, cambia={equilibri("AA"): 500_000, dichiarato("1.1"): 42.0}),
        comune(ALTRO, 2021, senza=(equilibri("H"), entrate("accertamenti", "7"))),
        comune(ALTRO, 2022, cambia={entrate("accertamenti", titolo): 0 for titolo in "123"}),
        comune(ALTRO, 2025),
    )


@pytest.mark.parametrize("tavola", TAVOLE)
def test_a_comune_alone_has_the_results_it_has_among_many(pannello, tavola):
    insieme = getattr(calcola(pannello), tavola)
    da_soli = pd.concat([getattr(calcola(pannello.solo([istat])), tavola) for istat in (ISTAT, ALTRO)])
    pd.testing.assert_frame_equal(insieme, da_soli)


def test_every_row_and_every_indicator_has_an_esito(pannello):
    esiti = calcola(pannello).esiti
    assert esiti.shape == (7, len(TUTTI))
    assert esiti.notna().all(axis=None)


def test_amounts_stay_whole_cents_and_shares_stay_points(pannello):
    valori = calcola(pannello).valori
    tipi = {uno.codice: "Float64" if uno.unita in ("percentuale", "giorni") else "Int64" for uno in TUTTI}
    assert valori.dtypes.astype(str).to_dict() == tipi


def test_a_year_that_was_not_loaded_is_not_computable_and_says_so(pannello):
    scheda = calcola(pannello).scheda(ALTRO, 2023)
    assert {uno.esito for uno in scheda} == {"n.c."}
    assert {uno.motivo for uno in scheda} == {"non ci sono conti di questo comune per il 2023"}


def test_a_year_with_cash_alone_says_that_the_rendiconto_is_missing():
    cassa = comune(cambia={Voce("siope", "entrate", "1", "cassa"): 100})
    trovati = calcola(conti(cassa[cassa["documento"] == "siope"]))
    dal_rendiconto = [uno.codice for uno in TUTTI if uno.documento == RENDICONTO]
    assert {trovati.perche(ISTAT, ANNO, codice) for codice in dal_rendiconto} == {
        "il rendiconto del 2023 non è fra i dati caricati"
    }


def test_an_empty_panel_has_empty_results(pannello):
    assert calcola(pannello.solo([])).valori.empty


def test_the_table_of_contents_has_each_codice_once_and_a_formula_in_words():
    codici = [uno.codice for uno in TUTTI]
    assert len(set(codici)) == len(codici)
    assert all(len(uno.formula) > 20 and uno.nome for uno in TUTTI)


def test_every_ratio_names_its_denominatore():
    panel = conti()
    assert all(uno.denominatore for uno in TUTTI if uno.rapporto(panel))


def test_every_value_or_reason_is_given(pannello):
    trovati = calcola(pannello)
    for riga in pannello.tavola.index:
        for uno in trovati.scheda(*riga):
            assert bool(uno.motivo) == (uno.valore is None)
            assert bool(uno.origine) == (uno.valore is not None)
    assert trovati.scheda(ISTAT, ANNO)[0].codice == TUTTI[0].codice


def test_a_rendiconto_of_zeros_is_not_computable_instead_of_being_in_order():
    zeri = dict.fromkeys(map(Voce._make, comune()[LIVELLI].itertuples(index=False)), 0)
    trovati = calcola(conti(comune(cambia=zeri)))
    assert trovati.valori.loc[(ISTAT, ANNO)].isna().all()
    assert "tutti gli importi a zero" in trovati.perche(ISTAT, ANNO, "W1")
