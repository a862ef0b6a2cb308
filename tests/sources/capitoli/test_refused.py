"""Every fault of a file of capitoli is told at once, also whose it is not."""

from capitoli import BORGO, FCDE, IMU, STIPENDI, TARI, carica, contenuto, difetti, valore

from crescere_kit.sources import leggi
from crescere_kit.sources.whose import Dichiarato

# --- what is wrong, all at once


def test_every_fault_of_a_file_is_told_at_once(spese):
    trovati = difetti(
        spese(
            STIPENDI | {"TITOLO": "8000000"},
            FCDE | {"PROGRAMMA": "2009"},
            FCDE | {"NUMERO_CAPITOLO": "100"},
            STIPENDI | {"NUMERO_CAPITOLO": "300", "STANZIAMENTO": "-5"},
            STIPENDI | {"NUMERO_CAPITOLO": "400", "STANZIAMENTO": "12.5"},
            STIPENDI | {"NUMERO_CAPITOLO": "500", "STANZIAMENTO_CASSA": "1,0E+05"},
            STIPENDI | {"NUMERO_CAPITOLO": "600", "MACROAGGREGATO": "2020000"},
            STIPENDI | {"NUMERO_CAPITOLO": "700", "PDC_FIN_QUARTO": "U.2.02.01.09.000"},
            STIPENDI | {"NUMERO_CAPITOLO": ""},
        )
    )
    assert {
        (2, "TITOLO", "«8000000»"): "un titolo di spese: 1, 2, 3, 4, 5, 7",
        (4, "NUMERO_CAPITOLO", "di nuovo il capitolo 100/0"): "una riga sola, come la 2",
        (5, "STANZIAMENTO", "«-5»"): "uno stanziamento che non sia negativo",
        (6, "STANZIAMENTO", "«12.5»"): "un importo in forma italiana, come 1.234,56",
        (7, "STANZIAMENTO_CASSA", "«1,0E+05»"): "un importo in forma italiana, come 1.234,56",
        (8, "MACROAGGREGATO", "«2020000»"): "un codice di titolo 1",
    }.items() <= trovati.items()
    assert trovati[3, "PROGRAMMA", "«2009»"].startswith(
        "un codice di programma di spese, come M01.01 (forse «M"
    )
    assert trovati[9, "PDC_FIN_QUARTO", "«U.2.02.01.09.000»"].startswith(
        "un codice del piano dei conti del titolo 1"
    )
    assert (10, "NUMERO_CAPITOLO", "un capitolo senza numero") in trovati


def test_a_code_nobody_knows_does_no_harm_where_there_is_no_money(entrate):
    ignoto = IMU | {"NUMERO_CAPITOLO": "77", "TIPOLOGIA": "1019900", "CATEGORIA": "1019999"}
    zeri = {
        "STANZIAMENTO": "0",
        "STANZIAMENTO_RES": "0",
        "STANZIAMENTO_CASSA": "0",
        "STANZIAMENTO_ANNO2": "0",
    }
    assert valore(carica(entrate(IMU, ignoto | zeri)), "entrate", "1") == 100050


def test_a_level_that_some_capitoli_lack_is_left_out_whole(entrate):
    letto = carica(entrate(IMU, TARI | {"CATEGORIA": ""}))
    assert valore(letto, "entrate", "1010106") is None
    assert valore(letto, "entrate", "10101") == 150000
    assert any("le categorie non si caricano: 1 capitoli non ne hanno il codice" in a for a in letto.avvisi)


def test_cash_beyond_what_can_move_is_noticed_and_loaded(entrate):
    letto = carica(entrate(IMU | {"STANZIAMENTO_CASSA": "1300,50"}))
    assert any("la cassa supera competenza e residui per 100,00 €" in avviso for avviso in letto.avvisi)
    assert valore(letto, "entrate", "1", "cassa_1") == 130050


def test_an_empty_amount_is_read_as_zero_and_this_is_said(entrate):
    letto = carica(entrate(IMU, TARI | {"STANZIAMENTO_RES": ""}))
    assert valore(letto, "entrate", "1", "residui_presunti") == 20000
    assert any("1 caselle di stanziamento vuote" in avviso for avviso in letto.avvisi)


def test_previsione_and_gestione_do_not_mix(entrate):
    trovati = difetti(entrate(IMU, TARI | {"TIPO_CAPITOLO": "CAP-EG"}))
    assert list(trovati) == [(None, "TIPO_CAPITOLO", "capitoli di tipo CAP-EP e CAP-EG insieme")]


def test_a_budget_of_zeros_says_nothing(spese):
    zeri = {"STANZIAMENTO": "0", "STANZIAMENTO_ANNO2": "0"}
    assert list(difetti(spese(STIPENDI | zeri))) == [(None, None, "ogni stanziamento a zero")]


def test_a_header_without_rows_is_refused(entrate):
    assert list(difetti(entrate())) == [(None, None, "nessuna riga dopo l'intestazione")]


def test_a_row_cut_short_is_refused(entrate):
    file = entrate(IMU, TARI)
    file.write_bytes(file.read_bytes()[:-9])
    assert [(riga, colonna) for riga, colonna, _ in difetti(file)] == [(3, None)]


def test_columns_unknown_missing_and_doubled_are_told(spese):
    tabella = contenuto("spese", STIPENDI).replace("DESCRIZIONE", "PIPPO").replace("PROGRAMMA", "MISSIONE")
    file = spese(STIPENDI)
    file.write_text(tabella)
    trovati = difetti(file)
    assert (
        set(trovati)
        == {
            (1, "PIPPO", "una colonna sconosciuta"),
            (1, "MISSIONE", "una seconda colonna come «MISSIONE»"),
            (1, "programma", "nessuna colonna che lo dica"),
        }
        or (None, None, "un formato sconosciuto") in trovati
    )


# --- whose it is


def test_the_year_is_that_of_the_file_and_must_agree_with_the_one_declared(entrate):
    assert set(carica(entrate(IMU)).righe["anno"]) == {2025}
    assert list(difetti(entrate(IMU), dichiarato=Dichiarato("901001", 2024))) == [
        (None, None, "i conti del 2025")
    ]


def test_the_comune_must_be_declared(entrate):
    (trovato,) = difetti(entrate(IMU), dichiarato=Dichiarato())
    assert trovato == (None, None, "un file che non dice di quale comune è")


def test_two_years_in_one_file_are_refused(entrate):
    trovati = difetti(entrate(IMU, TARI, IMU | {"NUMERO_CAPITOLO": "3", "ANNO_ESERCIZIO": "2024"}))
    assert trovati == {(4, "ANNO_ESERCIZIO", "l'anno 2024"): "un anno solo, il 2025 delle altre righe"}


def test_a_year_that_is_a_date_is_refused(entrate):
    assert (2, "ANNO_ESERCIZIO", "«45658»") in difetti(entrate(IMU | {"ANNO_ESERCIZIO": "45658"}))


def test_who_is_left_out_has_no_rows(entrate):
    assert leggi([entrate(IMU)], escludi=["901001"], dichiarato=BORGO).righe.empty
