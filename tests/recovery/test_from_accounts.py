"""What the example of the domain, form and official files, says to the levers."""

import esempio
import numpy as np
import pytest
import vettori_proj as proj
from moduli import riga

from crescere_kit.accounts import Voce
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.lines import LINEE
from crescere_kit.recovery import Scelte, situazione_di
from crescere_kit.recovery.levers import Leve

FOGLIO = "Tributi e servizi"
ALIQUOTE = {
    "imu_gettito": 1_200_000,
    "imu_aliquota": 0.0096,
    "addizionale_aliquota": 0.007,
    "addizionale_imponibile": 60_000_000,
    "canone_gettito": 40_000,
}
ALTRE = {"personale": (1_530_000, 1_522_500), "imposte": (111_900, 111_938), "trasferimenti": (390_000,) * 2}
ALTRE |= {"fcde": (387_165.96, 394_909.28), "fgdc": (75_000, 75_000), "beni_servizi": (1_200_000,) * 2}


def linee(**cambia: tuple) -> dict[str, np.ndarray]:
    """Return the lines of the example, in cents; those that it has not are zero."""
    euro = dict.fromkeys(LINEE, (0, 0)) | proj.ATTESE | ALTRE | cambia
    return {codice: np.array(due, dtype=float).reshape(1, 1, 2) * 100 for codice, due in euro.items()}


def celle(**valori: float) -> dict:
    scritte = ALIQUOTE | valori
    return proj.celle() | {
        (FOGLIO, f"tributi/{nome}/valore", "valore"): valore for nome, valore in scritte.items()
    }


def situazione(conti=None, **cambia):
    conti = conti or proj.con(celle())
    return situazione_di(conti, Orizzonte.di(conti), linee(**cambia))


@pytest.fixture(scope="module")
def esempio_proj():
    return situazione()


def test_the_first_year_of_a_plan_is_the_one_after_the_rendiconto(esempio_proj):
    assert (esempio_proj.istat, esempio_proj.anno.tolist()) == (("901001",), [2027])


@pytest.mark.parametrize(
    ("leva", "euro"),
    [("imu", (125_000, 125_000)), ("addizionale", (600_000, 600_000)), ("fgdc", (75_000, 75_000))],
)
def test_a_unit_of_a_lever_brings_what_the_domain_says(esempio_proj, leva, euro):
    resa = Leve.di(esempio_proj, Scelte()).rese[leva]
    assert resa.motivo(0) == ""
    assert resa.netto[0] / 100 == pytest.approx(euro)


def test_the_metodo_accelerato_frees_what_the_domain_says(esempio_proj):
    assert esempio_proj.risparmio_accelerato[0, 0] / 100 == pytest.approx(30_165.96, abs=0.005)
    assert esempio_proj.riscossione[0] == pytest.approx(62.0426, abs=1e-3)
    assert esempio_proj.crediti[0] / 100 == pytest.approx((1_020_000, 1_040_400))


def test_without_its_project_the_metodo_accelerato_cannot_be_used_and_says_why():
    senza = {chiave: valore for chiave, valore in celle().items() if valore != "sì" or chiave[0] != "FCDE"}
    fatta = situazione(proj.con(senza))
    menu = Leve.di(fatta, Scelte()).menu(0, Scelte())
    assert "fcde_accelerato" in [leva.codice for leva, _ in menu.indisponibili]
    assert "progetto di rafforzamento" in fatta.perche_accelerato[0]


def test_the_sides_of_p1_are_those_of_the_projected_accounts(esempio_proj):
    irap = 95 / 110 * 111_900
    rigide = 120_000 + 1_530_000 + 170_000 + 268_000 + irap
    assert esempio_proj.spese_rigide[0, 0] / 100 == pytest.approx(rigide)
    entrate = 1_200_000 + 420_000 + 1_020_000 + 150_000 + 990_000 + 690_000 + 1_200_000
    assert esempio_proj.entrate_correnti[0, 0] / 100 == pytest.approx(entrate)


def test_only_french_loans_are_lengthened_at_the_same_present_value():
    assert situazione().risparmio_mutui[0].tolist() == [0, 0]  # constant capital and bullet
    francese = {"rate_anno": "2 semestrale", "tipo": "1 rata costante (francese)", "rate_residue": 40}
    prestito = riga("Mutui", 1, nome="A", capitale_residuo=500_000, tasso=0.04, **francese)
    fatta = situazione(proj.con(celle() | prestito))
    # 18.277,87 for 40 instalments, 15.911,61 for 50: twice the difference each year
    assert fatta.risparmio_mutui[0] / 100 == pytest.approx((2 * (18_277.87 - 15_911.61),) * 2, abs=0.05)
    assert fatta.maggiori_interessi[0] / 100 == pytest.approx(50 * 15_911.61 - 40 * 18_277.87, abs=1)


def test_what_is_not_told_apart_is_not_known(esempio_proj):
    fatta = situazione(utenze=(0, 0), evasione=(0, 0))
    assert np.isnan(fatta.utenze).all()
    assert np.isnan(fatta.evasione).all()
    assert esempio_proj.utenze[0].tolist() == [406_000_00, 412_090_00]


def test_debts_off_the_budget_that_nobody_has_financed_come_before_the_avanzo():
    debiti = riga("Debiti fuori bilancio", 1, nome="A", importo=30_000, stato="2 riconosciuto da finanziare")
    debiti |= riga("Debiti fuori bilancio", 2, nome="B", importo=9_000, stato="1 riconosciuto e finanziato")
    assert situazione(proj.con(celle() | debiti)).dfb_da_coprire[0] == 30_000_00


def test_the_ladder_knows_how_long_a_riequilibrio_may_last():
    voce = Voce("manuale", "disavanzo", "passivita_da_ripianare", "valore")
    assert np.isnan(situazione().anni_prfp[0])
    fatta = situazione(proj.con(celle(), {voce: 3_000_000}))
    assert (fatta.anni_prfp[0], fatta.rata_prfp[0], fatta.passivita[0]) == (10, 300_000_00, 3_000_000_00)
    assert fatta.popolazione[0] == esempio.conti().popolazione().iloc[0]
