"""What a page shows of the two years ahead, and what it says where nothing can be projected."""

import re

import pytest
from righe import conti

from crescere_kit.charts import Grafico
from crescere_kit.euro import euro
from crescere_kit.projection import Forzatura, Scenario
from crescere_kit.projection.totals import IMPEGNI_CORRENTI, totali
from crescere_kit.reports import Fascicolo, apri, backtested
from crescere_kit.reports.choices import ScenarioSconosciuto


@pytest.fixture(scope="module")
def fascicolo(archivio_demo) -> Fascicolo:
    return apri("901001", archivio=archivio_demo)


def testo(mostrabile) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", mostrabile._repr_html_()))


def test_the_first_look_says_scenario_balance_gap_and_measured_error(fascicolo, monkeypatch):
    monkeypatch.setattr(backtested, "_errore", lambda prevista, voce: 0.034)
    parole, saldo = testo(fascicolo.due_anni()), fascicolo.prevista.saldi()["O"][0]
    assert "Dal rendiconto 2025 ai due anni dopo, secondo lo scenario «Base»." in parole
    assert euro(saldo.valore) in parole
    assert "in otto casi su dieci fra" in parole
    assert (
        "a due anni di distanza, in metà dei casi ha sbagliato le entrate tributarie del 3 % o meno" in parole
    )


def test_an_error_that_was_never_measured_is_said(fascicolo, monkeypatch):
    monkeypatch.setattr(backtested, "_errore", lambda prevista, voce: float("nan"))
    assert "non è mai stato misurato" in testo(fascicolo.due_anni())


def test_the_titoli_add_up_to_the_current_side(fascicolo):
    per_codice = {totale.codice: totale for totale in totali(fascicolo.prevista)}
    for passo in (0, 1):
        parti = [per_codice[f"entrate {titolo}"].valori[passo] for titolo in "123"]
        assert sum(parti) == pytest.approx(per_codice["EC"].valori[passo], abs=2)
        spese = [per_codice[codice].valori[passo] for codice in (IMPEGNI_CORRENTI, "fondi")]
        assert sum(spese) == pytest.approx(per_codice["SC"].valori[passo], abs=2)


def test_the_base_of_the_titoli_is_the_rendiconto(fascicolo):
    correnti = fascicolo.conti.accertamenti("1", "2", "3").loc[("901001", 2025)]
    righe = {riga[0]: riga for riga in fascicolo.proiezione_per_titolo().righe}
    assert str(righe["Entrate correnti"][1]) == euro(correnti)


def test_every_projected_number_of_a_line_opens_on_its_reason_and_its_error(fascicolo):
    righe = {riga[0]: riga for riga in fascicolo.righe_proiettate().righe}
    tributi = righe["Entrate: Altri tributi"]
    assert "tendenza" in tributi[2].origine.lower()
    assert "errore" in tributi[2].origine.lower()  # six comuni measure none, and it says so
    assert "IMU ordinaria" in fascicolo.righe_proiettate().nota


def test_the_balances_have_bands_and_gap(fascicolo):
    saldo = fascicolo.prevista.saldi()["O"][1]
    riga = next(r for r in fascicolo.equilibri_proiettati().righe if r[0].endswith("(O) 2027"))
    assert [str(c) for c in riga[1:]] == [
        euro(saldo.valore), *(euro(e) for livello in (50, 80) for e in saldo.bande[livello]), euro(saldo.gap),
    ]  # fmt: skip


def test_the_likeliest_breach_comes_first_and_no_decimal_is_promised(fascicolo):
    tabella = fascicolo.rischi()
    massimi = [max(c.punti for c in (riga[3], riga[5]) if hasattr(c, "punti")) for riga in tabella.righe]
    assert massimi == sorted(massimi, reverse=True)
    assert re.fullmatch(r"\d+ %", str(tabella.righe[0][3]))


def test_a_criticita_that_is_there_already_is_named_and_not_told_again(fascicolo):
    gia_note = {rilievo.titolo for rilievo in fascicolo.voci_critiche()}
    parole = fascicolo.criticita_future()._repr_html_()
    assert "Criticità nuove nel 2026" in parole
    assert not gia_note & set(re.findall(r"<h4>([^<]*)</h4>", parole.split("Criticità nuove nel 2027")[0]))
    assert 'href="#' not in parole  # what is projected has no file and row to be led to


@pytest.mark.parametrize(
    "quale",
    [
        *("grafico_equilibrio", "grafico_movimenti", "grafico_entrate_previste", "grafico_spese_previste"),
        *("grafico_cassa", "grafico_cassa_mensile", "grafico_scenari"),
    ],
)
def test_every_figure_is_drawn_told_and_tabulated(fascicolo, quale):
    grafico = getattr(fascicolo, quale)()
    assert isinstance(grafico, Grafico)
    assert grafico.dati
    assert grafico.tabella.righe
    assert len(grafico.descrizione) > 40


def test_scenarios_stand_side_by_side_with_the_one_in_use(fascicolo):
    con_taglio = fascicolo.con(
        Scenario("Taglio", forzature=(Forzatura("fsc", 2026, 100_000_00, "comunicato del Ministero"),))
    )
    tabella = con_taglio.scenari()
    assert tabella.colonne == ("Saldo", "Base", "Prudente", "Taglio", "Riequilibrio")
    assert tabella.righe[0][2] == "riscossione -5 punti; utenze +10 %; tassi variabili +1 punti"
    assert "comunicato del Ministero" in testo(con_taglio.due_anni())


def test_the_plan_stands_beside_the_others_as_the_scenario_it_leads_to(fascicolo):
    tabella = fascicolo.scenari()
    assert tabella.colonne[-1] == "Riequilibrio"
    assert "leve:" in str(tabella.righe[0][-1])
    prima, dopo = fascicolo.prevista.corrente(), fascicolo.riequilibrio.corrente()
    assert (dopo > prima).all()


def test_the_levers_of_a_scenario_that_somebody_sent_are_pulled(fascicolo):
    (leva, *_) = fascicolo.riequilibrio.scenario.leve
    mandato = Scenario("Mandato", leve=(leva,))
    prima, dopo = fascicolo.prevista.corrente(), fascicolo.proiezione(mandato).corrente()
    assert (dopo >= prima).all()
    assert dopo.sum() > prima.sum()


def test_another_scenario_keeps_what_does_not_depend_on_it(fascicolo):
    fascicolo.valori()
    prudente = fascicolo.con(scenario="prudente")
    assert prudente._valori is fascicolo._valori
    assert prudente.prevista.motore is fascicolo.prevista.motore
    assert prudente.prevista.scenario.nome == "Prudente"
    assert fascicolo.prevista.scenario.nome == "Base"


def test_a_scenario_nobody_knows_is_a_sentence_with_those_that_exist(fascicolo):
    with pytest.raises(ScenarioSconosciuto, match="base, prudente, riequilibrio"):
        fascicolo.con(scenario="ottimista")


def test_an_earlier_year_is_projected_as_it_was_then(fascicolo):
    assert fascicolo.dell_anno(2023).prevista.anni() == (2023, 2024, 2025)


def test_without_a_rendiconto_each_part_says_what_to_load():
    panel = conti(("901001", 2025, "siope", "entrate", "1", "cassa", 150_000)).solo(["901001"])
    solo_siope = Fascicolo(panel, "901001", 2025)
    for parte in (solo_siope.due_anni(), solo_siope.grafico_cassa(), solo_siope.scenari()):
        assert "n.c." in testo(parte)
        assert "ultimo rendiconto" in testo(parte)
