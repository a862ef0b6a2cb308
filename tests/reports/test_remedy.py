"""The plan on a page: what it costs to refuse a measure, what cannot be done and why, the ladder."""

import re
from dataclasses import replace

import numpy as np
import pytest
from righe import conti

from crescere_kit.charts import Grafico
from crescere_kit.euro import euro
from crescere_kit.recovery import Fabbisogno, SceltaNonValida, leve, piani
from crescere_kit.reports import Fascicolo, act_names, apri, recovered


@pytest.fixture(scope="module")
def fascicolo(archivio_demo) -> Fascicolo:
    return apri("901001", archivio=archivio_demo)


def testo(mostrabile) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", mostrabile._repr_html_()))


def test_each_measure_has_its_euro_its_share_of_the_cap_and_what_refusing_it_costs(fascicolo):
    misura = fascicolo.piano_scelto.misure[0]
    riga = recovered.misure_in_tabella(fascicolo.piano_scelto).righe[0]
    assert riga[0].startswith(f"{misura.nome}: ")
    assert [str(cella) for cella in riga[1:3]] == [euro(cents) for cents in misura.effetti]
    assert riga[1].origine == misura.frase
    assert riga[4] == misura.rifiuto.frase
    assert misura.norma in riga[6]


def test_the_weights_are_printed_with_the_plan_and_what_is_not_available_says_why(fascicolo):
    parole = testo(fascicolo.piano())
    assert "una scelta di chi decide: obblighi 0,1" in parole
    _, nome, perche = fascicolo.piano_scelto.indisponibili[0]
    assert nome in parole
    assert perche.split("'")[0] in parole


def test_a_doubtful_law_is_marked(fascicolo):
    misura = replace(fascicolo.piano_scelto.misure[0], verifica="?")
    piano = replace(fascicolo.piano_scelto, misure=(misura,))
    assert "(da verificare)" in recovered.misure_in_tabella(piano).righe[0][6]


def test_the_figure_reaches_what_is_needed(fascicolo):
    grafico = fascicolo.grafico_piano()
    assert isinstance(grafico, Grafico)
    assert [str(cella) for cella in grafico.tabella.righe[-1][1:]] == [
        euro(cents) for cents in fascicolo.piano_scelto.bisogno
    ]


def test_the_plan_shows_the_balance_before_and_after(fascicolo):
    riga = fascicolo.con_il_piano().righe[0]
    prima = fascicolo.prevista.saldi()["O"][0].valore
    assert riga[0] == "Equilibrio di parte corrente"
    assert str(riga[1]) == euro(prima)
    assert riga[2].cents > prima


def test_another_preset_and_confidence_are_another_plan(fascicolo):
    prudente = fascicolo.con(preset="meno-tagli", confidenza=80)
    assert "meno tagli" in testo(prudente.piano())
    assert "almeno 80 casi su cento" in testo(prudente.piano())
    assert prudente.prevista is not None
    assert sum(prudente.piano_scelto.bisogno) > sum(fascicolo.piano_scelto.bisogno)


def test_a_preset_nobody_knows_is_a_sentence(fascicolo):
    with pytest.raises(SceltaNonValida, match="meno-tasse"):
        fascicolo.con(preset="meno-tutto")


def test_the_ladder_names_the_step_that_is_enough_and_every_condition(fascicolo):
    scala = fascicolo.risanamento.scala(fascicolo.piano_scelto)
    parole = testo(fascicolo.gradini())
    assert scala.frase.split("'")[0] in parole
    for articolo in ("193", "188", "243-bis", "244"):
        assert f"art. {articolo}" in parole


def test_a_gap_that_is_not_known_is_a_sentence_and_never_an_empty_table(fascicolo):
    ignoto = Fabbisogno(np.array([np.nan, np.nan]), perche="manca il fondo pluriennale vincolato")
    piano = piani(fascicolo.risanamento.situazione, [ignoto])[0]
    parole = testo(recovered.piano(piano, fascicolo.preferenze.scelte))
    assert "manca il fondo pluriennale vincolato" in parole
    assert "n.c." in testo(recovered.grafico(piano))
    assert "<table" not in recovered.piano(piano, fascicolo.preferenze.scelte)._repr_html_()


def test_every_act_of_a_lever_has_a_name():
    codici = {atto for leva in leve().values() for atto in leva.atti}
    assert {codice for codice in codici if act_names.in_parole([codice]) == codice.replace("_", " ")} == set()


def test_without_a_rendiconto_there_is_no_plan_and_the_reason_is_said():
    panel = conti(("901001", 2025, "siope", "entrate", "1", "cassa", 150_000)).solo(["901001"])
    solo_siope = Fascicolo(panel, "901001", 2025)
    assert "ultimo rendiconto" in testo(solo_siope.piano())
    assert "ultimo rendiconto" in testo(solo_siope.gradini())
