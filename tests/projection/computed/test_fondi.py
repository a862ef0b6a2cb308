"""The funds of the missione 20 in the projected years, the reserve last: it is a share of all of them."""

import numpy as np
import pytest
import vettori_proj as esempio
from righe import conti, modulo, rendiconto

from crescere_kit.accounts import Voce
from crescere_kit.projection.computed import applica, fondi, prepara
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.lines import FONDI, LINEE, del_titolo
from crescere_kit.projection.scenario import Ipotesi

ISTAT, N, PRIMO = "901001", 2023, 2024
BASE = rendiconto("spese", "impegni", {"1": 100, "2": 0, "3": 0, "4": 0, "5": 0, "7": 0, "101": 1_000_00})
SPESE = {  # the projected spending of the example, euro
    "personale": (1_530_000, 1_530_000),
    "imposte": (96_900, 89_438),
    "rifiuti": (969_000, 988_380),
    "utenze": (406_000, 412_090),
    "altri_beni_servizi": (1_573_250, 1_596_848.75),
    "trasferimenti": (390_000, 390_000),
    "interessi": (170_000, 160_000),
    "rimborsi_correttive": (20_000, 20_000),
    "altre_correnti": (40_000, 40_000),
}


def linee(**euro):
    tutte = {linea: np.zeros((1, 1, 2)) for linea in LINEE if linea not in FONDI}
    scritte = {"tari": (1_020_000, 1_040_400)} | SPESE | euro
    return tutte | {linea: np.array([[valori]]) * 100.0 for linea, valori in scritte.items()}


def preparate(panel, ipotesi=None):
    return prepara(panel, Orizzonte.di(panel), ipotesi or Ipotesi())


@pytest.fixture(scope="module")
def proj():
    celle = esempio.celle() | {("Avanzo e fondi", "fondi/fgdc/valore", "valore"): 75_000}
    return preparate(esempio.con(celle))


def test_the_funds_of_the_example_come_out_to_the_cent(proj):
    trovati = applica(proj, linee())
    assert set(trovati) == set(FONDI)
    in_euro = {fondo: np.round(valori[0, 0]).tolist() for fondo, valori in trovati.items()}
    assert in_euro["fcde"] == [387_165_96, 394_909_28]
    assert in_euro["riserva"] == [17_059_13, 17_177_53]
    assert in_euro["fgdc"] == [75_000_00] * 2
    assert in_euro["obiettivi_fp"] == [12_000_00] * 2
    assert [in_euro[f] for f in ("contenzioso_fondo", "rinnovi", "altri_fondi")] == [[0, 0]] * 3
    titolo = sum(({**linee(), **trovati})[codice] for codice in (*del_titolo("spese", "1"), *FONDI))
    assert np.round(titolo[0, 0]).tolist() == [5_686_375_08, 5_725_843_56]


def test_a_fund_that_somebody_decided_stays_and_the_reserve_counts_it(proj):
    deciso = np.full((1, 1, 2), 400_000_00.0)
    trovati = applica(proj, linee() | {"fcde": deciso})
    assert (trovati["fcde"] == deciso).all()
    atteso = (5_669_315_95.7 - 387_165_95.7 + 400_000_00) * 0.003 / 0.997
    assert trovati["riserva"][0, 0, 0] == pytest.approx(atteso, abs=1)


def test_the_reserve_is_raised_for_who_used_anticipazioni():
    usata = {Voce("rendiconto", "entrate", "7", "accertamenti"): 900_000}
    celle = esempio.celle() | {("Avanzo e fondi", "fondi/fgdc/valore", "valore"): 75_000}
    preparati = preparate(esempio.con(celle, usata))
    assert preparati.fondi.riserva[0, 0].tolist() == pytest.approx([0.0045] * 2)
    assert preparati.perche["riserva"][0].startswith("minimo elevato")


def test_where_the_budget_is_not_known_the_fgdc_follows_the_projected_purchases():
    preparati = preparate(esempio.conti())
    assert applica(preparati, linee())["fgdc"][0, 0, 0] == pytest.approx(76_447_50)  # 3 % of 2.548.250
    meno = applica(preparati, linee(utenze=(6_000, 12_090)))["fgdc"][0, 0, 0]
    assert meno == pytest.approx(76_447_50 - 12_000_00)
    assert preparati.perche["fgdc"][0].startswith("quota dovuta sugli acquisti previsti")


def test_on_the_budget_the_fgdc_is_that_of_the_law():
    righe = [(ISTAT, PRIMO, "previsione", "spese", "103", "competenza_1", 2_900_000_00)]
    pcc = {"ritardo": 45.0, "stock_scaduto": 1, "fatture_ricevute": 100, "comunicazioni_mancate": 0}
    righe += [r for nome, v in pcc.items() for r in modulo("pagamenti", nome, (ISTAT, N), valore=v)]
    righe += modulo("fondi", "spese_103_vincolate", (ISTAT, PRIMO), valore=400_000_00)
    assert prepara_fondi(*righe).fissi["fgdc"][0, 0].tolist() == [75_000_00] * 2
    puntuale = [r for r in righe if r[4] != "ritardo"] + modulo(
        "pagamenti", "ritardo", (ISTAT, N), valore=-2.0
    )
    assert prepara_fondi(*puntuale).fissi["fgdc"][0, 0].tolist() == [0, 0]


def prepara_fondi(*righe, ipotesi=None):
    panel = conti(*BASE, *righe)
    return fondi.prepara(panel, Orizzonte.di(panel), ipotesi or Ipotesi())


PROGRAMMA = rendiconto("spese", "previsioni_competenza", {"M20.03.1": 100_00})


def test_funds_that_nobody_tells_apart_are_in_what_the_budget_had_for_all():
    preparati = prepara_fondi(*PROGRAMMA)
    assert preparati.fissi["altri_fondi"][0, 0].tolist() == [100_00 - 57_80, 100_00 - 75_80]
    assert preparati.fissi["rinnovi"][0, 0] == pytest.approx([57_80, 75_80])  # 5,78 % and 7,58 % of 1.000 €
    assert preparati.fissi["contenzioso_fondo"][0, 0].tolist() == [0, 0]
    assert preparati.perche["fgdc"][0].startswith("compreso fra gli altri fondi")


def test_funds_of_which_nobody_says_anything_are_unknown():
    preparati = prepara_fondi()
    assert np.isnan(preparati.fissi["altri_fondi"]).all()
    assert np.isnan(preparati.fissi["contenzioso_fondo"]).all()
    assert preparati.perche["altri_fondi"][0].startswith("manca lo stanziamento della missione 20")
    assert preparati.perche["fgdc"][0] == "mancano nel modulo i dati della PCC"


def test_lawsuits_ask_for_what_is_not_set_aside_yet():
    causa = modulo("contenzioso", "Rossi", importo=100_00, rischio=60.0)
    accantonato = [(ISTAT, N, "rendiconto", "risultato", "contenzioso", "importo", 30_00)]
    assert prepara_fondi(*causa, *accantonato).fissi["contenzioso_fondo"][0, 0].tolist() == [70_00, 0]


def test_the_obiettivi_are_of_the_years_of_the_law_and_not_of_who_is_excluded():
    assert prepara_fondi().fissi["obiettivi_fp"][0, 0, 0] == 0  # 2024
    dopo = [(r[0], 2025, *r[2:]) for r in BASE]
    panel = conti(*dopo)
    dovuto = fondi.prepara(panel, Orizzonte.di(panel), Ipotesi())
    assert np.isnan(dovuto.fissi["obiettivi_fp"]).all()
    panel = conti(*dopo, *modulo("ente", "escluso_obiettivi_fp", (ISTAT, 2026), valore=1))
    escluso = fondi.prepara(panel, Orizzonte.di(panel), Ipotesi())
    assert escluso.fissi["obiettivi_fp"][0, 0].tolist() == [0, 0]


def test_the_contract_is_in_the_fund_or_in_the_spending_and_not_in_both():
    due = modulo("personale", "ccnl_percento", (ISTAT, PRIMO), valore=2.0)
    assert prepara_fondi(*due).fissi["rinnovi"][0, 0].tolist() == [0, 0]
    scritto = modulo("fondi", "rinnovi", (ISTAT, PRIMO), valore=9_00)
    assert prepara_fondi(*due, *scritto).fissi["rinnovi"][0, 0].tolist() == [9_00, 9_00]
    assert prepara_fondi(ipotesi=Ipotesi(ccnl_percento=4)).fissi["rinnovi"][0, 0].tolist() == [0, 0]
