"""The eight parametri: the example by hand, the thresholds to the cent, and no zero for what is not known."""

import pytest
from esempio import (
    ANNO,
    ISTAT,
    comune,
    conti,
    dichiarato,
    entrate,
    equilibri,
    indicatori,
    penultimo,
    risposta,
    spese,
)

from crescere_kit.indicators import calcola

ATTESI = {  # numeratore e denominatore, in euro
    "P1": (2_120_000, 6_000_000),
    "P2": (3_100_000, 10_000_000),
    "P3": (0, 1),
    "P4": (415_000, 6_000_000),
    "P5": (90_000, 6_000_000),
    "P6": (75_000, 6_850_000),
    "P7": (30_000, 6_000_000),
    "P8": (7_940_000, 16_320_000),
}
DEFICITARI = {"P5", "P6"}
TITOLI = "12345679"


def valore(codice, tavola=None, anno=ANNO):
    return (indicatori() if tavola is None else calcola(conti(tavola, penultimo()))).valore(
        ISTAT, anno, codice
    )


@pytest.mark.parametrize(("codice", "lati"), ATTESI.items())
def test_the_example_has_the_parametri_computed_by_hand(codice, lati):
    assert valore(codice).valore == pytest.approx(100 * lati[0] / lati[1], abs=1e-6)


@pytest.mark.parametrize("codice", ATTESI)
def test_only_p5_and_p6_of_the_example_are_deficitari(codice):
    assert (valore(codice).esito == "oltre il limite") == (codice in DEFICITARI)


@pytest.mark.parametrize(
    ("codice", "voce", "soglia", "peggio"),
    [
        ("P1", equilibri("AA"), 850_000, 0.01),  # 760.000 in più: 2.880.000 su 6.000.000 è il 48 %
        ("P2", entrate("riscossioni_competenza", "3"), -400_000, -0.01),  # 2.200.000 su 10.000.000 è il 22 %
        ("P4", spese("impegni", "107"), 725_000, 0.01),  # 960.000 su 6.000.000 è il 16 %
        ("P5", equilibri("AA"), 72_000, 0.01),  # 72.000 su 6.000.000 è l'1,20 %
        ("P8", entrate("riscossioni_residui", "1"), 430_400, -0.01),  # 7.670.400 su 16.320.000 è il 47 %
    ],
)
def test_exactly_at_the_threshold_is_not_over_and_a_cent_more_is(codice, voce, soglia, peggio):
    esatto = valore(codice, comune(cambia={voce: soglia, entrate("riscossioni_residui", "10101"): 700_000}))
    assert (esatto.distanza, esatto.esito) == (0, "vicino al limite")
    assert esatto.distanza_in_parole.startswith("pari al limite")
    oltre = valore(codice, comune(cambia={voce: soglia + peggio}))
    assert oltre.esito == "oltre il limite"


@pytest.mark.parametrize(
    ("punti", "esito"),
    [(0.9, "nella norma"), (0.91, "vicino al limite"), (1.0, "vicino al limite"), (1.01, "oltre il limite")],
)
def test_a_parametro_is_near_when_more_than_nine_tenths_of_the_limit_are_used(punti, esito):
    assert valore("P6", comune(cambia={dichiarato("13.1"): punti})).esito == esito


def test_a_lower_limit_is_near_from_above():
    assert valore("P8").esito == "vicino al limite"  # 48,65 %: meno di un decimo sopra il 47 %
    assert valore("P2").esito == "nella norma"


def test_the_sum_of_two_declared_decimals_compares_as_written():
    p7 = valore("P7", comune(cambia={dichiarato("13.2"): 0.2, dichiarato("13.3"): 0.4}))
    assert (p7.valore, p7.esito) == (0.6, "vicino al limite")


def test_entrate_correnti_of_zero_make_the_ratios_not_computable_and_say_so():
    cambia = {entrate("accertamenti", titolo): 0 for titolo in "123"}
    for codice in ("P1", "P4", "P5"):
        trovato = valore(codice, comune(cambia=cambia))
        assert (trovato.valore, trovato.esito) == (None, "n.c.")
        assert trovato.motivo == "il denominatore (entrate correnti accertate, titoli 1, 2 e 3) è zero"


def test_nothing_to_collect_is_not_a_collection_of_zero():
    fasi = (
        "accertamenti",
        "residui_iniziali",
        "riaccertamento",
        "riscossioni_competenza",
        "riscossioni_residui",
    )
    cambia = {entrate(fase, titolo): 0 for fase in fasi for titolo in TITOLI}
    p8 = valore("P8", comune(cambia=cambia))
    assert (p8.valore, p8.motivo) == (
        None,
        "il denominatore (accertamenti e residui attivi definitivi) è zero",
    )


def test_without_irap_p1_is_the_declared_one_and_says_so():
    tavola = comune(cambia={dichiarato("1.1"): 35.4}, senza=(spese("impegni", "U.1.02.01.01"),))
    p1 = valore("P1", tavola)
    assert (p1.valore, p1.origine) == (35.4, "dichiarato")


def test_without_irap_nor_a_declared_figure_p1_is_not_computable():
    p1 = valore("P1", comune(senza=(spese("impegni", "U.1.02.01.01"),)))
    assert p1.esito == "n.c."
    assert p1.motivo.startswith("manca nei dati caricati: impegni")
    assert p1.motivo.endswith("e l'ente non ha dichiarato il valore")


@pytest.mark.parametrize(("punti", "nota"), [(35.33, ""), (35.3, "dichiarato 35,30 %, ricalcolato 35,33 %")])
def test_a_declared_figure_is_compared_with_the_recomputed_one(punti, nota):
    assert valore("P1", comune(cambia={dichiarato("1.1"): punti})).nota == nota


def test_an_anticipazione_that_the_ente_declares_comes_before_the_residui():
    p3 = valore("P3", comune(cambia={dichiarato("3.2"): 12.5}))
    assert (p3.valore, p3.origine, p3.esito) == (12.5, "dichiarato", "oltre il limite")


def test_an_anticipazione_among_the_residui_is_measured_on_five_twelfths_of_two_years_before():
    # 5.700.000 di entrate correnti nel 2021: il massimo è 2.375.000, e 95.000 ne sono il 4 %.
    p3 = valore("P3", comune(cambia={spese("residui_finali", "5"): 95_000}))
    assert (p3.valore, p3.esito) == (4.0, "oltre il limite")
    assert "riaperta il giorno dopo" in p3.nota


def test_without_the_accounts_of_two_years_before_p3_says_what_it_needs():
    p3 = calcola(conti(comune())).valore(ISTAT, ANNO, "P3")
    assert p3.esito == "n.c."
    assert p3.motivo == "il rendiconto del 2021 non è fra i dati caricati"


def test_debts_that_only_the_ente_knows_are_not_zero_when_it_is_silent():
    p7 = valore("P7", comune(senza=(dichiarato("13.3"),)))
    assert p7.motivo == (
        "il modulo dell'ente non elenca i debiti fuori bilancio: se non ce ne sono, va scritta una riga con "
        "importo zero; l'ente non ha dichiarato il valore"
    )


@pytest.mark.parametrize(("si", "esito"), [(1, "oltre il limite"), (0, "nella norma")])
def test_a_declared_si_or_no_answers_where_there_is_no_value(si, esito):
    p6 = valore("P6", comune(cambia={risposta("P6"): si}, senza=(dichiarato("13.1"),)))
    assert (p6.valore, p6.esito) == (None, esito)
    assert p6.nota == f"l'ente ha dichiarato {'SI' if si else 'NO'}, senza il valore"


def test_a_declared_no_against_the_accounts_is_told_and_not_believed():
    p5 = valore("P5", comune(cambia={risposta("P5"): 0}))
    assert p5.esito == "oltre il limite"
    assert p5.nota == "l'ente ha dichiarato NO"


def test_before_the_first_decree_there_is_a_value_and_no_limit():
    p5 = calcola(conti(comune(anno=2018))).valore(ISTAT, 2018, "P5")
    assert (p5.valore, p5.limite, p5.esito) == (1.5, None, "senza limite")
    assert p5.nota == "nessun limite in vigore al 31/12/2018"


def test_the_limits_of_2025_are_to_be_verified():
    assert not valore("P5").da_verificare
    assert calcola(conti(comune(anno=2025))).valore(ISTAT, 2025, "P5").da_verificare
