"""The spesa di personale: the example by hand, the classes to the last inhabitant, the fasce in words."""

import pandas as pd
import pytest
import vettori_personale
from esempio import ANNO, ISTAT, comune, penultimo
from righe import ENTI

from crescere_kit.accounts import Conti
from crescere_kit.indicators import calcola
from crescere_kit.indicators.compute import calcola as calcola_alcuni
from crescere_kit.indicators.personale import INDICATORI, classe

SPESA, FCDE = ("personale", "spesa", "valore"), ("personale", "fcde_assestato", "valore")


def panel(cambia=None, abitanti=8_000, altre=(), prima=True, base=None, **altro):
    modulo = vettori_personale.righe(cambia, **altro)
    tavole = [comune() if base is None else base, modulo, *altre, *([penultimo()] if prima else [])]
    enti = ENTI.assign(popolazione=pd.array([abitanti, 900], dtype="Int64"))
    return Conti.da_righe(pd.concat(tavole, ignore_index=True), enti)


def valore(codice, conti=None):
    return calcola_alcuni(conti or panel(), INDICATORI).valore(ISTAT, ANNO, codice)


def test_the_example_of_the_notes_is_in_the_middle_fascia():
    rapporto = valore("PERS_SOST")
    assert rapporto.valore == pytest.approx(100 * 1_550_000 / 5_483_333.3333333, abs=1e-9)
    assert (rapporto.testo, rapporto.limite, rapporto.esito) == ("28,27 %", 26.9, "oltre il limite")
    assert rapporto.nota.startswith("fascia intermedia: si può assumere")
    rientro = valore("PERS_RIENTRO")
    assert (rientro.limite, rientro.esito) == (30.9, "vicino al limite")


def test_the_most_that_can_be_spent_is_told_to_the_cent():
    assert valore("PERS_MAX").testo == "1.475.016,67 €"
    assert valore("PERS_MAX_RIENTRO").testo == "1.694.350,00 €"


@pytest.mark.parametrize(
    ("abitanti", "lettera", "tab1", "tab3"),
    [
        (0, "a", 29.5, 33.5), (999, "a", 29.5, 33.5), (1_000, "b", 28.6, 32.6), (1_999, "b", 28.6, 32.6),
        (2_000, "c", 27.6, 31.6), (2_999, "c", 27.6, 31.6), (3_000, "d", 27.2, 31.2),
        (4_999, "d", 27.2, 31.2), (5_000, "e", 26.9, 30.9), (9_999, "e", 26.9, 30.9),
        (10_000, "f", 27.0, 31.0), (59_999, "f", 27.0, 31.0), (60_000, "g", 27.6, 31.6),
        (249_999, "g", 27.6, 31.6), (250_000, "h", 28.8, 32.8), (1_499_999, "h", 28.8, 32.8),
        (1_500_000, "i", 25.3, 29.3),
    ],
)  # fmt: skip
def test_the_limits_are_those_of_the_class_to_the_last_inhabitant(abitanti, lettera, tab1, tab3):
    conti = panel(abitanti=abitanti)
    assert classe(conti)[ISTAT, ANNO] == lettera
    assert (valore("PERS_SOST", conti).limite, valore("PERS_RIENTRO", conti).limite) == (tab1, tab3)


def test_without_the_inhabitants_there_is_a_ratio_and_no_judgement():
    conti = panel(abitanti=None)
    rapporto = valore("PERS_SOST", conti)
    assert (rapporto.testo, rapporto.limite, rapporto.esito) == ("28,27 %", None, "senza limite")
    assert "la popolazione del comune non è nota" in rapporto.nota
    assert "la popolazione del comune non è nota" in valore("PERS_MAX", conti).motivo


@pytest.mark.parametrize(
    ("spesa", "fascia"),
    [
        (1_475_016, "fascia dei comuni sotto la soglia"),
        (1_475_017, "fascia intermedia"),
        (1_694_350, "fascia intermedia"),  # esattamente il 30,9 %
        (1_694_350.01, "fascia di rientro"),
    ],
)
def test_the_fascia_changes_just_over_each_limit(spesa, fascia):
    assert valore("PERS_SOST", panel({SPESA: spesa})).nota.startswith(fascia)


@pytest.mark.parametrize(("anno", "detto"), [(2024, False), (2025, True)])
def test_from_2025_the_ente_above_the_upper_limit_replaces_three_in_ten(anno, detto):
    modulo = vettori_personale.righe({SPESA: 1_800_000})
    tavole = [comune(anno=anno), penultimo(anno=anno - 2), modulo.assign(anno=modulo["anno"] + anno - ANNO)]
    conti = Conti.da_righe(pd.concat(tavole, ignore_index=True), ENTI)
    nota = calcola_alcuni(conti, INDICATORI).valore(ISTAT, anno, "PERS_SOST").nota
    assert ("si sostituisce solo il 30 % di chi cessa" in nota) == detto


def test_where_the_form_is_silent_the_rendiconto_and_the_bilancio_answer_and_say_so():
    # 1.500.000 di macroaggregato 101 e 40.000 di lavoro flessibile; FCDE di 350.000 dal bilancio.
    pubblici = pd.DataFrame(
        [
            (ISTAT, ANNO, "rendiconto", "spese", "U.1.03.02.12", "impegni", 40_000_00, None),
            (ISTAT, ANNO, "previsione", "spese", "M20.02", "competenza_1", 350_000_00, None),
        ],
        columns=vettori_personale.righe().columns,
    ).astype({"importo": "Int64", "rapporto": "Float64"})
    rapporto = valore("PERS_SOST", panel(senza=("personale",), altre=(pubblici,)))
    assert rapporto.valore == pytest.approx(100 * 1_540_000 / (17_500_000 / 3 - 350_000))
    assert "spesa dal rendiconto (macroaggregato 101 e lavoro flessibile)" in rapporto.nota
    assert "FCDE dal bilancio di previsione" in rapporto.nota
    assert "nessuna entrata etero-finanziata tolta" in rapporto.nota


def test_what_others_pay_for_is_taken_off_the_revenue():
    etero = {("personale", "entrate_eterofinanziate", "valore"): 100_000}
    assert valore("PERS_SOST", panel(etero)).valore == pytest.approx(
        100 * 1_550_000 / (17_500_000 / 3 - 450_000)
    )


def test_what_is_missing_is_named_year_by_year():
    motivo = valore("PERS_SOST", panel(senza=("personale",), prima=False)).motivo
    assert motivo == (
        "manca nei dati caricati: la spesa di personale (modulo dell'ente, o macroaggregato 101 e lavoro "
        "flessibile del rendiconto); le entrate correnti del 2021; il FCDE assestato del 2023 (modulo "
        "dell'ente o bilancio di previsione)"
    )


def test_before_the_decree_there_is_no_limit():
    modulo = vettori_personale.righe()
    tavole = [comune(anno=2019), penultimo(anno=2017), modulo.assign(anno=modulo["anno"] - 4)]
    conti = Conti.da_righe(pd.concat(tavole, ignore_index=True), ENTI)
    rapporto = calcola_alcuni(conti, INDICATORI).valore(ISTAT, 2019, "PERS_SOST")
    assert (rapporto.testo, rapporto.esito) == ("28,27 %", "senza limite")
    assert rapporto.nota == "nessun limite in vigore al 31/12/2019"


def test_one_comune_and_the_whole_list_agree():
    assert calcola(panel()).valore(ISTAT, ANNO, "PERS_SOST").valore == valore("PERS_SOST").valore
