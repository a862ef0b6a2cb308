"""From the form and the official files to the plan: the example of the domain through the public path."""

import pytest
import vettori_proj as esempio
from projection.test_proj import SCENARIO
from recovery.test_from_accounts import celle

from crescere_kit.projection import proietta
from crescere_kit.projection.lines import LINEE
from crescere_kit.recovery import Risanamento, Scelte, leve

FERME = frozenset({"riscossione_accelerata", "riscossione", "evasione", "utenze", "beni_servizi", "servizi"})
FERME |= {"trasferimenti", "personale", "canone", "tari", "rinegoziazione", "ripiano", "avanzo"}
MANOVRA = {"addizionale": 0.1, "imu": 1.0, "fcde_accelerato": 1, "fgdc": 1}


@pytest.fixture(scope="module")
def risanamento():
    return Risanamento(proietta(esempio.con(celle()), SCENARIO))


def test_the_need_is_the_imbalance_of_the_projection(risanamento):
    assert risanamento.piano().bisogno == (40_437_508, 41_134_356)


def test_the_manovra_and_what_it_leaves_come_out_to_the_cent(risanamento):
    fatto = risanamento.piano(Scelte(fissate=MANOVRA, vietate=FERME))
    assert sum(misura.effetti[0] for misura in fatto.misure) == 29_016_596
    assert fatto.scoperto[0] == 11_420_912


def test_a_plan_of_all_the_levers_covers_more_than_the_manovra(risanamento):
    fatto = risanamento.piano()
    assert sum(fatto.scoperto) < 11_420_912 + 12_000_000
    assert all(misura.rifiuto.frase for misura in fatto.misure)


def test_p1_before_the_plan_is_the_projected_one(risanamento):
    p1 = next(mosso for mosso in risanamento.piano().indicatori if mosso.codice == "P1")
    proiettato = risanamento.proiezione.indicatori.valore("901001", 2027, "P1")
    assert p1.prima[0] == pytest.approx(proiettato.valore, abs=0.2)  # the fondo pluriennale apart


def test_eighty_percent_of_confidence_asks_for_more(risanamento):
    al_cinquanta, all_ottanta = (risanamento.piano(Scelte(confidenza=c)).bisogno for c in (50, 80))
    assert all_ottanta[0] > al_cinquanta[0]


def test_the_ladder_follows_the_plan(risanamento):
    fatto = risanamento.piano(Scelte(fissate=MANOVRA, vietate=FERME))
    assert risanamento.scala(fatto).scelto.articolo in {"188", "243-bis", "244"}


def test_the_projection_with_the_levers_pulled_is_the_one_that_the_plan_promised(risanamento):
    scenario = risanamento.scenario(MANOVRA)
    assert dict(scenario.leve) == MANOVRA
    dopo = risanamento.proiezione.con(scenario).corrente()
    promesso = risanamento.piano(Scelte(fissate=MANOVRA, vietate=FERME)).indicatori[0].dopo
    assert dopo.round().tolist() == [-11_420_912, promesso[1]]


def test_a_scenario_holds_only_what_can_be_done(risanamento):
    scenario = risanamento.scenario({"imu": 3.0, "alienazioni": 10_000, "avanzo": 5})
    assert dict(scenario.leve) == {"imu": pytest.approx(1.0)}
    assert {(una.linea, una.importo) for una in scenario.variazioni} == {("imu", 12_500_000)}


def test_every_lever_changes_a_line_of_the_projection_but_the_avanzo():
    senza = [codice for codice, leva in leve().items() if leva.linea not in LINEE]
    assert senza == ["avanzo"]
