"""The whole gate on the invented region: what was planted is found, and nothing else."""

from datetime import date

import pandas as pd
import pytest

from crescere_kit import indicators, quality
from crescere_kit.sources import demo
from crescere_kit.sources.store import Archivio

ANNI, COMUNI = [2021, 2022, 2023, 2024], 12  # the fewest comuni that have every kind of fault
CONTROLLI = {
    "rendiconto non ancora trasmesso": {"rendiconto_assente"},
    "riepilogo delle spese per titoli assente": {"lato_assente"},
    "rendiconto trasmesso con tutti gli importi a zero": {"rendiconto_vuoto"},
    "debiti fuori bilancio non dichiarati": {"dichiarato_assente"},
}


@pytest.fixture(scope="module")
def qualita(tmp_path_factory):
    archivio = Archivio(tmp_path_factory.mktemp("dati"))
    archivio.importa(demo.scrivi(tmp_path_factory.mktemp("regione"), comuni=COMUNI, anni=ANNI))
    conti = archivio.conti().al(date(2025, 9, 1))
    return quality.controlla(conti, indicators.calcola(conti))


def test_the_planted_faults_are_found_and_the_clean_comuni_are_left_alone(qualita):
    piantati = {(g.istat, g.anno, c) for g in demo.guasti(COMUNI, ANNI) for c in CONTROLLI[g.cosa]}
    trovati = set(qualita.tabella[["istat", "anno", "codice"]].itertuples(index=False, name=None))
    assert trovati == piantati
    assert len(piantati) == 4


def test_every_fault_says_what_where_why_and_what_to_do(qualita):
    for istat, anno in {(r.istat, r.anno) for r in qualita.tabella.itertuples()}:
        for dato in qualita.di(istat, anno):
            assert str(anno) in dato.frase
            assert dato.perche.endswith(".")
            assert dato.fare.endswith(".")
            assert dato.tocca
            assert "{" not in dato.testo


def test_a_comune_without_faults_has_none(qualita):
    assert qualita.di("901001", 2023) == []
    assert qualita.per_indicatore("901001", 2023) == {}


def test_an_indicator_that_looks_back_carries_the_fault_of_the_year_before(qualita):
    zero = next(g for g in demo.guasti(COMUNI, ANNI) if "zero" in g.cosa)
    dopo = qualita.per_indicatore(zero.istat, zero.anno + 1)
    assert "P8" not in dopo  # it reads this year alone
    assert {dato.anno for dato in dopo["RECUPERO"]} == {zero.anno}


def test_one_comune_alone_has_the_same_faults_as_among_the_others(qualita):
    istat = next(g.istat for g in demo.guasti(COMUNI, ANNI) if "spese" in g.cosa)
    solo = qualita.indicatori.conti.solo([istat])
    sue = qualita.tabella[qualita.tabella["istat"] == istat].reset_index(drop=True)
    pd.testing.assert_frame_equal(quality.controlla(solo, indicators.calcola(solo)).tabella, sue)


@pytest.mark.parametrize("codice", quality.controlli())
def test_every_check_has_whole_sentences(codice):
    controllo = quality.controlli()[codice]
    assert controllo.titolo
    for frase in (controllo.frase, controllo.perche, controllo.fare):
        assert frase[0].isupper()
        assert frase.endswith(".")


def test_amounts_leave_the_kit_in_euro(qualita):
    dato = quality.Anomalia("salto", 2022, "t", "f", "p", "f", "euro", 340_00.0, 100_00.0, ("P1",))
    assert (dato.come_dict()["valore"], dato.come_dict()["atteso"]) == (340, 100)
    assert dato.come_dict()["tocca"] == ["P1"]
