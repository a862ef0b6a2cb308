"""What is wrong with Borgo Esempio, and with the Borgo Esempio of other years."""

import json

import pandas as pd
import pytest
from esempio import (
    ANNO,
    ISTAT,
    comune,
    conti,
    dichiarato,
    entrate,
    equilibri,
    penultimo,
    risposta,
    risultato,
    spese,
)

from crescere_kit.criticalities import trova
from crescere_kit.criticalities.catalogue import GRAVITA
from crescere_kit.indicators import calcola

ALTRO = "901002"
PRIMA = ANNO - 1


def criticita(*tavole):
    panel = conti(*tavole)
    return trova(panel, calcola(panel))


def di(*tavole, anno=ANNO):
    return {rilievo.caso: rilievo for rilievo in criticita(*tavole).di(ISTAT, anno)}


def disponibile(euro, anno=PRIMA):
    """One year whose lettera E is that many euro: the example has −200.000 with 90.000 destinati."""
    return comune(anno=anno, cambia={risultato("destinata"): 90_000 - 200_000 - euro})


def test_the_example_shows_these_signs_and_no_other():
    assert set(di(comune(), penultimo())) == {
        "disavanzo_senza_confronto",
        "w3_negativo",
        "p5",
        "p6",
        "p8_vicino",
        "extratributarie_poco_riscosse",
        "residui_poco_riscossi",
        "residui_oltre_le_correnti",
        "mora",
    }


def test_the_gravest_come_first():
    trovate = criticita(comune(), penultimo()).di(ISTAT, ANNO)
    ordine = [GRAVITA.index(uno.gravita) for uno in trovate]
    assert ordine == sorted(ordine)
    assert {0, 1, 2} == set(ordine)


def test_a_collection_below_the_limit_says_how_many_euro_bring_it_back():
    # 6.724.000 su 16.320.000: il 47 % sarebbe 7.670.400.
    p8 = di(comune(cambia={entrate("riscossioni_competenza", "1"): 1_384_000}))["p8"]
    assert p8.frase == (
        "Nel 2023 il parametro P8 (effettiva capacità di riscossione) è al 41,20 %: sotto il 47 % previsto. "
        "Servono 946.400,00 € di incassi in più per rientrare."
    )
    assert (p8.codice, p8.gravita, p8.rientro) == ("11", "alta", 946_400_00)


def test_a_parametro_that_is_near_warns_without_alarm():
    vicino = di(comune())["p8_vicino"]
    assert vicino.gravita == "media"
    assert vicino.frase == (
        "Nel 2023 il parametro P8 (effettiva capacità di riscossione) è al 48,65 %: "
        "ancora nella norma, ma solo 1,65 punti sopra il limite (47 %)."
    )


def test_a_declared_ratio_has_no_euro_to_find():
    p6 = di(comune())["p6"]
    assert p6.rientro is None
    assert p6.frase.endswith("è all'1,09 %: sopra l'1 % previsto.")


def test_a_declared_si_without_a_value_is_told_as_such():
    p6 = di(comune(cambia={risposta("P6"): 1}, senza=(dichiarato("13.1"),)))["p6"]
    assert (p6.valore, p6.distanza) == (None, None)
    assert "l'ente ha dichiarato il parametro P6" in p6.frase
    assert "{" not in p6.frase


def test_a_negative_w1_is_critical_in_any_year():
    w1 = di(comune(cambia={equilibri("H"): -600_000}))["w1_negativo"]
    assert (w1.gravita, w1.valore, w1.rientro) == ("critica", -30_000_00, 30_000_00)


@pytest.mark.parametrize(
    ("anno", "caso", "gravita"), [(2024, "w2_tendenziale", "media"), (2025, "w2_negativo", "critica")]
)
def test_a_negative_w2_warns_before_2025_and_breaks_the_law_from_then_on(anno, caso, gravita):
    trovate = di(comune(anno=anno, cambia={equilibri("accantonate_correnti"): 400_000}), anno=anno)
    w2 = [uno for uno in trovate.values() if uno.codice == "3"]
    assert [(uno.caso, uno.gravita, uno.valore) for uno in w2] == [(caso, gravita, -10_000_00)]


def test_a_negative_current_side_is_a_sign_only_while_the_whole_holds():
    regge = di(comune(cambia={equilibri("H"): -390_000}))  # O1 −10.000, W1 180.000
    assert regge["o1_negativo"].valore == -10_000_00
    non_regge = di(comune(cambia={equilibri("H"): -600_000}))
    assert "o1_negativo" not in non_regge


@pytest.mark.parametrize(
    ("prima", "caso", "gravita"),
    [
        (10_000, "disavanzo_nuovo", "critica"),
        (0, "disavanzo_nuovo", "critica"),
        (-150_000, "disavanzo_nuovo", "critica"),
        (-200_000, "disavanzo_in_ripiano", "alta"),
        (-260_000, "disavanzo_in_ripiano", "alta"),
    ],
)
def test_a_disavanzo_is_weighed_against_the_year_before(prima, caso, gravita):
    trovate = di(comune(), disponibile(prima))
    cinque = [uno for uno in trovate.values() if uno.codice == "5"]
    assert [(uno.caso, uno.gravita, uno.rientro) for uno in cinque] == [(caso, gravita, 200_000_00)]


def test_the_recovery_that_fell_short_is_measured_as_in_the_example():
    # −260.000 e quota 90.000: atteso −170.000, trovato −200.000.
    mancato = di(comune(), disponibile(-260_000))["recupero_mancato"]
    assert (mancato.limite, mancato.distanza, mancato.rientro) == (-170_000_00, -30_000_00, 30_000_00)
    assert "risalire almeno a -170.000,00 €" in mancato.frase
    assert "I 30.000,00 € non recuperati" in mancato.frase


def test_a_recovery_on_schedule_is_no_sign():
    assert "recupero_mancato" not in di(comune(), disponibile(-290_000))


def test_more_than_the_disavanzo_need_not_be_recovered():
    in_pari = comune(cambia={risultato("destinata"): 90_000 - 200_000})  # E zero
    assert "recupero_mancato" not in di(in_pari, disponibile(-50_000))


def test_four_parametri_are_critical_and_three_are_a_warning():
    tre = {dichiarato("13.2"): 1.0}
    quattro = tre | {dichiarato("3.2"): 5.0}
    assert di(comune(cambia=tre))["quasi_deficitario"].gravita == "media"
    deficitario = di(comune(cambia=quattro))
    assert "quasi_deficitario" not in deficitario
    assert deficitario["strutturalmente_deficitario"].frase.startswith(
        "Nel 2023 i parametri deficitari sono 4 su otto: da 4 in su"
    )


def test_three_sure_parametri_warn_even_when_the_count_cannot_be_closed():
    tavola = comune(cambia={dichiarato("13.2"): 1.0})  # P3 resta ignoto: mancano i conti del 2021
    allerta = di(tavola)["quasi_deficitario"]
    assert (allerta.valore, allerta.limite) == (3, 4)


def test_the_law_of_2025_is_shown_as_to_be_verified():
    assert di(comune(anno=2025), anno=2025)["p5"].da_verificare
    assert not di(comune())["p5"].da_verificare


def test_a_comune_in_order_has_nothing_said_against_it():
    sano = {
        equilibri("AA"): 0,
        equilibri("variazione_correnti"): 0,
        risultato("fcde"): 3_000_000,
        dichiarato("13.1"): 0.0,
        entrate("riscossioni_competenza", "4"): 1_500_000,
        entrate("riscossioni_competenza", "3"): 1_100_000,
        entrate("riscossioni_residui", "3"): 900_000,
        entrate("residui_finali", "1"): 1_500_000,
        entrate("residui_finali", "3"): 1_000_000,
        spese("impegni", "U.1.07.06.02"): 0,
    }
    assert di(comune(cambia=sano), penultimo()) == {}


def test_a_comune_alone_has_the_signs_it_has_among_many():
    tavole = [
        comune(),
        disponibile(-260_000),
        comune(ALTRO, 2025),
        comune(ALTRO, 2023, senza=(equilibri("H"),)),
    ]
    insieme = criticita(*tavole).tabella
    da_soli = pd.concat([criticita(*tavole[:2]).tabella, criticita(*tavole[2:]).tabella], ignore_index=True)
    pd.testing.assert_frame_equal(insieme, da_soli)


def test_the_json_is_in_euro_and_points():
    letto = json.loads(json.dumps([uno.come_dict() for uno in criticita(comune()).di(ISTAT, ANNO)]))
    disavanzo = next(uno for uno in letto if uno["codice"] == "5")
    assert (disavanzo["valore"], disavanzo["rientro"], disavanzo["unita"]) == (-200_000, 200_000, "euro")
    p5 = next(uno for uno in letto if uno["codice"] == "P5")
    assert (p5["valore"], p5["limite"], p5["rientro"]) == (1.5, 1.2, 18_000)
    assert isinstance(p5["misure"], list)


def test_a_year_that_was_not_loaded_has_no_signs():
    assert criticita(comune()).di(ISTAT, 2020) == []


def test_a_parametro_that_worsens_warns_before_it_is_near():
    # P8 falls from 67,16 % to 51,84 % in two years: another 7,66 points would leave 44,18 %.
    due_anni_prima = comune(anno=ANNO - 2, cambia={entrate("riscossioni_competenza", "9"): 4_000_000})
    ora = comune(cambia={entrate("riscossioni_competenza", "9"): 1_500_000})
    rilievo = di(due_anni_prima, ora)["p8_tendenza"]
    assert rilievo.gravita == "media"
    assert rilievo.frase == (
        "Nel 2023 il parametro P8 (effettiva capacità di riscossione) è al 51,84 %: nella norma, ma se "
        "continua a peggiorare come negli ultimi due anni nel 2024 passa il 47 %."
    )
    assert "p8_tendenza" not in di(comune(anno=ANNO - 2), ora)
