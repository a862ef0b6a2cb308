"""The FCDE of the projected years follows the projected revenue, entrata by entrata or as a whole."""

import numpy as np
import pytest
import vettori_proj as esempio
from moduli import riga
from righe import conti, modulo, rendiconto

from crescere_kit.projection.computed import fcde, fcde_items
from crescere_kit.projection.computed.fcde_total import LINEE_A_RISCHIO
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.scenario import Ipotesi

ISTAT, N, PRIMO = "901001", 2023, 2024
TARI = np.array([[[1_020_000_00, 1_040_400_00]]], dtype=float)
BASE = rendiconto("spese", "impegni", {"1": 100, "2": 0, "3": 0, "4": 0, "5": 0, "7": 0})


def fondo(panel, linee, ipotesi=None):
    parametri = fcde.prepara(panel, Orizzonte.di(panel), ipotesi or Ipotesi())
    tutte = dict.fromkeys(LINEE_A_RISCHIO, np.zeros((1, 1, 2))) | linee
    return fcde.applica(parametri, tutte)["fcde"], parametri.perche[0]


def test_the_fund_of_the_example_comes_out_to_the_cent():
    trovato, perche = fondo(esempio.conti(), {"tari": TARI})
    assert np.round(trovato[0, 0]).tolist() == [387_165_96, 394_909_28]
    assert perche == "calcolato sulle entrate di dubbia esigibilità del modulo"


def test_the_metodo_accelerato_is_worth_what_the_example_says():
    trovato, _ = fondo(esempio.conti(), {"tari": TARI}, Ipotesi(fcde_accelerato=1))
    assert trovato[0, 0, 0] == pytest.approx(357_000_00)


def test_a_point_more_of_collection_is_a_fifth_of_a_point_in_the_ordinary_fund_and_one_in_the_other():
    panel = esempio.conti()
    prima, _ = fondo(panel, {"tari": TARI})
    dopo, _ = fondo(panel, {"tari": TARI}, Ipotesi(riscossione_punti=5))
    assert (prima - dopo)[0, 0, 0] == pytest.approx(10_200_00)  # 1 % of 1.020.000
    accelerato, _ = fondo(panel, {"tari": TARI}, Ipotesi(fcde_accelerato=1, riscossione_punti=5))
    assert accelerato[0, 0, 0] == pytest.approx(357_000_00 - 51_000_00)


def test_the_same_parameters_serve_a_thousand_paths():
    cammini = np.linspace(900_000_00, 1_100_000_00, 1000)[None, :, None] * np.ones((1, 1, 2))
    trovato, _ = fondo(esempio.conti(), {"tari": cammini})
    assert trovato.shape == (1, 1000, 2)
    assert trovato[0, :, 0] == pytest.approx(cammini[0, :, 0] * (1 - 2_916 / 4_700))


def test_the_metodo_accelerato_waits_for_the_years_that_the_law_allows():
    storia = dict.fromkeys(range(N - 4, N), (100, 50)) | {N: (100, 90)}
    righe = [
        riga
        for anno, (accertato, riscosso) in storia.items()
        for riga in modulo(
            "fcde", "1010151", (ISTAT, anno), accertamenti=accertato, riscossioni_competenza=riscosso
        )
    ]
    righe += modulo("fcde", "1010151", (ISTAT, PRIMO), previsione_1=100_00, metodo=4, progetto_riscossione=1)
    uguale = {"tari": np.full((1, 1, 2), 100_00.0)}
    trovato, _ = fondo(conti(*BASE, *righe), uguale, Ipotesi(fcde_accelerato=1))
    assert trovato[0, 0] == pytest.approx([42_00, 42_00])  # 58 % over five years


def test_a_part_of_a_line_keeps_its_share_and_two_entrate_of_the_tari_part_it():
    celle = esempio.celle()
    storia = {"accertamenti 2026": 100, "riscossioni_competenza 2026": 50}
    storia |= {f"accertamenti {anno}": 100 for anno in range(2022, 2026)}
    storia |= {f"riscossioni_competenza {anno}": 50 for anno in range(2022, 2026)}
    celle |= riga("FCDE", 2, nome="30100 / Fitti", previsione_1=300_000, **storia)
    celle |= riga("FCDE", 3, nome="1010151 / TARI giornaliera", previsione_1=340_000, **storia)
    panel = esempio.con(celle)
    linee = {"tari": TARI * 0, "beni_servizi": np.full((1, 1, 2), 1_200_000_00.0)}
    # Of the fitti the last year had 100 € of the 1.200.000 € of the tipologia: the fund keeps that share.
    assert fondo(panel, linee)[0][0, 0] == pytest.approx([50_00] * 2)
    di_tari, _ = fondo(panel, {"tari": TARI})
    assert di_tari[0, 0, 0] == pytest.approx(387_165_96 * 0.75 + 1_020_000_00 * 0.25 * 0.5, abs=1)


@pytest.mark.parametrize(
    ("codice", "linee", "intera"),
    [
        ("1010151", ("tari",), True),
        ("1010151 / TARI ordinaria", ("tari",), True),
        ("1010151 / avvisi di accertamento", ("evasione",), True),
        ("1010106 / recupero", ("evasione",), True),
        ("1010106", ("imu",), True),
        ("1010152", ("altri_tributi",), False),
        ("30200", ("sanzioni",), True),
        ("3020200", ("sanzioni",), False),
        ("TARI", ("tari",), True),
        ("Mensa", (), False),
        ("30100 / acquedotto", ("beni_servizi",), False),
    ],
)
def test_each_entrata_has_its_line(codice, linee, intera):
    assert fcde_items.posto(codice)[:2] == (linee, intera)


def test_the_fund_of_the_capital_revenue_is_no_current_spending():
    assert fcde_items.posto("40500") is None


PROGRAMMI = rendiconto("spese", "previsioni_competenza", {"M20.02.1": 30_00})
ENTRATE = [
    *rendiconto("entrate", "accertamenti", {"10101": 100_00, "3": 50_00}),
    *rendiconto("entrate", "riscossioni_competenza", {"10101": 70_00, "3": 20_00}),
]


def test_without_entrate_the_fund_keeps_its_proportion():
    panel = conti(*BASE, *PROGRAMMI, *ENTRATE)
    linee = {"tari": np.full((1, 1, 2), 100_00.0), "sanzioni": np.array([[[50_00.0, 100_00.0]]])}
    trovato, perche = fondo(panel, linee)
    assert trovato[0, 0] == pytest.approx([30_00, 40_00])
    assert perche.startswith("nella stessa proporzione dell'ultimo stanziamento")
    meglio, _ = fondo(panel, linee, Ipotesi(riscossione_punti=10))  # 40 % is not collected: 2 points less
    assert meglio[0, 0] == pytest.approx([30_00 * 0.95, 40_00 * 0.95])


def test_without_a_fund_and_without_entrate_it_is_unknown_and_says_what_to_bring():
    trovato, perche = fondo(conti(*BASE, *ENTRATE), {"tari": TARI})
    assert np.isnan(trovato).all()
    assert perche.startswith("manca il FCDE")


def test_a_line_of_which_nothing_is_at_risk_may_be_unknown():
    trovato, _ = fondo(esempio.conti(), {"tari": TARI, "sanzioni": np.full((1, 1, 2), np.nan)})
    assert not np.isnan(trovato).any()


def test_an_entrata_of_no_line_counts_for_what_the_bilancio_foresees_of_it():
    storia = {
        anno: modulo("fcde", "Mensa", (ISTAT, anno), accertamenti=100, riscossioni_competenza=75)
        for anno in range(N - 4, N + 1)
    }
    righe = [riga for anno in storia.values() for riga in anno]
    righe += modulo("fcde", "Mensa", (ISTAT, PRIMO), previsione_1=100_00, previsione_2=200_00)
    assert fondo(conti(*BASE, *righe), {})[0][0, 0] == pytest.approx([25_00, 50_00])
