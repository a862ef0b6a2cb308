"""What personnel, debts, lawsuits, services and late acts show: each sign fires once and once does not."""

from datetime import date

import pandas as pd
import pytest
import vettori_personale
from esempio import ANNO, ISTAT, comune, conti, dichiarato, penultimo, risultato
from righe import conti as panel
from righe import modulo

from crescere_kit.criticalities import trova
from crescere_kit.criticalities.catalogue import casi
from crescere_kit.indicators import calcola

DISSESTO = {("ente", "dissesto", "valore"): 1}
SPESA = ("personale", "spesa", "valore")


def segni(tabella):
    return {rilievo.caso: rilievo for rilievo in trova(tabella, calcola(tabella)).di(ISTAT, ANNO)}


def di(cambia=None, base=None, altre=()):
    tavole = (comune(cambia=base), penultimo(), vettori_personale.righe(cambia), *altre)
    return segni(conti(*tavole))


def tetto(nome, spesa):
    return [
        *modulo("personale", f"tetto_{nome}", valore=100_00),
        *modulo("personale", nome if nome != "c557" else "spesa_c557", valore=spesa),
    ]


def test_the_example_is_in_the_middle_fascia_and_says_how_much_to_spare():
    trovate = di()
    rilievo = trovate["personale_fascia_intermedia"]
    assert rilievo.frase == (
        "Nel 2023 la spesa di personale è al 28,27 % delle entrate correnti: sopra il 26,9 % del valore "
        "soglia, ma non della soglia di rientro. Si può assumere, senza che il rapporto superi quello "
        "dell'anno prima. Per tornare al valore soglia servono 74.983,34 € di spesa in meno."
    )
    assert (rilievo.codice, rilievo.gravita) == ("25", "media")
    assert "personale_sopra_il_rientro" not in trovate


def test_above_the_upper_limit_the_sign_is_one_and_graver():
    trovate = di({SPESA: 1_800_000})
    assert trovate["personale_sopra_il_rientro"].gravita == "alta"
    assert trovate["personale_sopra_il_rientro"].rientro == 105_650_00  # 1.800.000 − 1.694.350
    assert "personale_fascia_intermedia" not in trovate


def test_under_the_soglia_personnel_is_no_sign():
    assert not [caso for caso in di({SPESA: 1_200_000}) if caso.startswith("personale")]


@pytest.mark.parametrize(
    ("nome", "caso", "gravita"),
    [
        ("c557", "tetto_storico_personale", "critica"),
        ("flessibile", "lavoro_flessibile_oltre_il_tetto", "alta"),
        ("accessorio", "accessorio_oltre_il_tetto", "alta"),
    ],
)
def test_a_ceiling_passed_by_a_cent_is_a_sign_and_reached_is_not(nome, caso, gravita):
    oltre = segni(panel(*tetto(nome, 100_01)))
    assert (oltre[caso].gravita, oltre[caso].rientro) == (gravita, 1)
    assert "0,01 €" in oltre[caso].frase
    assert caso not in segni(panel(*tetto(nome, 100_00)))


def test_debts_to_recognise_and_to_finance_are_critical():
    trovate = di()
    assert trovate["debiti_da_riconoscere"].frase == (
        "Nel 2023 ci sono debiti fuori bilancio da riconoscere per 20.000,00 €."
    )
    assert trovate["debiti_da_finanziare"].valore == 10_000_00
    assert {trovate[f"debiti_da_{cosa}"].gravita for cosa in ("riconoscere", "finanziare")} == {"critica"}


def test_debts_recognised_and_paid_for_are_only_a_parametro():
    stati = {("dfb", nome, "stato"): 1 for nome in ("Esproprio di via Roma", "Forniture senza impegno")}
    trovate = di(stati)
    assert not [caso for caso in trovate if caso.startswith("debiti_da")]
    assert trovate["p6"].valore == pytest.approx(100 * 105_000 / 6_850_000)


def test_p6_from_the_form_says_how_many_euro_are_above_the_limit():
    # l'1 % di 6.850.000 è 68.500
    assert di()["p6"].frase.endswith(
        "è all'1,09 %: sopra l'1 % previsto. Sopra il limite ci sono 6.500,00 € di debiti."
    )
    assert "p6" not in di({("dfb", "Sentenza Rossi", "importo"): 60_000})


def test_p7_from_the_form_says_how_many_euro_to_recognise():
    trovata = di({("dfb", "Forniture senza impegno", "importo"): 32_000})["p7"]  # 42.000; il limite è 36.000
    assert trovata.rientro == 6_000_00
    assert "p7" not in di()


def test_a_fund_for_lawsuits_that_is_short_is_a_sign():
    trovata = di(base={risultato("contenzioso"): 100_000})["fondo_contenzioso_insufficiente"]
    assert (trovata.valore, trovata.rientro) == (-60_000_00, 60_000_00)
    assert "Vanno accantonati altri 60.000,00 €" in trovata.frase
    assert "fondo_contenzioso_insufficiente" not in di()


def test_a_loss_of_a_partecipata_without_its_fund_is_critical():
    assert di()["perdite_partecipate_senza_fondo"].rientro == 20_000_00
    assert "perdite_partecipate_senza_fondo" not in di(base={risultato("perdite_partecipate"): 20_000})


def test_low_cover_is_a_sign_only_of_who_must_reach_it():
    obbligato = di(DISSESTO)
    assert obbligato["servizi_sotto_il_minimo"].rientro == 3_600_00  # il 36 % di 360.000 è 129.600
    assert obbligato["acquedotto_sotto_il_minimo"].rientro == 20_000_00
    libero = di({("ente", "dissesto", "valore"): 0})
    assert not {"servizi_sotto_il_minimo", "acquedotto_sotto_il_minimo"} & set(libero)


@pytest.mark.parametrize(("prima", "scatta"), [(136_800, True), (133_200, False), (100_000, False)])
def test_a_cover_that_falls_by_more_than_two_points_is_a_sign(prima, scatta):
    # L'anno prima 38, 37 e 27,8 %; ora 35 %.
    mensa = prima - 36_000
    allora = vettori_personale.righe({("servizi", "Mensa", "proventi"): mensa})
    allora = allora[allora["anno"] == ANNO].assign(anno=ANNO - 1)
    trovate = di(altre=(allora[allora["lato"] == "servizi"],))
    assert ("servizi_in_calo" in trovate) == scatta
    if scatta:
        assert trovate["servizi_in_calo"].frase == (
            "Nel 2023 la copertura dei servizi a domanda individuale è al 35,00 %; l'anno prima era 38,00 %."
        )


def test_a_fall_below_the_minimum_is_told_once():
    allora = vettori_personale.righe({("servizi", "Mensa", "proventi"): 200_000})
    allora = allora[(allora["anno"] == ANNO) & (allora["lato"] == "servizi")].assign(anno=ANNO - 1)
    trovate = di(DISSESTO, altre=(allora,))
    assert "servizi_sotto_il_minimo" in trovate
    assert "servizi_in_calo" not in trovate


@pytest.mark.parametrize(
    ("atto", "data", "fatto", "oggi", "giorni"),
    [
        ("bilancio", "bilancio_approvato", 20230915, date(2023, 9, 20), 5),
        ("bilancio_bdap", "bilancio_bdap", 20231015, date(2023, 10, 25), 10),
        ("rendiconto", "rendiconto_approvato", 20240430, date(2024, 5, 12), 12),
        ("rendiconto_bdap", "rendiconto_bdap", 20240530, date(2024, 5, 31), 1),
        ("consolidato", "consolidato_approvato", 20240930, date(2024, 10, 2), 2),
    ],
)
def test_an_act_is_late_while_missing_and_after_and_not_when_in_time(atto, data, fatto, oggi, giorni):
    altro = modulo("ente", "dissesto", valore=0)
    manca = segni(panel(*altro).al(oggi))[f"{atto}_mancante"]
    parola = "giorno" if giorni == 1 else "giorni"
    assert (manca.codice, manca.gravita, manca.valore) == ("34", "critica", giorni)
    assert manca.frase.endswith(f"dal termine sono passati {giorni} {parola}.")
    tardi = int(f"{oggi:%Y%m%d}")
    tardivo = segni(panel(*altro, *modulo("scadenze", data, valore=tardi)))
    assert tardivo[f"{atto}_tardivo"].gravita == "alta"
    assert f"{atto}_mancante" not in tardivo
    in_tempo = segni(panel(*altro, *modulo("scadenze", data, valore=fatto)).al(oggi))
    assert not {f"{atto}_mancante", f"{atto}_tardivo"} & set(in_tempo)


def test_every_sign_of_this_file_is_of_its_row_of_the_table():
    righe = {caso.codice for caso in casi()}
    assert {"12", "20", "21", "22", "25", "26", "29", "30", "33", "34"} <= righe


def test_four_parametri_counted_with_the_form_make_the_ente_deficitario():
    # P5 e P6 (dal modulo) con P3 e P7: quattro su otto.
    cambia = {("dfb", "Forniture senza impegno", "importo"): 60_000}
    assert "strutturalmente_deficitario" in di(cambia, base={dichiarato("3.2"): 5.0})
    assert "strutturalmente_deficitario" not in di(base={dichiarato("3.2"): 0.0})


def test_a_comune_that_gave_nothing_of_this_has_none_of_these_signs():
    miei = {caso.caso for caso in casi() if caso.codice in {"20", "22", "25", "26", "29", "30", "33", "34"}}
    panel_pubblico = conti(pd.concat([comune(), penultimo()], ignore_index=True))
    assert not miei & set(segni(panel_pubblico.al(date(2026, 1, 1))))
