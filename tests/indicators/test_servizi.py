"""How much users pay: the example by hand, and a minimum that binds only some."""

import pandas as pd
import pytest
import vettori_personale
from esempio import ANNO, ISTAT, comune, conti, dichiarato, penultimo
from righe import conti as panel
from righe import modulo

from crescere_kit.indicators.compute import calcola
from crescere_kit.indicators.servizi import INDICATORI, obbligato

DISSESTO = {("ente", "dissesto", "valore"): 1, ("ente", "riequilibrio", "valore"): 0}
SANO = {("ente", "dissesto", "valore"): 0, ("ente", "riequilibrio", "valore"): 0}
QUATTRO_SU_OTTO = {dichiarato("13.2"): 1.0, dichiarato("3.2"): 5.0}  # P5, P6, P7 e P3


def valore(codice, *altre, **altro):
    panel = conti(comune(), vettori_personale.righe(**altro), *(altre or (penultimo(),)))
    return calcola(panel, INDICATORI).valore(ISTAT, ANNO, codice)


def test_the_example_covers_35_percent_with_the_nido_at_half():
    assert valore("SDI_COP").valore == 35.0
    assert valore("ACQ_COP").valore == 75.0


def test_who_is_in_dissesto_must_reach_the_minimum_and_knows_what_failing_costs():
    copertura = valore("SDI_COP", cambia=DISSESTO)
    assert (copertura.limite, copertura.esito) == (36.0, "oltre il limite")
    # l'1 % di 5.700.000 del penultimo anno
    assert copertura.nota == (
        "il minimo di legge vale: ente deficitario, in dissesto o in riequilibrio (sanzione per chi non "
        "copre: 57.000,00 €)"
    )
    assert valore("COP_SANZIONE", cambia=DISSESTO).valore == 57_000_00
    assert valore("ACQ_COP", cambia=DISSESTO).limite == 80.0


@pytest.mark.parametrize(
    ("proventi", "esito"), [(93_600, "vicino al limite"), (93_599.99, "oltre il limite")]
)
def test_exactly_the_minimum_is_enough(proventi, esito):
    cambia = DISSESTO | {("servizi", "Mensa", "proventi"): proventi}  # con il nido: 129.600 su 360.000
    assert valore("SDI_COP", cambia=cambia).esito == esito


def test_the_minimum_binds_who_was_deficitario_two_years_before():
    allora = comune(anno=ANNO - 2, cambia=QUATTRO_SU_OTTO)
    assert valore("SDI_COP", allora, cambia=SANO).limite == 36.0
    sana = valore("SDI_COP", comune(anno=ANNO - 2, cambia={dichiarato("3.2"): 0.0}), cambia=SANO)
    assert (sana.limite, sana.esito) == (None, "senza limite")
    assert (
        sana.nota == "il minimo di legge non vale: l'ente non è deficitario, in dissesto né in riequilibrio"
    )


def test_a_limit_is_the_same_in_the_table_and_on_the_card():
    panel = conti(comune(), vettori_personale.righe(SANO), comune(anno=ANNO - 2, cambia=QUATTRO_SU_OTTO))
    trovati = calcola(panel, INDICATORI)
    assert (
        trovati.limiti.loc[(ISTAT, ANNO), "SDI_COP"] == trovati.valore(ISTAT, ANNO, "SDI_COP").limite == 36.0
    )


def test_without_the_accounts_of_two_years_before_nobody_knows_whether_it_binds():
    copertura = valore("SDI_COP", cambia=SANO)
    assert (copertura.limite, copertura.esito) == (None, "senza limite")
    assert (
        copertura.nota
        == "non si sa se il minimo di legge vale per questo ente: dipende dai parametri del 2021"
    )
    assert valore("COP_SANZIONE", cambia=SANO).motivo == copertura.nota


def test_a_riequilibrio_is_enough_whatever_else_is_not_known():
    tavola = panel(
        *modulo("ente", "riequilibrio", valore=1), *modulo("acquedotto", "servizio", proventi=1, costi=2)
    )
    assert obbligato(tavola).tolist() == [True]


def test_a_service_without_its_costs_is_named():
    motivo = valore("SDI_COP", cambia={("servizi", "Museo", "proventi"): 10}).motivo
    assert motivo == "nel modulo dell'ente va completata la riga «Museo»"


def test_no_services_and_services_that_cost_nothing_are_two_reasons():
    assert valore("SDI_COP", senza=("servizi",)).motivo == (
        "il modulo dell'ente non elenca i servizi a domanda individuale"
    )
    gratis = panel(*modulo("servizi", "Mensa", proventi=0, costi=0))
    assert calcola(gratis, INDICATORI).perche(ISTAT, ANNO, "SDI_COP") == (
        "il denominatore (costi dei servizi) è zero"
    )


def test_who_gave_no_services_costs_nothing_to_judge():
    assert obbligato(conti(comune())).isna().all()
    assert isinstance(obbligato(conti(comune())), pd.Series)
