"""Which document capitoli are, and their avanzo, fondo pluriennale and disavanzo."""

from capitoli import AVANZO, FCDE, FPV, IMU, STIPENDI, TARI, carica, difetti, valore

# --- which document it is


def test_capitoli_of_gestione_are_the_assestato_and_their_initial_amounts_the_previsione(entrate):
    letto = carica(entrate(IMU | {"TIPO_CAPITOLO": "CAP-EG", "STANZIAMENTO_INIZIALE": "900"}))
    assert valore(letto, "entrate", "1", documento="assestato") == 100050
    assert valore(letto, "entrate", "1") == 90000


def test_capitoli_of_previsione_are_the_previsione_and_this_is_said(entrate):
    letto = carica(entrate(IMU))
    assert set(letto.righe["documento"]) == {"previsione"}
    assert any(
        "i capitoli sono di previsione (CAP-EP) e le colonne dello stanziamento iniziale sono a zero: "
        "gli stanziamenti sono letti come bilancio di previsione" in avviso
        for avviso in letto.avvisi
    )


def test_without_the_kind_of_capitolo_the_amounts_are_the_budget_as_last_changed(entrate):
    letto = carica(entrate(IMU, tolte=("TIPO_CAPITOLO",)))
    assert set(letto.righe["documento"]) == {"assestato"}


# --- avanzo, fondo pluriennale, disavanzo


def test_avanzo_and_fondo_pluriennale_are_rows_of_the_equilibri(entrate, spese):
    fpv, avanzo = FPV | {"STANZIAMENTO": "30"}, AVANZO | {"STANZIAMENTO": "70"}
    disavanzo = {"NUMERO_CAPITOLO": "9", "DESCRIZIONE": "Ripiano disavanzo", "STANZIAMENTO": "100"}
    letto = carica(entrate(IMU, TARI, fpv, avanzo), spese(STIPENDI, FCDE, disavanzo))
    assert [valore(letto, "equilibri_previsti", riga) for riga in ("A", "P", "AA")] == [3000, 7000, 10000]
    assert not any("superano" in avviso for avviso in letto.avvisi)


def test_an_avanzo_that_does_not_say_for_what_is_told_and_not_loaded(entrate):
    letto = carica(entrate(IMU, AVANZO | {"DESCRIZIONE": "AVANZO VINCOLATO", "STANZIAMENTO": "70"}))
    assert "equilibri_previsti" not in set(letto.righe["lato"])
    (avviso,) = [avviso for avviso in letto.avvisi if "riga 3" in avviso]
    assert "«AVANZO VINCOLATO» (competenza 1 70,00 €) non è tra i dati caricati" in avviso


def test_a_zero_is_true_where_entrate_and_spese_balance(entrate, spese):
    letto = carica(entrate(IMU, TARI, FPV), spese(STIPENDI, FCDE))
    assert valore(letto, "equilibri_previsti", "A") == 0


def test_a_budget_may_have_no_avanzo_and_no_fondo_at_all(entrate, spese):
    letto = carica(entrate(IMU, TARI), spese(STIPENDI, FCDE))
    assert "equilibri_previsti" not in set(letto.righe["lato"])
    assert not any("superano" in avviso for avviso in letto.avvisi)


def test_a_zero_is_unknown_where_they_do_not(entrate, spese):
    letto = carica(entrate(IMU, FPV), spese(STIPENDI, FCDE))
    assert valore(letto, "equilibri_previsti", "A") is None
    assert any("le spese superano le entrate di 499,50 €" in avviso for avviso in letto.avvisi)


def test_a_zero_is_unknown_when_there_is_one_side_only(entrate):
    letto = carica(entrate(IMU, TARI, FPV))
    assert valore(letto, "equilibri_previsti", "A") is None
    assert any("servono entrate e spese insieme" in avviso for avviso in letto.avvisi)


def test_a_capitolo_in_no_titolo_that_is_nothing_known_is_a_fault(entrate):
    trovati = difetti(entrate(IMU, {"NUMERO_CAPITOLO": "5", "DESCRIZIONE": "VARIE", "STANZIAMENTO": "1"}))
    assert list(trovati) == [(3, "TITOLO", "un capitolo senza titolo")]
