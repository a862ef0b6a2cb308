"""The FCDE of the rendiconto: the worked example, its margin, and the estimate where the form is silent."""

import pytest
from righe import conti, rendiconto
from vettori_fcde import ANNI, ATTESO_A_RENDICONTO, ISTAT, RENDICONTO, TARI, cella, righe

from crescere_kit.indicators import compute, fcde

MULTE = "Multe"
PER_TIPOLOGIA = {  # residui al 1° gennaio e riscossi, ogni anno; residui al 31 dicembre dell'ultimo
    "10101": (1_000, 200, 2_000),
    "30100": (500, 250, 400),
    "30200": (100, 5, 1_000),
    "30500": (0, 0, 0),
}


def calcola(panel):
    return compute.calcola(panel, fcde.INDICATORI)


def valore(codice, cambia=None, senza=(), altre=()):
    return calcola(conti(*righe(cambia, senza), *altre)).valore(ISTAT, RENDICONTO, codice)


def accantonato(euro):
    return rendiconto("risultato", "importo", {"fcde": euro * 100}, anno=RENDICONTO)


def test_the_worked_example_is_right_to_the_cent():
    assert valore("FCDE_R").valore == ATTESO_A_RENDICONTO


@pytest.mark.parametrize(("euro", "esito"), [(1_320_000, "nella norma"), (1_300_000, "oltre il limite")])
def test_what_is_set_aside_must_not_be_less(euro, esito):
    scarto = valore("FCDE_R_SCARTO", altre=accantonato(euro))
    assert (scarto.valore, scarto.esito) == (euro * 100 - ATTESO_A_RENDICONTO, esito)


def test_without_the_allegato_the_form_says_what_is_set_aside():
    assert valore("FCDE_R_SCARTO", {cella("accantonato", RENDICONTO): 1_320_000}).valore == 0
    assert valore("FCDE_R_SCARTO").motivo.startswith("manca il FCDE accantonato")


def test_an_entrata_with_a_year_missing_stops_the_total_and_is_named():
    storia = {cella("residui_iniziali", anno, MULTE): 1_000 for anno in ANNI}
    storia |= {cella("riscossioni_residui", anno, MULTE): 100 for anno in ANNI}
    storia |= {cella("residui_finali", RENDICONTO, MULTE): 500}
    assert valore("FCDE_R", storia).valore == ATTESO_A_RENDICONTO + 450_00
    manca = valore("FCDE_R", storia, senza=(cella("riscossioni_residui", 2024, MULTE),))
    assert manca.motivo == "«Multe»: mancano residui iniziali o riscossioni del 2024"
    finali = valore("FCDE_R", storia, senza=(cella("residui_finali", RENDICONTO, MULTE),))
    assert finali.motivo == "«Multe»: mancano i residui al 31 dicembre 2026"
    zero = valore("FCDE_R", storia | {cella("residui_iniziali", 2023, MULTE): 0})
    assert zero.motivo == "«Multe»: residui iniziali a zero del 2023"


def test_an_entrata_without_residui_needs_no_history():
    assert valore("FCDE_R", {cella("residui_finali", RENDICONTO, MULTE): 0}).valore == ATTESO_A_RENDICONTO


def ufficiali(anni=ANNI):
    return [
        riga
        for anno in anni
        for fase, posto in (("residui_iniziali", 0), ("riscossioni_residui", 1), ("residui_finali", 2))
        for riga in rendiconto(
            "entrate",
            fase,
            {codice: lati[posto] * 100 for codice, lati in PER_TIPOLOGIA.items()},
            ISTAT,
            anno,
        )
    ]


def test_where_the_form_is_silent_there_is_an_estimate_without_a_limit():
    # 2.000 × 80 % + 400 × 50 % + 1.000 × 95 %: nothing of the residui that are not there.
    stima = calcola(conti(*ufficiali())).valore(ISTAT, RENDICONTO, "FCDE_R_STIMA")
    assert (stima.valore, stima.esito, stima.limite) == (2_750_00, "senza limite", None)
    assert "è una stima" in stima.nota
    assert "Stima" in stima.nome


def test_four_rendiconti_are_not_enough_for_an_estimate():
    quattro = calcola(conti(*ufficiali(ANNI[1:]))).valore(ISTAT, RENDICONTO, "FCDE_R_STIMA")
    assert quattro.valore is None


def test_where_the_form_speaks_there_is_no_estimate():
    stima = valore("FCDE_R_STIMA", altre=ufficiali())
    assert (stima.valore, stima.motivo) == (
        None,
        "l'ente ha indicato le sue entrate: vale il FCDE calcolato su quelle, e non si stima",
    )


def test_the_rendiconto_answers_for_an_official_code_where_the_form_is_silent():
    fasi = {"residui_iniziali": 1_000_000_00, "riscossioni_residui": 120_000_00}
    altre = [
        r for fase, e in fasi.items() for a in ANNI for r in rendiconto("entrate", fase, {TARI: e}, ISTAT, a)
    ]
    senza = tuple(cella(fase, anno) for fase in fasi for anno in ANNI)
    assert valore("FCDE_R", senza=senza, altre=altre).valore == ATTESO_A_RENDICONTO
