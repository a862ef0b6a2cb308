"""The zips are read back here with csv and zipfile only, as anyone would who knows the official layout."""

import csv
import hashlib
import io
import zipfile

import pandas as pd
import pytest
import vettori

from crescere_kit.sources.bdap.layout import scrivi_zip

SCHEMI = "2023_Rendiconto - Schemi di bilancio_ESEMPIO.zip"
PIANO = "2023_Rendiconto - Piano degli indicatori_ESEMPIO.zip"
ANALITICI = "2023_Rendiconto - Dati contabili analitici_ESEMPIO.zip"


@pytest.fixture(scope="module")
def cartella(tmp_path_factory):
    cartella = tmp_path_factory.mktemp("bdap")
    vettori.scrivi(cartella)
    return cartella


def contenuto(cartella, archivio, membro):
    with zipfile.ZipFile(cartella / archivio) as zippato:
        return zippato.read(membro)


def righe(cartella, archivio, membro, tipo="ELCOMU"):
    grezzo = contenuto(cartella, archivio, membro).decode("utf-8-sig")
    lette = list(csv.DictReader(io.StringIO(grezzo, newline=""), delimiter=";"))
    return [riga for riga in lette if riga["Codice Tipologia Soggetto"] == tipo]


def una(cartella, archivio, membro, colonna, valore):
    (riga,) = [r for r in righe(cartella, archivio, membro) if r[colonna] == valore]
    return riga


def rendiconto(membro):
    return f"2023_Rendiconto {membro}_ESEMPIO.csv"


def una_voce(**valori):
    base = {"istat": "901001", "anno": 2023, "documento": "rendiconto", "importo": 100, "rapporto": pd.NA}
    return pd.DataFrame([base | valori]).astype({"importo": "Int64", "rapporto": "Float64"})


def test_there_is_one_zip_per_subject_and_year_with_the_official_name(cartella):
    assert sorted(percorso.name for percorso in cartella.iterdir()) == [
        "2021_Rendiconto - Schemi di bilancio_ESEMPIO.zip",
        ANALITICI,
        PIANO,
        SCHEMI,
    ]


def test_the_members_have_the_official_names(cartella):
    nomi = zipfile.ZipFile(cartella / SCHEMI).namelist()
    for membro in (
        "SDB Entrate Riepilogo Titoli",
        "SDB Entrate",
        "SDB Spese Riepilogo Titoli",
        "SDB Equilibri Enti Locali",
        "SDB Allegato A Risultato di Amministrazione",
    ):
        assert rendiconto(membro) in nomi


def test_every_field_is_quoted_and_every_line_ends_with_an_empty_column(cartella):
    corpo = contenuto(cartella, SCHEMI, rendiconto("SDB Entrate Riepilogo Titoli")).decode("utf-8-sig")
    linee = corpo.split("\r\n")
    assert linee.pop() == ""
    assert "\n" not in "".join(linee)
    for linea in linee:
        assert linea.startswith('"')
        assert linea.endswith('";')


def test_amounts_have_a_decimal_point_and_absent_ones_are_empty(cartella):
    titolo = una(cartella, SCHEMI, rendiconto("SDB Entrate Riepilogo Titoli"), "Codice Titolo", "01")
    assert titolo["Accertamenti"] == "4000000.00"
    assert titolo["Riaccertamento Residui"] == "-200000.00"
    assert titolo["Previsioni Definitive di Competenza"] == ""


def test_cents_survive_where_a_float_would_lose_them(tmp_path):
    grande = una_voce(lato="entrate", codice="1", fase="accertamenti", importo=-90_071_992_547_409_93)
    scrivi_zip(grande, vettori.ENTI, tmp_path)
    riga = una(tmp_path, SCHEMI, rendiconto("SDB Entrate Riepilogo Titoli"), "Codice Titolo", "01")
    assert riga["Accertamenti"] == "-90071992547409.93"


def test_the_header_keeps_the_official_typo(cartella):
    titolo = una(cartella, SCHEMI, rendiconto("SDB Spese Riepilogo Titoli"), "Codice Titolo", "02")
    assert titolo["Fondo Puriennale Vincolato"] == "700000.00"


def test_the_comune_is_provincia_plus_comune(cartella):
    riga = righe(cartella, SCHEMI, rendiconto("SDB Equilibri Enti Locali"))[0]
    assert (riga["Codice Provincia"], riga["Codice Comune"]) == ("901", "001")
    assert riga["Denominazione Soggetto"] == "COMUNE DI ESEMPIO"


@pytest.mark.parametrize("tipo", ["REREGI", "ELPROV", "ELUNCO"])
def test_other_subjects_of_the_same_place_are_in_the_files_too(cartella, tipo):
    altre = righe(cartella, SCHEMI, rendiconto("SDB Entrate Riepilogo Titoli"), tipo)
    assert len(altre) == 8
    assert {riga["Codice Comune"] for riga in altre} == {"001"}


def test_the_result_of_administration_uses_the_codes_seen_in_official_files(cartella):
    membro = rendiconto("SDB Allegato A Risultato di Amministrazione")
    fcde = una(cartella, SCHEMI, membro, "Cod Voce Ris Amm Rend", "0491")
    assert fcde["Totale di Gestione"] == "3300000.00"


def test_a_declared_indicator_is_named_by_two_codes(cartella):
    membro = "2023_Rendiconto PDI Sintetici Allegato 2-a_ESEMPIO.csv"
    valori = {
        r["Codice Tipologia Indicatore Sintetico 2)a"]: r["Indicatore Tutte Le Missioni"]
        for r in righe(cartella, PIANO, membro)
        if r["Codice Indicatore Sintetico 2)a"].endswith("01")
    }
    assert valori["13"] == "1.094891"


def test_the_piano_dei_conti_keeps_its_zeros(cartella):
    contributi = una(cartella, ANALITICI, rendiconto("DCA Entrate"), "Codice Voce PDCI", "E.4.02.06.00.000")
    assert contributi["Accertamenti"] == "0.00"


def test_the_fpv_of_staff_is_beside_the_macroaggregato(cartella):
    membro = rendiconto("SDB Spese Macroaggregati")
    personale = una(cartella, SCHEMI, membro, "Codice Macroaggregato", "101")
    assert personale["Impegni"] == "1500000.00"
    assert personale["Fondo Puriennale Vincolato"] == "35000.00"
    assert personale["Fondo Puriennale Vincolato di Entrata"] == "40000.00"


def test_both_encodings_met_in_official_files_are_written(cartella):
    vecchio = "2021_Rendiconto - Schemi di bilancio_ESEMPIO.zip"
    nome = "SDB Entrate Riepilogo Titoli_ESEMPIO.csv"
    assert contenuto(cartella, vecchio, f"2021_Rendiconto {nome}")[:1] == b'"'
    assert contenuto(cartella, SCHEMI, f"2023_Rendiconto {nome}")[:3] == b"\xef\xbb\xbf"


def test_the_twins_and_the_pages_that_nobody_must_read_are_there(cartella):
    nomi = zipfile.ZipFile(cartella / SCHEMI).namelist()
    assert any(nome.endswith("- Voce di Riepilogo_ESEMPIO.csv") for nome in nomi)
    assert any(nome.endswith(".pdf") for nome in nomi)


def test_the_same_rows_give_the_same_bytes(cartella, tmp_path):
    vettori.scrivi(tmp_path)
    for percorso in cartella.iterdir():
        impronte = {hashlib.sha256((c / percorso.name).read_bytes()).digest() for c in (cartella, tmp_path)}
        assert len(impronte) == 1


def test_a_row_that_no_official_file_holds_is_refused(tmp_path):
    with pytest.raises(ValueError, match="posto per: rendiconto spese M1"):
        scrivi_zip(una_voce(lato="spese", codice="M1", fase="impegni"), vettori.ENTI, tmp_path)


def test_two_rows_for_one_key_are_refused(tmp_path):
    riga = una_voce(lato="spese", codice="1", fase="impegni")
    with pytest.raises(ValueError, match="duplicate"):
        scrivi_zip(pd.concat([riga, riga], ignore_index=True), vettori.ENTI, tmp_path)
