"""The budget by capitolo enters the panel summed at every level, or every fault of the file is shown."""

import csv
from collections import defaultdict
from decimal import Decimal

import pytest
from capitoli import AVANZO, FCDE, FPV, IMU, STIPENDI, TARI, contenuto, scrivi
from ufficiali import zip_di

from crescere_kit.accounts import Conti
from crescere_kit.sources import FileRifiutato, leggi
from crescere_kit.sources.capitoli import SOMMA
from crescere_kit.sources.store import Archivio
from crescere_kit.sources.whose import Dichiarato

BORGO = Dichiarato("901001")


@pytest.fixture
def entrate(tmp_path):
    return lambda *capitoli, **altro: scrivi(tmp_path, "entrate", *capitoli, **altro)


@pytest.fixture
def spese(tmp_path):
    return lambda *capitoli, **altro: scrivi(tmp_path, "spese", *capitoli, **altro)


def carica(*file, dichiarato=BORGO):
    return leggi(list(file), dichiarato=dichiarato)


def valore(caricamento, lato, codice, fase="competenza_1", documento="previsione"):
    """The cents of one voce, or None."""
    conti = Conti.da_righe(caricamento.righe, caricamento.enti)
    valori = conti.voce(documento, lato, codice, fase).dropna()
    return int(valori.iloc[0]) if len(valori) else None


def difetti(*file, dichiarato=BORGO):
    with pytest.raises(FileRifiutato) as colto:
        carica(*file, dichiarato=dichiarato)
    return {(d.riga, d.colonna, d.trovato): d.atteso for d in colto.value.difetti}


# --- what is read


def test_capitoli_are_summed_at_every_level_of_the_entrate(entrate):
    letto = carica(entrate(IMU, TARI))
    assert [valore(letto, "entrate", c) for c in ("1", "10101", "1010106", "1010151")] == [
        *(150000, 150000),
        *(100050, 49950),
    ]
    assert [valore(letto, "entrate", c) for c in ("E.1.01", "E.1.01.01", "E.1.01.01.51")] == [
        *(150000, 150000, 49950)
    ]
    fasi = ("residui_presunti", "cassa_1", "competenza_2")
    assert [valore(letto, "entrate", "1", fase) for fase in fasi] == [40000, 180100, 200000]


def test_capitoli_are_summed_at_every_level_of_the_spese(spese):
    letto = carica(spese(STIPENDI, FCDE))
    codici = ("1", "101", "110", "M01", "M01.02", "M01.02.1", "M20.02", "U.1.10.01.03", "U.1.01")
    assert [valore(letto, "spese", codice) for codice in codici] == [
        *(150000, 140000, 10000, 140000, 140000, 140000, 10000, 10000, 140000)
    ]


def test_a_titolo_without_capitoli_is_zero_because_a_budget_is_whole(spese):
    letto = carica(spese(STIPENDI))
    assert [valore(letto, "spese", codice) for codice in ("2", "204", "M20")] == [0, 0, 0]
    assert valore(letto, "spese", "U.1.10.01.03") is None


def test_a_column_that_is_zero_in_every_row_was_not_filled_in(entrate):
    letto = carica(entrate(IMU))
    assert valore(letto, "entrate", "1", "competenza_3") is None
    assert any("STANZIAMENTO_ANNO3 a zero in ogni riga" in avviso for avviso in letto.avvisi)


def test_provenance_names_the_first_capitolo_of_a_sum_and_says_that_it_is_one(entrate, tmp_path):
    file = entrate(FPV, TARI, IMU)
    archivio = Archivio(tmp_path / "dati")
    archivio.importa([file], comune="901001")
    provenienza = archivio.provenienza("901001", 2025, ("previsione", "entrate", "1", "competenza_1"))
    assert (provenienza[0], provenienza[2]) == (f"{file.name}{SOMMA}", 3)
    assert "somma dei capitoli" in provenienza[0]


@pytest.mark.parametrize("separatore", ["\t", ";", "|"])
@pytest.mark.parametrize("codifica", ["latin-1", "utf-8", "utf-8-sig"])
def test_the_file_may_come_through_a_spreadsheet(entrate, separatore, codifica):
    capitoli = (IMU | {"DESCRIZIONE": "Imposta municipale: più gettito"}, TARI | {"DESCRIZIONE": "TARI"})
    assert (
        valore(carica(entrate(*capitoli, separatore=separatore, codifica=codifica)), "entrate", "1") == 150000
    )


def test_a_quote_in_a_description_does_not_swallow_the_rows_after_it(entrate):
    aperte = TARI | {"DESCRIZIONE": '"TARI (EX TARSU)'}
    assert valore(carica(entrate(aperte, IMU)), "entrate", "1") == 150000


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


# --- another program


def test_a_new_program_is_a_map_and_no_code(tmp_path):
    mappe = tmp_path / "dati" / "mappe"
    mappe.mkdir(parents=True)
    colonne = [
        *("Esercizio;anno;;;", "Cap.;capitolo;;;", "Oggetto;descrizione;;;", "Tit.;titolo;;;"),
        *("Macro;macroaggregato;;;", "Miss.;missione;;;", "Progr.;programma;;;"),
        "Assestato;importo;corrente;competenza_1;punto",
    ]
    testa = "schema;lato;intestazione;ruolo;stanziamento;fase;forma;visto;nota\n"
    righe = "".join(f"altro;spese;{colonna};si;\n" for colonna in colonne)
    (mappe / "capitoli_colonne.csv").write_text(testa + righe, encoding="utf-8")
    file = tmp_path / "peg.csv"
    file.write_text(
        "Esercizio;Cap.;Oggetto;Tit.;Macro;Miss.;Progr.;Assestato\n2025;1;Stipendi;1;1;1;2;1234.56\n",
        encoding="utf-8",
    )
    archivio = Archivio(tmp_path / "dati")
    archivio.importa([file], comune="901001")
    codici = ("1", "101", "M01", "M01.02", "M01.02.1")
    valori = [
        archivio.conti().voce("assestato", "spese", codice, "competenza_1").iloc[0] for codice in codici
    ]
    assert valori == [123456] * 5


def test_a_program_no_map_knows_is_told_what_to_write(tmp_path):
    file = tmp_path / "peg.csv"
    file.write_text("Capitolo;Importo\n1;2\n", encoding="utf-8")
    (trovato,) = difetti(file)
    assert trovato == (1, None, "capitoli di un programma che nessuna mappa conosce")


# --- beside BDAP


def test_the_totals_of_bdap_stay_and_capitoli_add_the_detail(entrate, tmp_path):
    tabella = "2025_Bilancio di Previsione SDB Entrate Riepilogo Titoli_ESEMPIO.csv"
    campi = {
        "Esercizio Finanziario": "2025",
        "Codice Tipologia Soggetto": "ELCOMU",
        "Codice BDAP": "1",
        "Denominazione Soggetto": "BORGO ESEMPIO",
        "Descrizione Regione": "ESEMPIO",
        "Codice Provincia": "901",
        "Descrizione Provincia": "VALDORIA",
        "Codice Comune": "001",
        "Codice Titolo": "01",
        "Descrizione Titolo": "Entrate correnti di natura tributaria, contributiva e perequativa",
        **{f"Previsioni in CC {n} Anno": "1400.00" for n in (1, 2, 3)},
    }
    righe = [";".join(f'"{testo}"' for testo in riga) for riga in (campi, campi.values())]
    bdap = zip_di(
        tmp_path,
        {tabella: "\r\n".join([*righe, ""]).encode("latin-1")},
        "2025_Previsione - Schemi di bilancio_ESEMPIO.zip",
    )
    archivio = Archivio(tmp_path / "dati")
    archivio.importa([bdap])
    caricamento = archivio.importa([entrate(IMU, TARI)], comune="901001")
    conti = archivio.conti()
    assert conti.previsione("entrate", "competenza_1", "1").to_list() == [140000]
    assert conti.previsione("entrate", "competenza_1", "10101").to_list() == [150000]
    assert any("restano quelli che l'archivio ha già da OpenBDAP" in avviso for avviso in caricamento.avvisi)


# --- the real files


def per_codice(percorso, colonna, cifre, importo):
    """The cents of a column by the first digits of a code, added with nothing of ours."""
    somme = defaultdict(Decimal)
    with percorso.open(encoding="latin-1", newline="") as aperto:
        for riga in csv.DictReader(aperto, delimiter="\t", quoting=csv.QUOTE_NONE):
            somme[riga[colonna][:cifre]] += Decimal(riga[importo].replace(",", "."))
    return {codice: int(totale * 100) for codice, totale in somme.items() if codice}


@pytest.mark.reale
def test_vercelli_2016_is_in_the_panel_to_the_cent(dati_reali):
    cartella = dati_reali / "capitoli_vercelli_2016"
    (entrate,), (spese,) = cartella.glob("*ENTRATA*.csv"), cartella.glob("*USCITA*.csv")
    letto = carica(entrate, spese, dichiarato=Dichiarato("002158", 2016))
    conti = Conti.da_righe(letto.righe, letto.enti)
    assert conti.tavola.index.to_list() == [("002158", 2016)]

    def panel(lato, attesi, fase, scrivi=str):
        serie = {codice: conti.voce("previsione", lato, scrivi(codice), fase) for codice in attesi}
        return {codice: int(valori.iloc[0]) for codice, valori in serie.items()}

    fasi = {
        "competenza_1": "STANZIAMENTO",
        "residui_presunti": "STANZIAMENTO_RES",
        "cassa_1": "STANZIAMENTO_CASSA",
        "competenza_2": "STANZIAMENTO_ANNO2",
    }
    for fase, importo in fasi.items():
        for colonna, cifre in (("TITOLO", 1), ("TIPOLOGIA", 5), ("CATEGORIA", 7), ("PDC_FIN_QUARTO", 12)):
            attesi = per_codice(entrate, colonna, cifre, importo)
            attesi = {codice: totale for codice, totale in attesi.items() if not codice.startswith("E.0")}
            assert panel("entrate", attesi, fase) == attesi
        for colonna, cifre, nome in (
            ("TITOLO", 1, str),
            ("MACROAGGREGATO", 3, str),
            ("MISSIONE", 2, lambda codice: f"M{codice}"),
            ("PROGRAMMA", 4, lambda codice: f"M{codice[:2]}.{codice[2:]}"),
            ("PDC_FIN_QUARTO", 9, str),
        ):
            attesi = per_codice(spese, colonna, cifre, importo)
            assert panel("spese", attesi, fase, nome) == attesi
    assert conti.previsione("entrate", "competenza_1", "1").to_list() == [3272183768]
    assert conti.previsione("spese", "competenza_1", "1").to_list() == [4195832159]
    assert any("le spese superano le entrate di 4.161.313,20 €" in avviso for avviso in letto.avvisi)
