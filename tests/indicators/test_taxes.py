"""The tributi: the coverage of the TARI, the yield of rates, evasion against what was collected."""

import pytest
from righe import conti, modulo

from crescere_kit.indicators import compute, taxes

ISTAT, ANNO = "901001", 2026
QUI = (ISTAT, ANNO)


def valore(codice, *righe):
    return compute.calcola(conti(*righe), taxes.INDICATORI).valore(ISTAT, ANNO, codice)


def tributo(codice, importo, anno=ANNO):
    return modulo("tributi", codice, (ISTAT, anno), valore=importo)


def tari(gettito, pef=1_000_000_00):
    return [*tributo("tari_gettito", gettito), *tributo("tari_pef", pef)]


@pytest.mark.parametrize(
    ("gettito", "punti", "esito"),
    [
        (940_000_00, 94, "oltre il limite"),
        (999_999_99, 99.999999, "oltre il limite"),
        (1_000_000_00, 100, "nella norma"),  # who covers everything is not near a limit: it has done its duty
        (1_200_000_00, 120, "nella norma"),
    ],
)
def test_the_tari_must_cover_its_costs(gettito, punti, esito):
    copertura = valore("TARI_COPERTURA", *tari(gettito))
    assert (copertura.valore, copertura.esito) == (punti, esito)


def test_a_service_without_costs_has_no_coverage():
    assert "è zero" in valore("TARI_COPERTURA", *tari(1, 0)).motivo


@pytest.mark.parametrize(
    ("aliquota", "cents"), [(0.96, 125_000_00), (1.06, 0), (1.14, 0), (0.86, 279_069_77)]
)
def test_the_lever_of_the_imu_is_what_the_points_left_would_yield(aliquota, cents):
    # 1.200.000 al 9,6 per mille: 125.000 per ogni punto per mille.
    leva = valore("LEVA_IMU", *tributo("imu_gettito", 1_200_000_00), *tributo("imu_aliquota", aliquota))
    assert leva.valore == cents
    assert "massima 1,06 %" in leva.nota


def test_an_aliquota_of_zero_says_nothing_of_its_base():
    leva = valore("LEVA_IMU", *tributo("imu_gettito", 0), *tributo("imu_aliquota", 0.0))
    assert (leva.valore, leva.esito) == (None, "n.c.")


@pytest.mark.parametrize(("aliquota", "cents"), [(0.7, 60_000_00), (0.8, 0)])
def test_a_tenth_of_a_point_of_the_addizionale_is_a_thousandth_of_the_base(aliquota, cents):
    base = tributo("addizionale_imponibile", 60_000_000_00)
    assert valore("LEVA_ADDIZIONALE", *base, *tributo("addizionale_aliquota", aliquota)).valore == cents


def evasione(prevista=380_000_00, anni=(2023, 2024, 2025)):
    incassata = {2022: 90_000_00, 2023: 140_000_00, 2024: 150_000_00, 2025: 160_000_00}
    chiusi = [r for anno in anni for r in modulo("fcde", "TARI", (ISTAT, anno), accertamenti=1)]
    return [
        *tributo("evasione_prevista", prevista),
        *(r for anno in anni for r in tributo("evasione_incassata", incassata[anno], anno)),
        *chiusi,
    ]


@pytest.mark.parametrize(
    ("prevista", "scarto", "esito"),
    [(380_000_00, -230_000_00, "oltre il limite"), (150_000_00, 0, "nella norma")],
)
def test_evasion_is_foreseen_as_it_is_collected(prevista, scarto, esito):
    trovato = valore("EVASIONE_SCARTO", *evasione(prevista))
    assert (trovato.valore, trovato.esito, trovato.nota) == (scarto, esito, "incassi dal 2023 al 2025")


def test_before_the_last_rendiconto_the_three_years_end_one_year_earlier():
    trovato = valore("EVASIONE_SCARTO", *evasione(anni=(2022, 2023, 2024)))
    assert trovato.valore == 126_666_67 - 380_000_00
    assert trovato.nota == "incassi dal 2022 al 2024"


def test_a_year_of_evasion_not_known_is_named():
    righe = [r for r in evasione() if not (r[1] == 2024 and r[4] == "evasione_incassata")]
    trovato = valore("EVASIONE_SCARTO", *righe)
    assert trovato.motivo == "manca il recupero dell'evasione incassato: 2024 (modulo dell'ente)"
