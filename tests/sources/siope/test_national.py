"""The national files of SIOPE: months, titoli and enti are found, and nothing is lost without being said."""

import pandas as pd
import pytest
from siope_nazionale import (
    ANAGRAFICHE,
    BORGO,
    ENTRATE,
    PERSONALE,
    TRASFERIMENTI,
    TRIBUTI,
    USCITE,
    anagrafiche,
    ente,
    movimenti,
    movimento,
    testo,
    zip_di,
)
from ufficiali import ENTRATE as RENDICONTO
from ufficiali import csv, entrata
from ufficiali import zip_di as zip_ufficiale

from crescere_kit.sources import FileRifiutato, leggi
from crescere_kit.sources.siope.collecting import MASSIMO
from crescere_kit.sources.store import Archivio

NOTI = pd.DataFrame(
    {
        "nome": ["Borgo Esempio", "Serra Prova"],
        "provincia": ["Valdoria", "Valdoria"],
        "regione": ["Esempio", "Esempio"],
        "popolazione": pd.array([8000, 900], dtype="Int64"),
        "codice_fiscale": ["00900010001", "00900010002"],
    },
    index=pd.Index(["901001", "901002"], name="istat"),
)
SERRA = ente(
    "000000000000702",
    nome="COMUNE DI SERRA PROVA",
    comune="002",
    codice_fiscale="00900010002",
    popolazione="N.A.",
)
ALTRA_PA = ente("000000000000999", nome="AZIENDA SANITARIA", sottocomparto="ASL", codice_fiscale="1")
DODICI = [f"{mese:02d}" for mese in range(1, 13)]


def letto(cartella, *righe, enti=(), noti=NOTI, **opzioni):
    """Load one national file together with the anagrafiche."""
    nome = opzioni.pop("nome", ENTRATE)
    elenco = anagrafiche(cartella, *(enti or (ente(), SERRA, ALTRA_PA)))
    return leggi([movimenti(cartella, *righe, nome=nome), elenco], anagrafe_nota=noti, **opzioni)


def difetti(cartella, *righe, **opzioni):
    with pytest.raises(FileRifiutato) as colto:
        letto(cartella, *righe, **opzioni)
    return [(d.riga, d.colonna, d.trovato, d.atteso) for d in colto.value.difetti]


def cassa(caricamento, istat="901001", fase="cassa"):
    righe = caricamento.righe
    righe = righe[(righe["istat"] == istat) & (righe["fase"] == fase)]
    return dict(zip(zip(righe["lato"], righe["codice"], strict=True), righe["importo"], strict=True))


def test_months_are_summed_by_titolo_and_told_one_by_one(tmp_path):
    caricamento = letto(
        tmp_path,
        movimento("01", TRIBUTI, 150),
        movimento("01", "1.01.01.16.001", 50),
        movimento("03", TRIBUTI, 1000),
        *(movimento(mese, TRASFERIMENTI, 7) for mese in DODICI),
    )
    assert cassa(caricamento) == {("entrate", "1"): 1200, ("entrate", "2"): 84}
    mesi = [cassa(caricamento, fase=f"cassa_{mese}").get(("entrate", "1")) for mese in DODICI]
    assert mesi == [200, 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert caricamento.avvisi[0] == (
        f"«{ENTRATE} » ENTRATE_2025.csv»: 15 righe su 15 sono di 1 comuni già noti; le altre sono di altri "
        "enti e non servono."
    )


def test_every_number_says_the_row_it_comes_from(tmp_path):
    caricamento = letto(
        tmp_path,
        movimento(ente=ALTRA_PA["codice_ente"]),
        movimento("02", TRIBUTI, 5),
        movimento("01", TRIBUTI, 5),
        movimento("01", "1.01.01.16.001", 5),
    )
    righe = caricamento.righe.set_index("fase")[["riga", "file", "membro"]]
    assert righe["riga"].to_dict() == {"cassa": 2, "cassa_01": 3, "cassa_02": 2}
    assert set(righe["file"]) == {f"{ENTRATE} » ENTRATE_2025.csv"}
    assert set(righe["membro"]) == {"siope_entrate"}


def test_conto_terzi_and_what_waits_are_titoli_of_their_own(tmp_path):
    righe = [movimento(mese, PERSONALE, 5) for mese in DODICI]
    righe += [movimento("12", "7.01.01.01.001", 11), movimento("12", "0.00.00.99.999", 13)]
    caricamento = letto(tmp_path, *righe, nome=USCITE)
    assert cassa(caricamento) == {("uscite", "0"): 13, ("uscite", "1"): 60, ("uscite", "7"): 11}
    assert (
        "Nelle uscite SIOPE del 2025 0,13 € di 1 comuni sono da regolarizzare: stanno in una voce a parte, "
        "fuori dai titoli."
    ) in caricamento.avvisi


def test_reversals_are_real_and_a_titolo_below_zero_is_said(tmp_path):
    righe = [movimento(mese, TRIBUTI, 100) for mese in DODICI]
    righe += [movimento("06", "1.01.01.16.001", "-00000000000300"), movimento("06", TRASFERIMENTI, "-50")]
    caricamento = letto(tmp_path, *righe)
    assert cassa(caricamento) == {("entrate", "1"): 900, ("entrate", "2"): -50}
    assert cassa(caricamento, fase="cassa_06") == {("entrate", "1"): -200, ("entrate", "2"): -50}
    (avviso,) = [avviso for avviso in caricamento.avvisi if "negativo" in avviso]
    assert avviso.endswith("il titolo 2 è negativo, cioè gli storni superano i movimenti: "
                           "Borgo Esempio (901001) -0,50 €.")  # fmt: skip


def test_a_year_under_way_is_said_and_its_months_to_come_are_unknown(tmp_path):
    caricamento = letto(tmp_path, *(movimento(mese) for mese in DODICI[:8]))
    assert "Borgo Esempio (901001): le entrate SIOPE del 2025 si fermano al mese 8." in caricamento.avvisi
    assert set(caricamento.righe["fase"]) == {"cassa", *(f"cassa_{mese}" for mese in DODICI[:8])}


def test_a_month_without_any_row_of_the_ente_is_unknown_not_zero(tmp_path):
    caricamento = letto(tmp_path, *(movimento(mese) for mese in DODICI if mese != "05"))
    assert "cassa_05" not in set(caricamento.righe["fase"])
    assert any("manca il mese 5 di Borgo Esempio (901001)" in avviso for avviso in caricamento.avvisi)


def test_codes_of_the_old_scheme_find_their_titolo(tmp_path):
    righe = [movimento(codice=c, anno="2014") for c in ("1101", "5301", "6101", "9999")]
    caricamento = letto(tmp_path, *righe, nome="SIOPE_ENTRATE.2014.zip")
    assert cassa(caricamento) == {("entrate", t): 100 for t in "1690"}
    assert set(caricamento.righe["anno"]) == {2014}


# --- whose they are


def test_a_comune_is_its_tax_code_whatever_its_name_and_province(tmp_path):
    altrove = ente(nome="BORGO-ESEMPIO NUOVO", provincia="112", comune="077")
    assert cassa(letto(tmp_path, movimento(), enti=[altrove])) == {("entrate", "1"): 100}


def test_without_a_tax_code_code_and_name_must_agree(tmp_path):
    noti = NOTI.assign(codice_fiscale=pd.NA)
    assert set(letto(tmp_path, movimento(), noti=noti).righe["istat"]) == {"901001"}
    altro = ente(nome="COMUNE DI TUTT'ALTRO")
    with pytest.raises(FileRifiutato, match="nessuna dei comuni chiesti"):
        letto(tmp_path, movimento(), noti=noti, enti=[altro])


def test_without_either_a_name_that_is_alone_in_its_region_is_enough(tmp_path):
    noti = NOTI.assign(codice_fiscale=pd.NA)
    spostato = ente(provincia="902", comune="150")
    assert set(letto(tmp_path, movimento(), noti=noti, enti=[spostato]).righe["istat"]) == {"901001"}
    with pytest.raises(FileRifiutato, match="nessuna dei comuni chiesti"):
        letto(tmp_path, movimento(), noti=noti.assign(regione="Altra"), enti=[spostato])


def test_the_commissari_with_the_tax_code_of_the_comune_are_not_the_comune(tmp_path):
    commissari = ente("703", nome="GESTIONE COMMISSARIALE", sottocomparto="GEST_COMM")
    caricamento = letto(tmp_path, movimento(), movimento(ente="703"), enti=[ente(), commissari])
    assert cassa(caricamento) == {("entrate", "1"): 100}


def test_two_codes_of_one_comune_are_summed_and_zeros_before_a_code_do_not_count(tmp_path):
    vecchio = ente("704", dal="2001-01-01", al="2025-06-30")
    caricamento = letto(
        tmp_path, movimento("01", ente="000704"), movimento("07", ente="701"), enti=[ente(), vecchio]
    )
    assert cassa(caricamento) == {("entrate", "1"): 200}


def test_a_code_is_of_who_had_it_in_the_year_of_the_file(tmp_path):
    prima = SERRA | {"codice_ente": BORGO, "dal": "2001-01-01", "al": "2020-12-31"}
    poi = ente(dal="2021-01-01")
    assert set(letto(tmp_path, movimento(), enti=[poi, prima]).righe["istat"]) == {"901001"}


def test_of_an_archive_with_accounts_only_its_comuni_are_read(tmp_path):
    caricamento = letto(tmp_path, movimento(), movimento(ente=SERRA["codice_ente"]), con_conti=["901002"])
    assert set(caricamento.righe["istat"]) == {"901002"}


def test_with_nobody_known_every_comune_is_read_and_siope_says_who_they_are(tmp_path):
    righe = (movimento(), movimento(ente=SERRA["codice_ente"]), movimento(ente=ALTRA_PA["codice_ente"]))
    caricamento = letto(tmp_path, *righe, noti=None)
    enti = caricamento.enti
    assert enti["nome"].to_dict() == {"901001": "Borgo Esempio", "901002": "Serra Prova"}
    assert enti.loc["901001", ["provincia", "regione", "popolazione", "codice_fiscale"]].to_list() == [
        "Valdoria", "Esempio", 8000, "00900010001",
    ]  # fmt: skip
    assert pd.isna(enti.loc["901002", "popolazione"])
    assert "2 righe su 3 sono di 2 comuni italiani" in caricamento.avvisi[0]


def test_who_is_missing_and_codes_nobody_knows_are_said(tmp_path):
    caricamento = letto(tmp_path, movimento(), movimento(ente="4444"), movimento("02", ente="4444"))
    assert (
        f"«{ENTRATE} » ENTRATE_2025.csv»: 2 righe sono di 1 codici ente che SIOPE_ANAGRAFICHE.zip non ha, "
        "forse perché è più vecchia: 4444."
    ) in caricamento.avvisi
    assert (
        f"«{ENTRATE} » ENTRATE_2025.csv» non ha movimenti di Serra Prova (901002): la loro cassa non è zero, "
        "non si sa."
    ) in caricamento.avvisi


def test_a_comune_may_be_left_out(tmp_path):
    caricamento = letto(tmp_path, movimento(), movimento(ente=SERRA["codice_ente"]), escludi=["901001"])
    assert set(caricamento.righe["istat"]) == {"901002"}


# --- what is wrong


@pytest.mark.parametrize(
    ("riga", "colonna", "trovato", "atteso"),
    [
        (movimento("00"), "mese", "«00»", "un mese da 01 a 12"),
        (movimento("13"), "mese", "«13»", "un mese da 01 a 12"),
        (movimento(anno="2024"), "anno", "«2024»", "l'anno 2025, come gli altri"),
        (movimento(cents="12.50"), "importo", "«12.50»", "un importo intero, in centesimi"),
        (movimento(cents=""), "importo", "«»", "un importo intero, in centesimi"),
        (movimento(cents="9" * 16), "importo", f"«{'9' * 16}»", "un importo intero, in centesimi"),
        (movimento(codice="8.01.01.01.001"), "codice_gestionale", "«8.01.01.01.001»", "un codice gestionale"),
        (movimento(codice="1101"), "codice_gestionale", "«1101»", "un codice gestionale"),
        (movimento(codice="tasse"), "codice_gestionale", "«tasse»", "un codice gestionale come 1.0"),
        (movimento(codice="1.01.01.06.00\xb9"), "codice_gestionale", "«1.01.01.06.00¹»", "un codice gest"),
        (movimento()[:4], None, "4 colonne", "5 colonne senza intestazione"),
        ((*movimento(), "x"), None, "6 colonne", "5 colonne senza intestazione"),
        (movimento(), "codice_gestionale", f"«{TRIBUTI}»", "una riga sola per ente"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_shown_with_its_row(tmp_path, riga, colonna, trovato, atteso):
    ((numero, dove, cosa, come),) = difetti(tmp_path, movimento(), movimento("02"), riga)
    assert (numero, dove, cosa) == (3, colonna, trovato)
    assert come.startswith(atteso)


def test_rows_after_one_that_cannot_be_split_keep_their_number(tmp_path):
    trovati = difetti(tmp_path, movimento(), ("x",), movimento("13"), ("y", "z"), movimento("14"))
    assert sorted(riga for riga, *_ in trovati) == [2, 3, 4, 5]


def test_every_fault_is_told_at_once_and_many_of_a_kind_are_counted(tmp_path):
    righe = [movimento("13", cents="x") for _ in range(MASSIMO + 1500)]
    trovati = difetti(tmp_path, *righe, movimento(anno="1999"))
    assert len(trovati) == 2 * MASSIMO + 2 + 1
    assert (None, "mese", "lo stesso in altre 1.500 righe", "un mese da 01 a 12") in trovati
    assert (1701, "anno", "«1999»", "l'anno 2025, come gli altri") in trovati


def test_the_rows_of_other_enti_are_nobodys_fault(tmp_path):
    altri = movimento("99", "?", "x", ente=ALTRA_PA["codice_ente"])
    assert cassa(letto(tmp_path, movimento(), altri)) == {("entrate", "1"): 100}


def test_nothing_is_written_of_a_load_with_a_fault(tmp_path):
    archivio = Archivio(tmp_path / "dati")
    buono = movimenti(tmp_path, movimento(), nome=USCITE)
    cattivo = movimenti(tmp_path, movimento(), movimento("13"))
    with pytest.raises(FileRifiutato, match="Nessun dato è stato scritto"):
        archivio.importa([buono, cattivo, anagrafiche(tmp_path)])
    assert archivio.stato().empty


def test_an_empty_file_is_said(tmp_path):
    assert difetti(tmp_path)[0][2:] == ("nessuna riga", "i movimenti degli enti")


def test_without_the_anagrafiche_nobody_knows_whose_the_codes_are(tmp_path):
    with pytest.raises(FileRifiutato) as colto:
        leggi([movimenti(tmp_path, movimento()), movimenti(tmp_path, movimento(), nome=USCITE)])
    assert {d.atteso for d in colto.value.difetti} == {
        "SIOPE_ANAGRAFICHE.zip, da caricare insieme: dice di quale comune è ogni codice"
    }
    assert len(colto.value.difetti) == 2


def test_a_zip_with_the_table_of_the_other_side_or_year_is_refused(tmp_path):
    for membro in ("USCITE_2025.csv", "ENTRATE_2024.csv"):
        percorso = zip_di(tmp_path / ENTRATE, {membro: testo([movimento()])})
        with pytest.raises(FileRifiutato) as colto:
            leggi([percorso, anagrafiche(tmp_path)])
        (difetto,) = colto.value.difetti
        assert difetto.trovato == f"«{membro}» dentro «{ENTRATE}»"


def test_a_zip_with_more_tables_is_refused(tmp_path):
    percorso = zip_di(tmp_path / ENTRATE, {"ENTRATE_2025.csv": b"", "ENTRATE_2024.csv": b""})
    with pytest.raises(FileRifiutato, match="Trovato 2 tabelle nello zip"):
        leggi([percorso, anagrafiche(tmp_path)])


def test_a_truncated_zip_is_said(tmp_path):
    percorso = movimenti(tmp_path, *(movimento(mese) for mese in DODICI))
    percorso.write_bytes(percorso.read_bytes()[:-60])
    with pytest.raises(FileRifiutato, match="uno zip tronco o rovinato"):
        leggi([percorso, anagrafiche(tmp_path)])


def test_damage_met_on_the_way_is_said(tmp_path):
    righe = [movimento(codice=f"1.01.01.{i % 100:02d}.{i // 100:03d}", cents=i) for i in range(20_000)]
    percorso = movimenti(tmp_path, *righe)
    contenuto = bytearray(percorso.read_bytes())
    contenuto[-2000] ^= 0xFF
    percorso.write_bytes(bytes(contenuto))
    with pytest.raises(FileRifiutato, match="Trovato un file rovinato: "):
        leggi([percorso, anagrafiche(tmp_path)])


def test_a_zip_bomb_is_not_opened(tmp_path):
    percorso = movimenti(tmp_path, *[movimento()] * 600_000)
    with pytest.raises(FileRifiutato, match="un file che si gonfia"):
        leggi([percorso, anagrafiche(tmp_path)])


def test_a_zip64_is_read(tmp_path):
    percorso = movimenti(tmp_path, movimento(), force_zip64=True)
    assert cassa(leggi([percorso, anagrafiche(tmp_path)], anagrafe_nota=NOTI)) == {("entrate", "1"): 100}


# --- recognised by what they are


def test_a_zip_with_another_name_is_known_by_the_table_in_it(tmp_path):
    percorso = movimenti(tmp_path, movimento()).rename(tmp_path / "scaricato (1).zip")
    elenco = anagrafiche(tmp_path).rename(tmp_path / "scaricato (2).zip")
    caricamento = leggi([percorso, elenco])
    assert {fonte.nome: fonte.formato for fonte in caricamento.fonti} == {
        "scaricato (1).zip": "siope nazionale",
        "scaricato (2).zip": "siope anagrafiche",
    }


def test_the_csv_out_of_the_zip_is_read_too(tmp_path):
    percorso = tmp_path / "ENTRATE_2025.csv"
    percorso.write_bytes(testo([movimento()]))
    caricamento = leggi([percorso, anagrafiche(tmp_path)])
    assert cassa(caricamento) == {("entrate", "1"): 100}


def test_movements_whose_name_does_not_tell_their_side_are_refused(tmp_path):
    percorso = zip_di(tmp_path / "dati.zip", {"dati.csv": testo([movimento()])})
    with pytest.raises(FileRifiutato, match="un nome che non dice se sono entrate o uscite"):
        leggi([percorso, anagrafiche(tmp_path)])


def test_the_year_may_be_told_by_the_rows_alone(tmp_path):
    percorso = zip_di(tmp_path / "SIOPE_ENTRATE.zip", {"ENTRATE.csv": testo([movimento(anno="2023")])})
    assert set(leggi([percorso, anagrafiche(tmp_path)]).righe["anno"]) == {2023}


def test_the_anagrafiche_alone_bring_no_accounts_and_say_so(tmp_path):
    caricamento = leggi([anagrafiche(tmp_path)])
    assert caricamento.righe.empty
    assert caricamento.avvisi[0].startswith("L'anagrafe di SIOPE da sola non porta conti")
    assert [fonte.nome for fonte in caricamento.fonti] == [ANAGRAFICHE]


def test_in_the_archive_the_cash_of_each_month_can_be_asked(tmp_path):
    archivio = Archivio(tmp_path / "dati")
    file = [movimenti(tmp_path, movimento("01"), movimento("02", cents=30)), anagrafiche(tmp_path)]
    archivio.importa(file)
    conti = archivio.conti()
    assert conti.voce("siope", "entrate", "1", "cassa").to_list() == [130]
    assert conti.voce("siope", "entrate", "1", "cassa_02").to_list() == [30]
    assert conti.voce("siope", "entrate", "1", "cassa_03").isna().to_list() == [True]
    assert archivio.anagrafe().loc["901001", "codice_fiscale"] == "00900010001"


def test_the_tax_code_that_bdap_told_finds_a_comune_siope_calls_otherwise(tmp_path):
    archivio = Archivio(tmp_path / "dati")
    archivio.importa([zip_ufficiale(tmp_path, {RENDICONTO: csv(entrata() | {"CF Soggetto": "00900010001"})})])
    altrove = ente(nome="COMUNE DI UN ALTRO NOME", provincia="112", comune="077")
    archivio.importa([movimenti(tmp_path, movimento(cents=900)), anagrafiche(tmp_path, altrove, SERRA)])
    assert archivio.enti()["nome"].to_list() == ["Borgo Esempio"]
    assert archivio.conti(anni=[2025]).voce("siope", "entrate", "1", "cassa").to_list() == [900]
