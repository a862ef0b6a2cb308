"""Collection and residui of Borgo Esempio, by hand, and what only the ente's form knows."""

import pytest
from esempio import ANNO, ISTAT, comune, conti, entrate, indicatori

from crescere_kit.accounts import Voce
from crescere_kit.indicators import calcola, collection, compute

ATTESI = {  # numeratore e denominatore, in euro
    "RISC_T3": (500_000, 1_200_000),
    "RISC_RESIDUI": (1_000_000, 5_600_000),  # 17,86 %
    "RESIDUI_EC": (6_400_000, 6_000_000),
    "FCDE_RESIDUI": (3_300_000, 6_400_000),
}


def modulo(lato, codice, fase="valore"):
    return Voce("manuale", lato, codice, fase)


def valore(codice, cambia):
    return compute.calcola(conti(comune(cambia=cambia)), collection.INDICATORI).valore(ISTAT, ANNO, codice)


@pytest.mark.parametrize(("codice", "lati"), ATTESI.items())
def test_the_example_has_the_quotas_computed_by_hand(codice, lati):
    assert indicatori().valore(ISTAT, ANNO, codice).valore == pytest.approx(100 * lati[0] / lati[1], abs=1e-9)


def test_the_limits_are_choices_of_the_programme_and_say_so():
    for codice in ATTESI:
        assert "non è legge" in indicatori().valore(ISTAT, ANNO, codice).regola.fonte


def test_the_tari_is_read_from_the_form_else_from_the_rendiconto_at_any_level():
    for accertata, riscossa in (
        (modulo("fcde", "1010151", "accertamenti"), modulo("fcde", "1010151", "riscossioni_competenza")),
        (entrate("accertamenti", "1010151"), entrate("riscossioni_competenza", "1010151")),
        (entrate("accertamenti", "E.1.01.01.51"), entrate("riscossioni_competenza", "E.1.01.01.51")),
    ):
        tari = valore("RISC_TARI", {accertata: 1_000_000, riscossa: 640_000})
        assert (tari.valore, tari.esito) == (64, "oltre il limite")


def test_a_tari_not_known_is_not_a_tari_of_zero():
    tari = indicatori().valore(ISTAT, ANNO, "RISC_TARI")
    assert (tari.valore, tari.esito) == (None, "n.c.")
    assert tari.motivo


@pytest.mark.parametrize(("euro", "esito"), [(649_999, "oltre il limite"), (650_000, "vicino al limite")])
def test_the_water_is_measured_like_the_tari(euro, esito):
    acqua = {
        modulo("acquedotto", "servizio", "proventi"): 1_000_000,
        modulo("acquedotto", "servizio", "riscossioni"): euro,
    }
    assert valore("RISC_ACQUA", acqua).esito == esito


def test_old_residui_are_measured_on_all_of_them():
    tutti = Voce("rendiconto", "risultato", "residui_attivi", "importo")
    per_anni = {modulo("residui", "attivi_oltre_5_anni"): 1_600_000, tutti: 8_000_000}
    assert valore("RESIDUI_VECCHI", per_anni).valore == 20


def test_works_paid_before_the_grant_show_the_cash_that_is_out():
    opere = {
        modulo("residui", "titolo4_opere_pagate"): 300_000,
        modulo("residui", "titolo4_contributi_incassati"): 180_000,
    }
    scarto = valore("OPERE_SCARTO", opere)
    assert (scarto.valore, scarto.esito) == (-120_000_00, "oltre il limite")
    assert scarto.nota == "i residui attivi del titolo 4 sono 1.600.000,00 €"


def test_nothing_accertato_is_not_a_collection_of_zero():
    vuoto = {entrate("accertamenti", "3"): 0, entrate("riscossioni_competenza", "3"): 0}
    t3 = calcola(conti(comune(cambia=vuoto))).valore(ISTAT, ANNO, "RISC_T3")
    assert t3.motivo == "il denominatore (entrate extratributarie accertate, titolo 3) è zero"
