"""A faulty archive is refused whole, with every fault in its place, and nothing is written."""

import pytest
from ufficiali import (
    ARCHIVIO,
    ENTRATE,
    EQUILIBRI,
    MACROAGGREGATI,
    MISSIONI,
    PARAMETRI,
    PROGRAMMI,
    RISULTATO,
    SOGGETTO,
    SPESE,
    TIPOLOGIE,
    altro_comune,
    csv,
    entrata,
    risultato,
    spesa,
    zip_di,
)

from crescere_kit.sources import FileRifiutato
from crescere_kit.sources.store import Archivio


@pytest.fixture
def rifiutato(tmp_path):
    """Import some tables, be refused, check that nothing was written; return the refusal."""

    def importa(membri, nome=ARCHIVIO):
        archivio = Archivio(tmp_path / "dati")
        percorso = zip_di(tmp_path, membri, nome) if isinstance(membri, dict) else membri
        with pytest.raises(FileRifiutato) as colto:
            archivio.importa([percorso])
        assert not (tmp_path / "dati").exists()
        assert archivio.stato().empty
        return colto.value

    return importa


def uno(errore):
    (difetto,) = errore.difetti
    return difetto


def test_an_unknown_column_is_shown_with_the_nearest_known_one(rifiutato):
    difetto = uno(rifiutato({ENTRATE: csv(entrata() | {"Accertamenti Netti": "1"})}))
    assert (difetto.riga, difetto.colonna) == (1, "Accertamenti Netti")
    assert difetto.trovato == "una colonna sconosciuta"
    assert difetto.atteso == "una colonna dello schema ufficiale (forse «Accertamenti»)"
    assert difetto.file == f"{ARCHIVIO} » {ENTRATE}"


def test_an_unknown_column_can_be_accepted_by_a_row_of_the_map(tmp_path):
    archivio = Archivio(tmp_path / "dati")
    mappa = archivio.cartella / "mappe" / "bdap_colonne.csv"
    mappa.parent.mkdir(parents=True)
    riga = "entrate_titoli;Accertamenti Netti;ignora;;;;si"
    mappa.write_text(f"membro;intestazione;ruolo;fase;dal;al;visto\n{riga}\n", encoding="utf-8")
    archivio.importa([zip_di(tmp_path, {ENTRATE: csv(entrata() | {"Accertamenti Netti": "1"})})])
    assert archivio.conti().accertamenti("1")["901001", 2024] == 10000


def test_a_missing_column_is_named(rifiutato):
    senza = {colonna: valore for colonna, valore in entrata().items() if colonna != "Accertamenti"}
    difetto = uno(rifiutato({ENTRATE: csv(senza)}))
    assert (difetto.colonna, difetto.trovato) == ("Accertamenti", "nessuna colonna con questo nome")


def test_a_column_written_twice_under_two_names_is_refused(rifiutato):
    difetto = uno(rifiutato({SPESE: csv(spesa() | {"Fondo Pluriennale Vincolato": "1.00"})}))
    assert difetto.colonna == "Fondo Pluriennale Vincolato"
    assert difetto.trovato == "una seconda colonna come «Fondo Puriennale Vincolato»"


def test_a_code_outside_the_classification_is_shown_with_the_nearest(rifiutato):
    difetto = uno(rifiutato({TIPOLOGIE: csv(entrata() | {"Codice Tipologia": "10109"})}))
    assert (difetto.riga, difetto.colonna) == (2, "Codice Tipologia")
    assert difetto.trovato == "tipologia «10109» titolo «01»"
    assert difetto.atteso.startswith("un codice della classificazione di entrate (forse «10104» Comp")


@pytest.mark.parametrize(
    ("membro", "riga", "trovato"),
    [
        (ENTRATE, entrata("08"), "titolo «08»"),
        (SPESE, spesa({"Codice Titolo": "06"}), "titolo «06»"),
        (MISSIONI, spesa({"Codice Missione": "21"}), "missione «21»"),
        (
            PROGRAMMI,
            spesa({"Codice Missione": "01", "Codice Programma": "77", "Codice Titolo": "1"}),
            "missione «01» programma «77» titolo «1»",
        ),
        (
            MACROAGGREGATI,
            spesa({"Codice Titolo": "1", "Codice Macroaggregato": "199"}),
            "macroaggregato «199» titolo «1»",
        ),
    ],
)
def test_every_classification_is_held(rifiutato, membro, riga, trovato):
    difetto = uno(rifiutato({membro: csv(riga)}))
    assert sorted(difetto.trovato.split()) == sorted(trovato.split())


def test_a_line_of_a_prospect_that_nobody_knows_is_refused_with_the_nearest(rifiutato):
    difetto = uno(rifiutato({RISULTATO: csv(risultato("7777", "Fondo contenziosi vari", "1.00"))}))
    assert difetto.colonna == "Cod Voce Ris Amm Rend"
    assert difetto.trovato == "la voce «7777» «Fondo contenziosi vari»"
    assert difetto.atteso == "una voce del prospetto ufficiale (forse «Fondo contenzioso»)"


def test_a_code_and_a_label_that_contradict_each_other_are_refused(rifiutato):
    difetto = uno(rifiutato({RISULTATO: csv(risultato("0491", "Fondo contenzioso", "1.00"))}))
    assert difetto.trovato == "il codice «0491» con la descrizione «Fondo contenzioso»"
    assert "«Fondo crediti di dubbia esigibilità al 31/12»" in difetto.atteso


def test_two_rows_for_one_key_are_refused(rifiutato):
    difetto = uno(rifiutato({ENTRATE: csv(entrata("01"), entrata("02"), entrata("1"))}))
    assert (difetto.riga, difetto.colonna, difetto.istat) == (4, "Codice Titolo", "901001")
    assert difetto.trovato == "un'altra riga per «1» del comune 901001, già alla riga 2"


def test_an_amount_that_cannot_be_read_is_shown(rifiutato):
    difetto = uno(rifiutato({ENTRATE: csv(entrata(), altro_comune(entrata(Accertamenti="1.234,56")))}))
    assert (difetto.riga, difetto.colonna, difetto.istat) == (3, "Accertamenti", "901002")
    assert difetto.trovato == "«1.234,56»"
    assert difetto.atteso == "un importo con il punto decimale e al più due decimali, come 1234.56"


def test_an_answer_that_is_neither_yes_nor_no_is_shown(rifiutato):
    riga = SOGGETTO | {
        "Codice Parametro": "P1",
        "Descrizione Parametro": "P1",
        "Parametro Deficitario": "FORSE",
    }
    difetto = uno(rifiutato({PARAMETRI: csv(riga)}))
    assert (difetto.trovato, difetto.atteso) == ("«FORSE»", "SI oppure NO")


def test_a_broken_identity_is_shown_where_it_is(rifiutato):
    errore = rifiutato({ENTRATE: csv(entrata("02"), entrata("01", **{"Totale Riscossioni": "70.01"}))})
    difetto = uno(errore)
    assert (difetto.riga, difetto.colonna, difetto.istat) == (3, "Totale Riscossioni", "901001")
    assert difetto.trovato == "70,01 € di Borgo Esempio (901001, 1)"
    assert difetto.atteso.startswith("70,00 €: entrate, titolo 1: riscossioni = ")
    assert "Per caricare gli altri comuni escludere quelli con difetti: 901001." in str(errore)


def test_a_broken_identity_of_a_prospect_is_shown_where_it_is(rifiutato):
    righe = [
        risultato("1", "Fondo cassa al 1° gennaio", "5.00"),
        risultato("2", "Riscossioni", "7.00"),
        risultato("3", "Pagamenti", "4.00"),
        risultato("4", "Pagamenti per azioni esecutive non regolarizzate al 31 dicembre", "0.00"),
        risultato("0495", "Fondo di cassa al 31 dicembre", "9.00"),
    ]
    difetto = uno(rifiutato({RISULTATO: csv(*righe)}))
    assert (difetto.riga, difetto.colonna) == (6, "Totale di Gestione")
    assert difetto.trovato.startswith("9,00 €")
    assert difetto.atteso.startswith("8,00 €: risultato: fondo cassa = ")


def test_a_summary_that_is_not_the_sum_of_its_rows_is_refused(rifiutato):
    tipologie = [entrata() | {"Codice Tipologia": codice} for codice in ("10101", "10104")]
    errore = rifiutato({ENTRATE: csv(entrata(Accertamenti="200.01", **_doppi())), TIPOLOGIE: csv(*tipologie)})
    difetto = uno(errore)
    assert (difetto.riga, difetto.colonna) == (2, "Accertamenti")
    assert difetto.trovato.startswith("200,01 €")
    assert difetto.atteso == "200,00 €: la somma delle tipologie"


def _doppi():
    return {
        "Previsioni Definitive di Competenza": "240.00",
        "Riscossioni in C/Residui": "20.00",
        "Riscossioni in C/Competenza": "120.00",
        "Totale Riscossioni": "140.00",
    }


def test_a_sum_with_a_missing_row_says_nothing(tmp_path):
    tipologie = [entrata() | {"Codice Tipologia": codice} for codice in ("10101", "10104")]
    tipologie[1]["Accertamenti"] = ""
    membri = {ENTRATE: csv(entrata(Accertamenti="300.00", **_doppi())), TIPOLOGIE: csv(*tipologie)}
    archivio = Archivio(tmp_path / "dati")
    archivio.importa([zip_di(tmp_path, membri)])
    assert archivio.conti().accertamenti("1").to_list() == [300_00]
    assert archivio.conti().accertamenti("10104").isna().all()


def test_missioni_and_titoli_must_have_one_total(rifiutato):
    missioni = [spesa({"Codice Missione": numero}) for numero in ("01", "04")]
    titoli = [spesa(), spesa({"Codice Titolo": "02"}, Impegni="90.01")]
    difetto = uno(rifiutato({SPESE: csv(*titoli), MISSIONI: csv(*missioni)}))
    assert difetto.colonna == "Impegni"
    assert difetto.trovato.startswith("180,00 €")
    assert difetto.atteso == "180,01 €: il totale dei titoli"


def test_a_missione_must_be_the_sum_of_its_programmi(rifiutato):
    programmi = [
        spesa({"Codice Missione": "01", "Codice Programma": numero, "Codice Titolo": "1"})
        for numero in ("01", "02")
    ]
    difetti = rifiutato({MISSIONI: csv(spesa({"Codice Missione": "01"})), PROGRAMMI: csv(*programmi)}).difetti
    assert {d.colonna for d in difetti} >= {"Impegni", "Totale Pagamenti"}
    assert {d.atteso.partition(": ")[2] for d in difetti} == {"la somma dei programmi"}


def test_a_region_in_the_rows_that_is_not_the_one_in_the_name_is_refused(rifiutato):
    difetto = uno(rifiutato({ENTRATE: csv(entrata(**{"Descrizione Regione": "TOSCANA"}))}))
    assert (difetto.colonna, difetto.trovato) == ("Descrizione Regione", "«TOSCANA» in 1 righe")
    assert difetto.atteso == "«ESEMPIO», la regione scritta nel nome del file"


def test_a_year_in_the_rows_that_is_not_the_one_in_the_name_is_refused(rifiutato):
    difetto = uno(rifiutato({ENTRATE: csv(entrata(**{"Esercizio Finanziario": "2023"}))}))
    assert (difetto.colonna, difetto.trovato) == ("Esercizio Finanziario", "«2023»")
    assert difetto.atteso == "«2024», l'anno scritto nel nome del file"


def test_a_key_that_is_not_a_code_of_a_comune_is_refused(rifiutato):
    difetto = uno(rifiutato({ENTRATE: csv(entrata(), entrata(**{"Codice Comune": "A12"}))}))
    assert (difetto.riga, difetto.colonna, difetto.trovato) == (3, "Codice Comune", "«901A12»")


def test_a_row_cut_short_is_refused(rifiutato):
    testo = csv(entrata("01"), entrata("02")).rstrip(b"\r\n")
    difetto = uno(rifiutato({ENTRATE: testo[: testo.rindex(b'"2')].rstrip(b'";') + b'"\r\n'}))
    assert (difetto.riga, difetto.atteso) == (3, "19 come nell'intestazione")


@pytest.mark.parametrize(
    ("contenuto", "trovato"),
    [
        (b"", "un file vuoto"),
        (b"%PDF-1.7 accounts", "un PDF"),
        (csv(entrata()).splitlines()[0], "nessuna riga dopo l'intestazione"),
        (csv(entrata(**{"Codice Tipologia Soggetto": "ELPROV"})), "nessun soggetto di tipo ELCOMU"),
    ],
)
def test_a_table_without_accounts_is_refused(rifiutato, contenuto, trovato):
    assert uno(rifiutato({ENTRATE: contenuto})).trovato == trovato


def test_a_zip_without_known_tables_is_refused(rifiutato):
    difetto = uno(rifiutato({"leggimi.txt": b"ciao", "altro.csv": b"a;b"}))
    assert (difetto.file, difetto.trovato) == (ARCHIVIO, "nessun prospetto conosciuto")


def test_a_truncated_zip_is_refused(rifiutato, tmp_path):
    percorso = zip_di(tmp_path, {ENTRATE: csv(entrata())})
    percorso.write_bytes(percorso.read_bytes()[:300])
    assert uno(rifiutato(percorso)).trovato == "uno zip tronco o rovinato: scaricarlo di nuovo"


def test_a_zip_bomb_is_refused(rifiutato):
    assert "si gonfia" in uno(rifiutato({ENTRATE: bytes(40 << 20)})).trovato


def test_a_corrupted_table_is_refused_with_its_name(rifiutato, tmp_path):
    percorso = zip_di(tmp_path, {ENTRATE: csv(entrata()), SPESE: csv(spesa())})
    contenuto = bytearray(percorso.read_bytes())
    contenuto[len(ENTRATE) + 60] ^= 0xFF
    percorso.write_bytes(bytes(contenuto))
    difetto = uno(rifiutato(percorso))
    assert difetto.file == f"{ARCHIVIO} » {ENTRATE}"
    assert difetto.trovato.startswith("un file rovinato")


def test_every_fault_of_every_table_is_listed_at_once(rifiutato):
    membri = {
        ENTRATE: csv(*(riga | {"Ignota": ""} for riga in (entrata("08"), entrata(Accertamenti="1e3")))),
        RISULTATO: csv(risultato("7777", "Voce mai vista", "1.00")),
        EQUILIBRI: b"",
    }
    errore = rifiutato(membri)
    assert len(errore.difetti) == 5
    testo = str(errore)
    for parte in (
        "5 difetti",
        "«Ignota»",
        "titolo «08»",
        "«1e3»",
        "«7777»",
        "un file vuoto",
        "Nessun dato è stato scritto",
    ):
        assert parte in testo


def test_ten_thousand_equal_faults_stay_readable(rifiutato):
    righe = [altro_comune(entrata(Accertamenti="n.d."), str(numero)) for numero in range(1, 501)]
    righe += [
        riga | {"Codice Provincia": str(provincia)} for provincia in range(902, 921) for riga in righe[:500]
    ]
    errore = rifiutato({ENTRATE: csv(*righe)})
    assert len(errore.difetti) == 10_000
    assert "righe 2-10001, colonna «Accertamenti»: trovato «n.d.»" in str(errore)
    assert "[10.000 volte]" in str(errore)
