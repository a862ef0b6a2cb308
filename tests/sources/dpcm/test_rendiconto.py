"""The open data of a comune enter the panel whole, or every fault is shown."""

import csv
from decimal import Decimal

import pandas as pd
import pytest
from typer.testing import CliRunner

from crescere_kit.cli import app
from crescere_kit.sources import FileRifiutato, leggi
from crescere_kit.sources.dpcm import lato
from crescere_kit.sources.store import Archivio
from crescere_kit.sources.whose import Dichiarato

BORGO = Dichiarato("901001", 2019)
T1 = "1-Entrate correnti di natura tributaria, contributiva e perequativa"
IMPOSTE = f"{T1};TIPOLOGIA 101 - Imposte, tasse e proventi assimilati"
FONDI = f"{T1};TIPOLOGIA 301 - Fondi perequativi da Amministrazioni Centrali"
ENTRATE = [
    "Titolo;Tipologia;Accertamenti;Riscossioni",
    "Fondo pluriennale vincolato per spese correnti;;50,00;0,00",
    "Fondo di cassa all'01/01 dell'esercizio di riferimento;;0,00;7,00",
    f"{IMPOSTE};1.000,10;800,00",
    f"{FONDI};200,20;200,20",
    "TOTALE TITOLO I;;1.200,30;1.000,20",
    "TOTALE TITOLI;;1.200,30;1.000,20",
    "TOTALE GENERALE DELLE ENTRATE;;1.250,30;1.007,20",
]
PERSONALE = "1-Spese correnti;MACROAGGR. 1 - Redditi da lavoro dipendente"
BENI = "1-Spese correnti;MACROAGGR. 3 - Acquisto di beni e servizi"


@pytest.fixture(scope="module")
def testa_spese(mappe):
    colonne = [c for c in mappe.colonne_dpcm if c["lato"] == "spese" and c["visto"] == "si"]
    return [colonna["intestazione"] for colonna in colonne]


@pytest.fixture(scope="module")
def mappe():
    from crescere_kit.sources import maps

    return maps.carica()


@pytest.fixture
def scrivi(tmp_path):
    def scrivi_in(righe, nome="entrate.csv", codifica="latin-1"):
        (tmp_path / nome).write_bytes("\r\n".join([*righe, ""]).encode(codifica))
        return tmp_path / nome

    return scrivi_in


@pytest.fixture
def spese(testa_spese):
    """Two macroaggregati in two missioni: a row is its label and what is not zero in it."""

    def di(etichetta, **importi):
        importi = {nome.replace("_", " "): testo for nome, testo in importi.items()}
        valori = [importi.get(nome.replace(",", ""), "0,00") for nome in testa_spese[2:]]
        return ";".join([etichetta, *valori])

    tot, giu, tur = "Totale_generale_delle_spese_", "Giustizia_", "Turismo_"
    personale = {giu + "Impegnato": "10,00", tur + "Impegnato": "5,00", tot + "Impegnato": "15,00"}
    beni = {
        giu + "Impegnato": "1,50",
        tot + "Impegnato": "1,50",
        giu + "Pagato": "2,00",
        tot + "Pagato": "2,00",
    }
    somma = {giu + "Impegnato": "11,50", tur + "Impegnato": "5,00", tot + "Impegnato": "16,50"}
    somma |= {giu + "Pagato": "2,00", tot + "Pagato": "2,00"}
    return [
        ";".join(testa_spese),
        di("Ripiano disavanzo dell'esercizio;"),
        di(PERSONALE, **personale),
        di(BENI, **beni),
        di("TOTALE TITOLO 1 - Spese correnti;", **somma),
        di("TOTALE TITOLI;", **somma),
        di("TOTALE MISSIONI - TOTALE GENERALE DELLE SPESE;", **somma),
    ]


def difetti(percorso, dichiarato=BORGO):
    with pytest.raises(FileRifiutato) as colto:
        leggi([percorso], dichiarato=dichiarato)
    return [(d.riga, d.colonna, d.trovato, d.atteso) for d in colto.value.difetti]


def cambiata(righe, numero, vecchio, nuovo):
    """The rows with one text changed in the row of that number."""
    assert vecchio in righe[numero - 1]
    return [*righe[: numero - 1], righe[numero - 1].replace(vecchio, nuovo, 1), *righe[numero:]]


def valori(caricamento):
    chiave = ["membro", "codice", "fase"]
    righe = caricamento.righe.astype(dict.fromkeys(chiave, "str"))
    return dict(zip(righe[chiave].itertuples(index=False, name=None), righe["importo"], strict=True))


def test_entrate_enter_by_tipologia_and_by_titolo_in_cents(scrivi):
    caricamento = leggi([scrivi(ENTRATE)], dichiarato=BORGO)
    assert valori(caricamento) == {
        ("entrate_tipologie", "10101", "accertamenti"): 100010,
        ("entrate_tipologie", "10101", "riscossioni"): 80000,
        ("entrate_tipologie", "10301", "accertamenti"): 20020,
        ("entrate_tipologie", "10301", "riscossioni"): 20020,
        ("entrate_titoli", "1", "accertamenti"): 120030,
        ("entrate_titoli", "1", "riscossioni"): 100020,
    }
    assert set(caricamento.righe["istat"]) == {"901001"}
    assert [(f.nome, f.formato) for f in caricamento.fonti] == [("entrate.csv", "rendiconto entrate")]


def test_spese_enter_by_macroaggregato_titolo_and_missione(scrivi, spese):
    caricati = valori(leggi([scrivi(spese, "spese.csv")], dichiarato=BORGO))
    assert {chiave: importo for chiave, importo in caricati.items() if importo} == {
        ("spese_macroaggregati", "101", "impegni"): 1500,
        ("spese_macroaggregati", "103", "impegni"): 150,
        ("spese_macroaggregati", "103", "pagamenti"): 200,
        ("spese_titoli", "1", "impegni"): 1650,
        ("spese_titoli", "1", "pagamenti"): 200,
        ("spese_missioni", "M02", "impegni"): 1150,
        ("spese_missioni", "M02", "pagamenti"): 200,
        ("spese_missioni", "M07", "impegni"): 500,
    }
    assert len(caricati) == 3 * (2 + 1 + 23)


def test_what_the_panel_has_not_is_told_row_by_row(scrivi, spese):
    avvisi = leggi([scrivi(ENTRATE), scrivi(spese, "spese.csv")], dichiarato=BORGO).avvisi
    fpv = "«Fondo pluriennale vincolato di entrata per spese correnti» (equilibri)"
    cassa = "«Fondo cassa al 1° gennaio» (risultato)"
    ignoto, del_fpv, della_cassa, delle_missioni = avvisi
    assert ignoto.startswith("Il comune 901001 non è tra quelli conosciuti")
    assert del_fpv == (
        "«entrate.csv», riga 2, «Fondo pluriennale vincolato per spese correnti» (Accertamenti 50,00 €) "
        f"non è tra i dati caricati: è {fpv}, che si carica dal suo prospetto."
    )
    assert della_cassa == (
        "«entrate.csv», riga 3, «Fondo di cassa all'01/01 dell'esercizio di riferimento» "
        f"(Riscossioni 7,00 €) non è tra i dati caricati: è {cassa}, che si carica dal suo prospetto."
    )
    assert delle_missioni.startswith("«spese.csv»: di ogni missione il panel ha il totale")


def test_a_titolo_no_comune_has_is_summed_and_told(scrivi):
    premi = "8-Premi di emissione di titoli emessi dall'amministrazione"
    con_premi = [
        *ENTRATE[:6],
        f"{premi};TIPOLOGIA 100 - {premi[2:]};3,00;3,00",
        "TOTALE TITOLO VIII;;3,00;3,00",
        "TOTALE TITOLI;;1.203,30;1.003,20",
        "TOTALE GENERALE DELLE ENTRATE;;1.253,30;1.010,20",
    ]
    avvisi = leggi([scrivi(con_premi)], dichiarato=BORGO).avvisi
    assert [a for a in avvisi if a.endswith("il panel non ha questa voce.") and "TOTALE TITOLO VIII" in a]


def test_a_missing_cell_is_missing_and_not_zero(scrivi):
    righe = cambiata(ENTRATE, 5, "200,20;200,20", "200,20;")
    caricati = valori(leggi([scrivi(righe)], dichiarato=BORGO))
    assert ("entrate_tipologie", "10301", "accertamenti") in caricati
    assert ("entrate_tipologie", "10301", "riscossioni") not in caricati


DEL_TITOLO = "la somma delle tipologie del titolo"
DEI_TITOLI = "la somma dei totali dei titoli"
GENERALE = "il totale dei titoli con le righe prima dei titoli"
ITALIANO = "un importo in forma italiana, come 1.234,56"


@pytest.mark.parametrize(
    ("numero", "vecchio", "nuovo", "atteso"),
    [
        (4, "1.000,10", "1.000,11", [(6, "Accertamenti", "1.200,30 €", f"1.200,31 €: {DEL_TITOLO}")]),
        (7, "1.000,20", "999,20", [
            (7, "Riscossioni", "999,20 €", f"1.000,20 €: {DEI_TITOLI}"),
            (8, "Riscossioni", "1.007,20 €", f"1.006,20 €: {GENERALE}"),
        ]),
        (2, "50,00", "49,00", [(8, "Accertamenti", "1.250,30 €", f"1.249,30 €: {GENERALE}")]),
        (4, "1.000,10", "1,000.10", [(4, "Accertamenti", "«1,000.10»", ITALIANO)]),
        (1, "Riscossioni", "Riscossione", [
            (1, "Riscossione", "una colonna sconosciuta", "una colonna dello schema (forse «Riscossioni»)"),
            (1, "Riscossioni", "nessuna colonna con questo nome", "la colonna nell'intestazione"),
        ]),
    ],
)  # fmt: skip
def test_a_fault_of_the_entrate_says_where_and_what(scrivi, numero, vecchio, nuovo, atteso):
    assert difetti(scrivi(cambiata(ENTRATE, numero, vecchio, nuovo))) == atteso


def test_an_unknown_row_gets_the_nearest_known_name(scrivi):
    ((riga, colonna, trovato, atteso),) = difetti(scrivi(cambiata(ENTRATE, 4, "Imposte,", "Imposto,")))
    assert (riga, colonna) == (4, "Tipologia")
    assert trovato == f"«{IMPOSTE.replace(';', ' | ').replace('Imposte', 'Imposto')}»"
    assert atteso == f"una riga dello schema (forse «{IMPOSTE.replace(';', ' | ')}»)"


def test_a_number_and_a_name_that_disagree_are_not_guessed(scrivi):
    ((riga, _, trovato, _),) = difetti(scrivi(cambiata(ENTRATE, 5, "TIPOLOGIA 301", "TIPOLOGIA 302")))
    assert (riga, "TIPOLOGIA 302 - Fondi perequativi da Amministrazioni Centrali" in trovato) == (5, True)


def test_a_row_or_a_column_written_twice_is_refused(scrivi):
    ((riga, _, trovato, atteso),) = difetti(scrivi([*ENTRATE[:5], ENTRATE[4], *ENTRATE[5:]]))
    assert (riga, trovato.startswith("di nuovo «1-Entrate"), atteso) == (6, True, "una riga sola, come la 5")
    doppia = ["Titolo;Tipologia;Accertamenti;Riscossioni;Riscossioni", *(f"{r};0,00" for r in ENTRATE[1:])]
    assert difetti(scrivi(doppia))[0][1:3] == ("Riscossioni", "una seconda colonna come «Riscossioni»")


@pytest.mark.parametrize(
    ("tolta", "manca"),
    [
        (6, "la riga del totale del titolo 1"),
        (7, "la riga del totale dei titoli"),
        (8, "la riga del totale generale"),
    ],
)
def test_a_file_cut_short_does_not_pass_for_a_smaller_comune(scrivi, tolta, manca):
    trovati = difetti(scrivi(ENTRATE[: tolta - 1] + ENTRATE[tolta:]))
    assert (None, None, "un file senza una riga di totale", manca) in trovati


def test_a_total_of_no_rows_must_be_zero(scrivi):
    senza_righe = [*ENTRATE[:3], *ENTRATE[5:]]
    atteso = "0,00 €: la somma delle tipologie del titolo"
    assert {(d[0], d[3]) for d in difetti(scrivi(senza_righe))} == {(4, atteso)}


def test_missioni_must_sum_to_the_total_of_their_row(scrivi, spese):
    righe = cambiata(spese, 3, "5,00", "6,00")
    assert difetti(scrivi(righe, "spese.csv")) == [
        (5, "Turismo Impegnato", "5,00 €", "6,00 €: la somma dei macroaggregati del titolo"),
        (3, "Totale generale delle spese Impegnato", "15,00 €", "16,00 €: la somma delle missioni"),
    ]


def test_the_disavanzo_to_recover_enters_the_total_of_its_row(scrivi, spese):
    """Column «Ripiano disavanzo Competenza» and its row: told, for the panel has them in another prospect."""

    def con_ripiano(riga, totale):
        celle = riga.split(";")
        return ";".join([*celle[:-4], "4,00", totale, *celle[-2:]])

    righe = [spese[0], con_ripiano(spese[1], "4,00"), *spese[2:6], con_ripiano(spese[6], "20,50")]
    avvisi = leggi([scrivi(righe, "spese.csv")], dichiarato=BORGO).avvisi
    assert any("«Ripiano disavanzo dell'esercizio» (Ripiano disavanzo Competenza 4,00 €" in a for a in avvisi)


def test_accents_lost_on_the_way_do_not_hide_a_row_or_a_column(scrivi, spese):
    per_voce = "3-Entrate extratributarie;TIPOLOGIA 200 - Proventi derivanti dall'attivit{} di controllo e "
    per_voce += "repressione delle irregolarit{} e degli illeciti;0,00;0,00"
    for segno, codifica in (("à", "utf-8"), ("à", "latin-1"), ("?", "latin-1"), ("\ufffd", "utf-8")):
        righe = [*ENTRATE[:6], per_voce.replace("{}", segno), "TOTALE TITOLO III;;0,00;0,00", *ENTRATE[6:]]
        caricati = valori(leggi([scrivi(righe, codifica=codifica)], dichiarato=BORGO))
        assert caricati["entrate_tipologie", "30200", "accertamenti"] == 0
        guaste = [spese[0].replace("à", segno), *spese[1:]]
        assert leggi([scrivi(guaste, "spese.csv", codifica)], dichiarato=BORGO).righe["importo"].sum() > 0


def test_an_empty_table_and_a_row_that_cannot_be_split_are_said(scrivi):
    assert difetti(scrivi(ENTRATE[:1])) == [
        (None, None, "nessuna riga dopo l'intestazione", "le righe delle entrate")
    ]
    righe = cambiata(ENTRATE, 5, ";200,20;", ";")
    assert difetti(scrivi(righe)) == [(5, None, "3 colonne", "4 come nell'intestazione")]


def test_the_layout_is_not_mistaken_for_another():
    assert lato("\n".join(ENTRATE).encode()) == "entrate"
    for testa in ("Titolo;Tipologia;Importo", "Titolo;Accertamenti;Riscossioni", "Titolo,Tipologia", ""):
        assert lato(testa.encode()) is None


def test_what_bdap_already_said_is_kept_and_what_it_says_later_prevails(scrivi, tmp_path):
    from ufficiali import ENTRATE as NOME_BDAP
    from ufficiali import csv as csv_bdap
    from ufficiali import entrata, zip_di

    archivio = Archivio(tmp_path / "dati")
    di_bdap = zip_di(tmp_path, {NOME_BDAP: csv_bdap(entrata("01"), entrata("02"))})
    in_dati_aperti = scrivi(ENTRATE, "entrate_2024.csv")
    archivio.importa([di_bdap])
    prima = archivio.conti().tavola
    with pytest.raises(FileRifiutato, match="che l'archivio ha già da OpenBDAP, atteso un anno che manca"):
        archivio.importa([in_dati_aperti], comune="Borgo Esempio", anno=2024)
    pd.testing.assert_frame_equal(archivio.conti().tavola, prima)

    altro = Archivio(tmp_path / "altro")
    altro.importa([in_dati_aperti], comune="901001", anno=2024)
    altro.importa([di_bdap])
    assert (
        altro.conti().accertamenti("1").to_list()
        == prima["rendiconto", "entrate", "1", "accertamenti"].to_list()
    )


def test_a_correction_in_the_archive_makes_another_label_known(scrivi, tmp_path):
    archivio = Archivio(tmp_path / "dati")
    percorso = scrivi(cambiata(ENTRATE, 7, "TOTALE TITOLI", "SOMMA DEI TITOLI"))
    with pytest.raises(FileRifiutato):
        archivio.importa([percorso], comune="901001", anno=2019)
    (tmp_path / "dati" / "mappe").mkdir(parents=True)
    (tmp_path / "dati" / "mappe" / "dpcm_righe.csv").write_text(
        "lato;titolo;dettaglio;ruolo;di;voce;fasi;visto;nota\nentrate;SOMMA DEI TITOLI;;titoli;;;;si;\n",
        encoding="utf-8",
    )
    archivio.importa([percorso], comune="901001", anno=2019)
    assert archivio.enti()["nome"].to_dict() == {"901001": "Comune 901001"}


def test_the_command_asks_whose_the_file_is_and_then_loads_it(scrivi, tmp_path, monkeypatch):
    monkeypatch.setenv("CRESCERE_DATI", str(tmp_path / "dati"))
    percorso = str(scrivi(ENTRATE))
    esito = CliRunner().invoke(app, ["dati", "importa", percorso])
    assert esito.exit_code == 1
    assert "aggiungendo «--comune NOME O CODICE ISTAT --anno ANNO»." in esito.stderr
    esito = CliRunner().invoke(app, ["dati", "importa", percorso, "--comune", "901001", "--anno", "2019"])
    assert (esito.exit_code, esito.stdout.startswith("Caricati 6 valori di 1 comuni")) == (0, True)


def test_a_comune_said_for_files_that_say_theirs_is_not_used_and_it_is_said(tmp_path):
    anagrafe = tmp_path / "istat.csv"
    anagrafe.write_text(
        "codice_istat,denominazione,regione,provincia,popolazione_residente\n901001,A,B,C,1\n", "utf-8"
    )
    (avviso,) = leggi([anagrafe], dichiarato=BORGO).avvisi
    assert avviso.startswith("Il comune e l'anno indicati non sono serviti")


def test_who_is_left_out_has_no_rows(scrivi):
    caricamento = leggi([scrivi(ENTRATE)], escludi=["901001"], dichiarato=BORGO)
    assert caricamento.righe.empty
    assert caricamento.avvisi == ["Il comune 901001 è stato escluso su richiesta."]


# --- the real files


def importi(percorso, etichetta):
    """The total rows that begin with a label, by column, read with nothing of ours."""
    with percorso.open(encoding="latin-1", newline="") as aperto:
        testa, *righe = csv.reader(aperto, delimiter=";")
    return [
        {
            nome.strip(): Decimal(testo.replace(".", "").replace(",", "."))
            for nome, testo in zip(testa[2:], riga[2:], strict=True)
            if testo
        }
        for riga in righe
        if riga[0].startswith(etichetta)
    ]


@pytest.mark.reale
def test_torino_2019_is_in_the_panel_to_the_cent(dati_reali, tmp_path):
    cartella = dati_reali / "rendiconto_torino_2019"
    entrate, spese = (cartella / f"rendiconto_{lato}_2019.csv" for lato in ("entrate", "spese"))
    archivio = Archivio(tmp_path / "dati")
    archivio.importa([dati_reali / "anagrafe_istat" / "istat_elenco_comuni_raw.csv"])
    archivio.importa([entrate, spese], comune="Torino", anno=2019)
    conti = archivio.conti()
    assert conti.tavola.index.to_list() == [("001272", 2019)]
    assert archivio.enti()["nome"].to_list() == ["Torino"]

    def panel(lato, fase, *codici):
        return [Decimal(int(conti.voce("rendiconto", lato, c, fase).iloc[0])) / 100 for c in codici]

    titoli = importi(entrate, "TOTALE TITOLO ")
    del titoli[7]  # titolo 8 is in no account of a comune
    for fase in ("accertamenti", "riscossioni"):
        assert panel("entrate", fase, *"12345679") == [t[fase.capitalize()] for t in titoli]
    titoli = importi(spese, "TOTALE TITOLO ")
    del titoli[5]
    fasi = {"impegni": "Impegnato", "fpv": "FPV", "pagamenti": "Pagato"}
    for fase, nome in fasi.items():
        assert panel("spese", fase, *"123457") == [t[f"Totale generale delle spese {nome}"] for t in titoli]
    (prime,), (macro, *_) = importi(spese, "TOTALE TITOLI"), importi(spese, "1-Spese correnti")
    missioni = [*range(1, 21), 50, 60, 99]
    for numero, (fase, nome) in enumerate(fasi.items()):
        per_missione = list(prime.values())[numero:69:3]
        assert panel("spese", fase, *(f"M{m:02d}" for m in missioni)) == per_missione
        assert panel("spese", fase, "101") == [macro[f"Totale generale delle spese {nome}"]]
    tipologie = importi(entrate, "3-Entrate extratributarie")
    codici = ("30100", "30200", "30300", "30400", "30500")
    assert panel("entrate", "accertamenti", *codici) == [t["Accertamenti"] for t in tipologie]
