"""Files are recognised by what they are, read together, and refused together."""

import shutil

import pytest
from ufficiali import ARCHIVIO, ENTRATE, SPESE, altro_comune, csv, entrata, spesa, zip_di

from crescere_kit.sources import FileRifiutato, leggi

SIOPE = (
    "codice_ente_siope,comune,popolazione,anno,lato,codice_titolo,titolo,importo_eur\n"
    "26133,Badolato,2827,2025,entrate,1,x,1.00\n"
)


def test_layouts_are_recognised_by_content_and_not_by_name(tmp_path):
    siope = tmp_path / "scaricato (1).txt"
    siope.write_text(SIOPE, encoding="utf-8")
    tabella = tmp_path / ENTRATE
    tabella.write_bytes(csv(entrata()))
    caricamento = leggi([zip_di(tmp_path, {SPESE: csv(spesa())}), siope, tabella])
    assert {fonte.nome: fonte.formato for fonte in caricamento.fonti} == {
        ARCHIVIO: "bdap",
        ENTRATE: "bdap",
        "scaricato (1).txt": "siope",
    }
    assert {fonte.regione for fonte in caricamento.fonti} == {"ESEMPIO", None}


def test_the_faults_of_all_files_are_told_together(tmp_path):
    siope = tmp_path / "siope.csv"
    siope.write_text(SIOPE.replace("1.00", "uno"), encoding="utf-8")
    with pytest.raises(FileRifiutato) as colto:
        leggi([zip_di(tmp_path, {ENTRATE: csv(entrata("08"))}), siope])
    assert {difetto.file for difetto in colto.value.difetti} == {f"{ARCHIVIO} » {ENTRATE}", "siope.csv"}


@pytest.mark.parametrize(
    ("nome", "contenuto", "trovato"),
    [
        ("assente.zip", None, "nessun file con questo nome"),
        ("vuoto.csv", b"", "un file vuoto"),
        ("foto.csv", b"a,b,c\n1,2,3\n", "un formato sconosciuto"),
        ("finto.zip", b"ciao", "un file che non è uno zip, malgrado il nome"),
        (ENTRATE, b"%PDF-1.7", "un PDF"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(tmp_path, nome, contenuto, trovato):
    if contenuto is not None:
        (tmp_path / nome).write_bytes(contenuto)
    with pytest.raises(FileRifiutato) as colto:
        leggi([tmp_path / nome])
    assert [difetto.trovato for difetto in colto.value.difetti] == [trovato]


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(FileRifiutato, match="una cartella"):
        leggi([tmp_path])


def test_the_same_file_given_twice_is_read_once_and_said(tmp_path):
    percorso = zip_di(tmp_path, {ENTRATE: csv(entrata())})
    copia = shutil.copy(percorso, tmp_path / "copia.zip")
    caricamento = leggi([percorso, copia])
    assert len(caricamento.righe) == 5
    assert caricamento.avvisi == [f"«copia.zip» è uguale a «{ARCHIVIO}» ed è letto una volta sola."]


def test_one_table_in_two_different_files_is_refused(tmp_path):
    (tmp_path / "vecchio").mkdir()
    nuovo = zip_di(tmp_path, {ENTRATE: csv(entrata())})
    vecchio = zip_di(tmp_path / "vecchio", {ENTRATE: csv(entrata("02"))}, "2024_vecchio_ESEMPIO.zip")
    with pytest.raises(FileRifiutato) as colto:
        leggi([nuovo, vecchio])
    (difetto,) = colto.value.difetti
    assert difetto.trovato.startswith("dati di 901001 già presenti in")
    assert difetto.atteso == "ogni prospetto in un file solo"


def test_who_is_left_out_is_said(tmp_path):
    percorso = zip_di(tmp_path, {ENTRATE: csv(entrata(), altro_comune(entrata("08")))})
    caricamento = leggi([percorso], escludi=["901002"])
    assert set(caricamento.righe["istat"]) == {"901001"}
    assert caricamento.avvisi == ["Il comune 901002 è stato escluso su richiesta."]
