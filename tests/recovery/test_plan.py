"""Plans that can be checked on paper: what is chosen, what refusing it costs, what stays uncovered."""

import json

import numpy as np
import pytest
from recovery.paper import ANNO, euro, fabbisogno, livelli, piano, situazione

from crescere_kit.recovery import Fabbisogno, SceltaNonValida, Scelte, Situazione, come_dict, piani

# One per mille of IMU is 125.000 €; one percent of goods and services is 10.000 € (6.000 the first year).
IMU = {"imu_gettito": 1_200_000, "imu_aliquota": 0.96}
SPESA = {"beni_servizi": [[1_000_000, 1_000_000]]}
DUE = situazione(**IMU, **SPESA)
PROJ = situazione(
    **IMU,
    addizionale_imponibile=60_000_000,
    addizionale_aliquota=0.7,
    crediti=[[1_020_000, 1_040_400]],
    riscossione=62.0425532,
    risparmio_accelerato=[[1_020_000 * (0.65 - 2916 / 4700), 1_040_400 * (0.65 - 2916 / 4700)]],
    fgdc=[[75_000, 75_000]],
    entrate_correnti=[[5_670_000, 5_680_500]],
    spese_rigide=[[2_184_900, 2_145_438]],
    rate_debito=[[438_000, 436_000]],
)
GAP = fabbisogno(404_375.08, 411_343.56)
MANOVRA = {"addizionale": 0.1, "imu": 1.0, "fcde_accelerato": 1, "fgdc": 1}
FERME = frozenset({"riscossione_accelerata", "riscossione"})


# --- the example of the domain


def test_the_manovra_of_the_example_is_290_165_96():
    fatto = piano(PROJ, GAP, fissate=MANOVRA, vietate=FERME)
    primo = {misura.codice: misura.effetti[0] / 100 for misura in fatto.misure}
    assert primo == {"fcde_accelerato": 30_165.96, "fgdc": 75_000, "imu": 125_000, "addizionale": 60_000}
    assert sum(primo.values()) == pytest.approx(290_165.96)


def test_what_the_example_leaves_uncovered_is_114_209_12():
    fatto = piano(PROJ, GAP, fissate=MANOVRA, vietate=FERME)
    assert euro(fatto.scoperto)[0] == 114_209.12
    assert fatto.stato == "scoperto"
    assert fatto.indicatori[0].dopo[0] == -11_420_912


def test_each_measure_of_the_example_says_what_it_moves_and_which_act_it_takes():
    fatto = piano(PROJ, GAP, fissate=MANOVRA, vietate=FERME)
    imu = next(misura for misura in fatto.misure if misura.codice == "imu")
    assert (imu.quota, imu.atti, imu.verifica) == (pytest.approx(100), ("imu",), "V")
    assert imu.indicatori[0].prima == (9.6, 9.6)
    assert imu.indicatori[0].dopo == (10.6, 10.6)
    p1 = next(mosso for mosso in imu.indicatori if mosso.codice == "P1")
    assert p1.prima[0] == pytest.approx(100 * 2_184_900 / 5_670_000, abs=1e-5)
    assert p1.dopo[0] == pytest.approx(100 * 2_184_900 / 5_795_000, abs=1e-5)
    fcde = next(misura for misura in fatto.misure if misura.codice == "fcde_accelerato")
    assert fcde.indicatori[0].dopo[0] == pytest.approx(65, abs=1e-4)


# --- presets


def test_who_wants_fewer_taxes_cuts_first_and_taxes_for_the_rest():
    # 10 % of goods and services is 60.000 the first year; 40.000 more are 0,32 ‰, that is four tenths
    fatto = piano(DUE, fabbisogno(100_000, 100_000), preset="meno-tasse")
    assert livelli(fatto) == {"imu": 0.4, "beni_servizi": pytest.approx(8.34)}
    assert fatto.misure[0].effetti == (5_000_000, 5_000_000)


def test_who_wants_fewer_cuts_taxes_first_and_cuts_nothing():
    fatto = piano(DUE, fabbisogno(100_000, 100_000), preset="meno-tagli")
    assert livelli(fatto) == {"imu": 0.8}


def test_who_wants_fewer_measures_takes_one_instead_of_two():
    serve = fabbisogno(70_000, 70_000)
    assert len(piano(DUE, serve, preset="meno-tasse").misure) == 2
    assert livelli(piano(DUE, serve, preset="meno-misure", misura_percento=None)) == {"imu": 0.6}


def test_the_weights_of_a_preset_are_printed_and_can_be_changed():
    serve = fabbisogno(50_000, 50_000)
    assert piano(DUE, serve, preset="meno-tasse").pesi["tributi"] == 5.0
    assert livelli(piano(DUE, serve, preset="meno-tasse", pesi={"tributi": 0.1})) == {"imu": 0.4}


# --- what those who decide want


def test_a_banned_lever_is_not_pulled():
    fatto = piano(DUE, fabbisogno(50_000, 50_000), vietate=frozenset({"beni_servizi"}))
    assert livelli(fatto) == {"imu": 0.4}


def test_a_minimum_of_spesa_limits_the_cut():
    # not under 950.000 is 5 %, that is 30.000 the first year
    fatto = piano(DUE, fabbisogno(50_000, 50_000), minimi={"beni_servizi": 95_000_000})
    assert livelli(fatto)["beni_servizi"] <= 5
    assert fatto.stato == "coperto"


def test_a_minimum_already_reached_stops_the_lever_and_says_why():
    fatto = piano(DUE, fabbisogno(50_000, 50_000), minimi={"beni_servizi": 100_000_000})
    assert ("beni_servizi", "chi decide non vuole scendere") in [
        (codice, perche[:29]) for codice, _, perche in fatto.indisponibili
    ]


def test_a_level_that_was_decided_stays_and_the_plan_fills_the_rest():
    fatto = piano(DUE, fabbisogno(100_000, 100_000), fissate={"imu": 0.5})
    assert livelli(fatto)["imu"] == 0.5
    assert livelli(fatto)["beni_servizi"] == pytest.approx(6.25)  # 37.500 of 6.000 a point
    assert [misura.decisa for misura in fatto.misure] == [True, False]


def test_no_more_measures_than_are_wanted():
    fatto = piano(DUE, fabbisogno(100_000, 100_000), massimo_misure=1)
    assert livelli(fatto) == {"imu": 0.8}
    assert piano(DUE, fabbisogno(150_000, 0), massimo_misure=1).scoperto == (2_500_000, 0)


def test_eighty_percent_of_confidence_covers_the_margin_too():
    serve = fabbisogno(50_000, 50_000, margine=100_000)
    assert piano(DUE, serve).bisogno == (5_000_000, 5_000_000)
    assert piano(DUE, serve, confidenza=80).bisogno == (15_000_000, 15_000_000)


def test_a_surplus_smaller_than_the_margin_is_a_need_at_eighty_percent():
    serve = fabbisogno(-50_000, 0, margine=100_000)
    assert piano(DUE, serve).bisogno == (0, 0)
    assert piano(DUE, serve, confidenza=80).bisogno == (5_000_000, 10_000_000)


@pytest.mark.parametrize(
    ("scelte", "detto"),
    [
        ({"preset": "meno-gelati"}, "meno-tasse, meno-tagli, meno-misure"),
        ({"vietate": frozenset({"gelati"})}, "una leva «gelati»"),
        ({"minimi": {"imu": 1}}, "una leva di spesa con un minimo «imu»"),
        ({"pesi": {"gelati": 1}}, "un genere di misure «gelati»"),
        ({"confidenza": 95}, "50 o 80"),
        ({"vietate": frozenset({"imu"}), "fissate": {"imu": 1}}, "vietata e fissata insieme"),
    ],
)
def test_a_choice_that_means_nothing_is_refused_with_a_sentence(scelte, detto):
    with pytest.raises(SceltaNonValida, match=detto):
        Scelte(**scelte)


# --- steps, caps, years


def test_the_imu_moves_by_tenths():
    fatto = piano(situazione(**IMU), fabbisogno(30_000, 0))  # 0,24 ‰
    assert livelli(fatto) == {"imu": 0.3}
    assert fatto.misure[0].effetti == (3_750_000, 3_750_000)


def test_the_avanzo_serves_the_first_year_only():
    dati = situazione(avanzo_libero=80_000)
    assert piano(dati, fabbisogno(50_000, 50_000)).scoperto == (0, 5_000_000)
    assert livelli(piano(dati, fabbisogno(50_000, 0))) == {"avanzo": 50_000}
    assert piano(dati, fabbisogno(0, 50_000)).misure == ()


@pytest.mark.parametrize("preset", ["meno-tasse", "meno-tagli"])
def test_the_avanzo_comes_after_the_ordinary_means(preset):
    dati = situazione(**IMU, **SPESA, avanzo_libero=80_000)
    assert "avanzo" not in livelli(piano(dati, fabbisogno(150_000, 150_000), preset=preset))
    assert livelli(piano(dati, fabbisogno(200_000, 150_000), preset=preset))["avanzo"] == 15_000


def test_debts_off_the_budget_come_before_the_avanzo():
    fatto = piano(situazione(avanzo_libero=80_000, dfb_da_coprire=60_000), fabbisogno(50_000, 0))
    assert fatto.scoperto == (3_000_000, 0)


def test_what_is_sold_covers_a_capital_imbalance_and_nothing_else():
    dati = situazione(alienabili=100_000)
    assert piano(dati, fabbisogno(50_000, 0)).misure == ()
    fatto = piano(dati, Fabbisogno(np.zeros(2), capitale=np.array([4_500_000, 0])))
    assert livelli(fatto) == {"alienazioni": 50_000}  # a tenth goes to the debt
    assert fatto.scoperto_capitale == (0, 0)


def test_the_accelerated_points_need_the_accelerated_method_and_the_ordinary_ones_exclude_it():
    dati = situazione(
        crediti=[[1_000_000, 1_000_000]], riscossione=60, risparmio_accelerato=[[10_000, 10_000]]
    )
    fatto = piano(dati, fabbisogno(40_000, 40_000))
    assert livelli(fatto) == {"fcde_accelerato": 1, "riscossione_accelerata": 3}
    senza = piano(dati, fabbisogno(40_000, 40_000), vietate=frozenset({"fcde_accelerato"}))
    assert livelli(senza) == {"riscossione": 5}
    assert senza.scoperto == (3_000_000, 2_000_000)


def test_a_new_disavanzo_can_be_spread_where_the_year_after_bears_it():
    dati = situazione(disavanzo_nuovo=90_000, anni_ripiano=3, avanzo_libero=1)
    fatto = piano(dati, fabbisogno(60_000, -30_000))
    assert livelli(fatto) == {"ripiano": 1}
    assert fatto.misure[0].effetti == (6_000_000, -3_000_000)
    assert fatto.scoperto == (0, 0)


def test_the_rigid_spending_can_be_brought_within_p1():
    # 480.000 of 1.000.000 would be the limit: 9.800 of one point of personale less are enough with no tax
    dati = situazione(
        personale=[[490_000, 490_000]],
        spese_rigide=[[490_000, 490_000]],
        entrate_correnti=[[1_000_000, 1_000_000]],
    )
    assert piano(dati, fabbisogno(0, 0)).misure == ()
    fatto = piano(dati, fabbisogno(0, 0), entro_p1=True)
    assert livelli(fatto) == {"personale": 3}
    p1 = next(mosso for mosso in fatto.indicatori if mosso.codice == "P1")
    assert p1.dopo == (48.118, 47.53)


# --- refusing


def test_refusing_a_measure_says_who_takes_its_place():
    fatto = piano(DUE, fabbisogno(50_000, 50_000), preset="meno-tagli")
    rifiuto = fatto.misure[0].rifiuto
    assert livelli(fatto) == {"imu": 0.4}
    (al_suo_posto,) = rifiuto.sostitute
    assert (al_suo_posto.codice, al_suo_posto.da, al_suo_posto.a) == ("beni_servizi", 0, pytest.approx(8.34))
    assert rifiuto.scoperto == (0, 0)
    assert rifiuto.altrove == round(8.34 * 1_600_000)
    assert rifiuto.peso > 0
    assert "al suo posto" in rifiuto.frase


def test_refusing_the_only_measure_that_is_enough_leaves_the_rest_uncovered():
    rifiuto = piano(DUE, fabbisogno(100_000, 100_000), preset="meno-tagli").misure[0].rifiuto
    assert rifiuto.scoperto == (4_000_000, 0)
    assert rifiuto.peso is None
    assert "40.000,00 €" in rifiuto.frase


def test_refusing_a_measure_that_was_decided_is_counted_too():
    fatto = piano(PROJ, GAP, fissate=MANOVRA, vietate=FERME)
    imu = next(misura for misura in fatto.misure if misura.codice == "imu")
    assert imu.rifiuto.scoperto == (12_500_000, 12_500_000)


# --- nothing to do, nothing to be done, nothing known


def test_no_gap_needs_no_measure_and_says_so():
    fatto = piano(DUE, fabbisogno(0, -10_000))
    assert (fatto.stato, fatto.misure) == ("in equilibrio", ())
    assert fatto.spiegazioni == ("Non serve nessuna misura: i due anni sono in equilibrio.",)


def test_an_ente_without_enough_levers_is_told_which_are_exhausted():
    fatto = piano(DUE, fabbisogno(500_000, 500_000), vietate=frozenset({"imu"}))
    assert fatto.scoperto == (44_000_000, 40_000_000)
    detto = " ".join(fatto.spiegazioni)
    for parte in (
        "leve sono esaurite",
        "440.000,00 € nel 2027 e 400.000,00 € nel 2028",
        "Già usate fin dove si può: Revisione dei contratti",
        "Vietate da chi decide: IMU degli altri fabbricati",
        "Addizionale comunale IRPEF (manca nei dati: l'aliquota",
    ):
        assert parte in detto


def test_an_unknown_gap_says_why_and_gives_no_number():
    (fatto,) = piani(DUE, [Fabbisogno(np.array([1.0, np.nan]), perche="manca il bilancio del 2028")])
    assert (fatto.stato, fatto.bisogno, fatto.misure) == ("non calcolabile", None, ())
    assert fatto.spiegazioni == ("Il piano non si calcola: manca il bilancio del 2028.",)
    assert fatto.alternative(3) == []


def test_an_unknown_margin_stops_only_who_asks_for_it():
    serve = Fabbisogno(np.array([100.0, 0.0]), margine=np.array([np.nan, np.nan]))
    assert piani(DUE, [serve], Scelte())[0].stato == "coperto"
    assert piani(DUE, [serve], Scelte(confidenza=80))[0].stato == "non calcolabile"


# --- alternatives


def test_alternatives_do_without_a_measure_of_those_before():
    fatto = piano(DUE, fabbisogno(50_000, 50_000))
    altri = fatto.alternative(5)
    assert livelli(fatto) == {"beni_servizi": pytest.approx(8.34)}
    assert [livelli(altro) for altro in altri] == [{"imu": 0.4}]


def test_there_is_no_alternative_to_a_plan_that_needs_everything():
    assert piano(DUE, fabbisogno(180_000, 0)).alternative(3) == []


# --- many enti


def test_many_enti_get_the_plan_that_each_would_get_alone_and_always_the_same():
    dati = Situazione(
        ("901001", "901002"),
        np.array([ANNO, ANNO]),
        imu_gettito=[120_000_000, 60_000_000],
        imu_aliquota=[0.96, 1.06],
        beni_servizi=[[100_000_000] * 2, [50_000_000] * 2],
    )
    serve = [fabbisogno(100_000, 100_000), fabbisogno(20_000, 20_000)]
    insieme = piani(dati, serve)
    assert insieme == piani(dati, serve)
    assert [uno.istat for uno in insieme] == ["901001", "901002"]
    assert insieme[0].misure == piani(DUE, serve[:1])[0].misure
    assert ("imu", "l'aliquota è già al massimo di legge") in [
        (codice, perche) for codice, _, perche in insieme[1].indisponibili
    ]


def test_a_plan_is_a_json_document():
    fatto = piano(PROJ, GAP)
    letto = json.loads(json.dumps(come_dict(fatto)))
    assert letto["bisogno"] == [404_375.08, 411_343.56]
    assert letto["misure"][0]["rifiuto"]["frase"]
    assert letto["indicatori"][0]["prima"] == [-404_375.08, -411_343.56]
