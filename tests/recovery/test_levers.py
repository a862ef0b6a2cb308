"""What a unit of each lever brings, how far it may go, and why it cannot be pulled."""

import pytest
from recovery.paper import EURO, fabbisogno, piano, situazione

from crescere_kit.recovery import Scelte, leve
from crescere_kit.recovery.levers import Leve
from crescere_kit.recovery.resa import FUNZIONI

NIENTE = situazione()


def opzione(codice: str, scelte: Scelte | None = None, **dati):
    """Return a lever of one ente; None when it cannot be pulled."""
    scelte = scelte or Scelte()
    menu = Leve.di(situazione(**dati), scelte).menu(0, scelte)
    return next((una for una in menu.opzioni if una.codice == codice), None)


def perche(codice: str, **dati) -> str:
    menu = Leve.di(situazione(**dati), Scelte()).menu(0, Scelte())
    return next(motivo for una, motivo in menu.indisponibili if una.codice == codice)


def test_every_lever_of_the_catalogue_knows_what_it_yields():
    assert set(FUNZIONI) == set(leve())


@pytest.mark.parametrize("codice", list(leve()))
def test_a_lever_of_which_nothing_is_known_is_not_available_and_says_what_is_missing(codice):
    _, motivo = next(
        (una, motivo)
        for una, motivo in Leve.di(NIENTE, Scelte()).menu(0, Scelte()).indisponibili
        if una.codice == codice
    )
    assert motivo.startswith("manca nei dati: ")


@pytest.mark.parametrize(
    ("codice", "dati", "netto", "tetto"),
    [
        ("imu", {"imu_gettito": 1_200_000, "imu_aliquota": 0.96}, (125_000, 125_000), 1.0),
        (
            "addizionale",
            {"addizionale_imponibile": 60_000_000, "addizionale_aliquota": 0.7},
            (600_000, 600_000),
            0.1,
        ),
        (
            "tari",  # 94 % of a million, of which 80 % is collected
            {"tari_gettito": 940_000, "tari_costi": 1_000_000, "riscossione_tari": 80},
            (8_000, 8_000),
            6.0,
        ),
        ("canone", {"canone_gettito": 50_000, "riscossione_tariffe": 90}, (450, 450), 20.0),
        (
            "servizi",
            {"servizi_proventi": 126_000, "servizi_costi": 360_000, "riscossione_tariffe": 50},
            (1_800, 1_800),
            15.0,
        ),
        ("evasione", {"evasione": [[150_000, 150_000]]}, (900, 1_500), 20.0),
        ("beni_servizi", {"beni_servizi": [[1_000_000, 1_100_000]]}, (6_000, 11_000), 10.0),
        ("utenze", {"utenze": [[406_000, 412_090]]}, (2_436, 4_120.9), 10.0),
        ("trasferimenti", {"trasferimenti": [[390_000, 390_000]]}, (2_340, 3_900), 10.0),
        ("personale", {"personale": [[1_600_000, 1_600_000]]}, (9_600, 16_000), 3.0),
        ("riscossione", {"crediti": [[1_000_000, 1_000_000]], "riscossione": 62}, (2_000, 4_000), 5.0),
        ("fgdc", {"fgdc": [[75_000, 75_000]]}, (75_000, 75_000), 1.0),
        ("avanzo", {"avanzo_libero": 80_000}, (1, 0), 80_000.0),
        ("alienazioni", {"alienabili": 80_000}, (0.9, 0), 80_000.0),
        ("ripiano", {"disavanzo_nuovo": 90_000, "anni_ripiano": 3}, (60_000, -30_000), 1.0),
    ],
)
def test_what_one_unit_brings_and_how_far_it_goes(codice, dati, netto, tetto):
    una = opzione(codice, **dati)
    assert una.netto / EURO == pytest.approx(netto)
    assert una.tetto == pytest.approx(tetto)


def test_the_renegotiation_is_free_until_2028_only():
    una = opzione("rinegoziazione", risparmio_mutui=[[30_000, 30_000]])
    assert una.netto / EURO == pytest.approx((300, 300))  # 2027 and 2028
    dopo = situazione(risparmio_mutui=[[30_000, 30_000]])
    object.__setattr__(dopo, "anno", dopo.anno + 1)
    (resa,) = Leve.di(dopo, Scelte()).rese["rinegoziazione"].netto
    assert resa / EURO == pytest.approx((300, 0))


def test_the_peers_say_how_much_can_be_collected_where_they_are_known():
    dati = {"crediti": [[1_000_000, 1_000_000]], "riscossione": 62, "riscossione_pari": 65}
    assert opzione("riscossione", **dati).tetto == pytest.approx(3)


def test_the_minimum_cover_of_the_services_binds_who_must_reach_it():
    dati = {"servizi_proventi": 126_000, "servizi_costi": 360_000, "riscossione_tariffe": 50}
    assert opzione("servizi", servizi_obbligo=1, **dati).tetto == pytest.approx(15)


@pytest.mark.parametrize(
    ("codice", "dati", "detto"),
    [
        ("imu", {"imu_gettito": 1_200_000, "imu_aliquota": 1.06}, "al massimo di legge"),
        ("addizionale", {"addizionale_imponibile": 1, "addizionale_aliquota": 0.75}, "al massimo di legge"),
        ("tari", {"tari_gettito": 1, "tari_costi": 1, "riscossione_tari": 80}, "copre già i costi"),
        ("avanzo", {"avanzo_libero": -200_000}, "non c'è avanzo libero"),
        ("fgdc", {"fgdc": [[0, 0]]}, "non è dovuto"),
        ("ripiano", {"disavanzo_nuovo": 90_000, "anni_ripiano": 1}, "non permettono di ripartire"),
        ("ripiano", {"disavanzo_nuovo": 0, "anni_ripiano": 3}, "non c'è un nuovo disavanzo"),
        ("tari", {"tari_gettito": 1, "tari_costi": 0, "riscossione_tari": 80}, "nessuna regola"),
        ("imu", {"imu_gettito": 0, "imu_aliquota": 0}, "non si calcola quanto vale un passo"),
        ("evasione", {"evasione": [[150_000, float("nan")]]}, "non si calcola quanto vale un passo"),
        ("fcde_accelerato", {"perche_accelerato": ("manca il progetto",)}, "manca il progetto"),
    ],
)
def test_a_lever_that_cannot_move_says_why(codice, dati, detto):
    assert detto in perche(codice, **dati)


def test_only_a_part_of_a_tax_that_is_not_all_collected_closes_the_gap():
    dati = situazione(tari_gettito=940_000, tari_costi=1_000_000, riscossione_tari=80)
    misura = piano(dati, fabbisogno(40_000, 40_000)).misure[0]
    assert misura.effetti == (4_000_000, 4_000_000)
    assert misura.lordo == (5_000_000, 5_000_000)
    assert misura.livello == 5


def test_a_cap_of_those_who_decide_is_below_that_of_the_law():
    una = opzione("imu", Scelte(massimi={"imu": 0.5}), imu_gettito=1_200_000, imu_aliquota=0.96)
    assert (una.massimo, una.tetto) == (0.5, pytest.approx(1.0))


def test_what_may_be_sold_is_what_those_who_decide_say():
    scelte = Scelte(massimi={"alienazioni": 40_000})
    assert opzione("alienazioni", scelte).massimo == 40_000


def test_a_longer_debt_says_what_it_costs_in_the_end():
    una = opzione("rinegoziazione", risparmio_mutui=[[30_000, 30_000]], maggiori_interessi=64_000)
    assert "5 anni di più" in una.avviso
    assert "64.000,00 € di interessi" in una.avviso


def test_who_uses_money_of_others_may_apply_the_avanzo_for_the_riequilibrio_only():
    assert "c. 3-bis" in opzione("avanzo", avanzo_libero=80_000, usa_cassa_altrui=1).avviso
    assert opzione("avanzo", avanzo_libero=80_000, usa_cassa_altrui=0).avviso == ""


@pytest.mark.parametrize(("regime", "detto"), [("dissesto", "art. 251"), ("riequilibrio", "art. 243-bis")])
def test_who_is_in_a_rescue_regime_is_told_what_it_means_for_the_rates(regime, detto):
    una = opzione("imu", imu_gettito=1_200_000, imu_aliquota=0.96, **{regime: 1})
    assert detto in una.avviso
    assert una.tetto == pytest.approx(1.0)
