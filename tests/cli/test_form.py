"""`crescere dati modulo` writes the form, and `crescere dati importa` takes it back."""

import shutil

import openpyxl
import pytest
from moduli import indirizzo
from typer.testing import CliRunner

from crescere_kit.cli import app
from crescere_kit.sources.store import Archivio


@pytest.fixture
def crescere(archivio_demo, tmp_path, monkeypatch):
    """The command on a copy of the archive of the invented region."""
    shutil.copytree(archivio_demo.cartella, tmp_path / "dati")
    monkeypatch.setenv("CRESCERE_DATI", str(tmp_path / "dati"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return lambda *argomenti: CliRunner().invoke(app, argomenti)


def compila(file, foglio, riga, valore):
    libro = openpyxl.load_workbook(file)
    libro[foglio][indirizzo(libro[foglio], riga, "valore")] = valore
    libro.save(file)


def test_a_form_is_written_filled_in_and_loaded_back(crescere, tmp_path):
    esito = crescere("dati", "modulo", "--comune", "borgo-esempio", "--anno", "2024", "--in", "m.xlsx")
    assert (esito.exit_code, esito.stderr) == (0, "")
    compila("m.xlsx", "Personale", "personale/dipendenti/valore", 31)
    esito = crescere("dati", "importa", "m.xlsx")
    assert esito.exit_code == 0, esito.stderr
    conti = Archivio(tmp_path / "dati").conti(["borgo-esempio"])
    assert conti.manuale("personale", "dipendenti")["901001", 2024] == 31


def test_a_wrong_cell_is_told_and_nothing_is_written(crescere, tmp_path):
    crescere("dati", "modulo", "--comune", "borgo-esempio", "--anno", "2024", "--in", "m.xlsx")
    compila("m.xlsx", "Personale", "personale/dipendenti/valore", "trentuno")
    esito = crescere("dati", "importa", "m.xlsx")
    assert esito.exit_code == 1
    assert "foglio «Personale», cella E" in esito.stderr
    assert "trovato «trentuno», atteso un numero intero" in esito.stderr
    assert "Traceback" not in esito.stderr
    assert Archivio(tmp_path / "dati").conti().codici("manuale", "personale") == []


def test_a_form_that_may_be_filled_in_is_never_overwritten(crescere, tmp_path):
    assert crescere("dati", "modulo", "--comune", "borgo-esempio", "--anno", "2024").exit_code == 0
    file = tmp_path / "modulo_borgo-esempio_2024.xlsx"
    prima = file.read_bytes()
    esito = crescere("dati", "modulo", "--comune", "borgo-esempio", "--anno", "2024", "--bilancio", "2026")
    assert (esito.exit_code, file.read_bytes()) == (1, prima)
    assert esito.stderr.startswith("«modulo_borgo-esempio_2024.xlsx» c'è già, e potrebbe essere compilato")


def test_years_that_do_not_follow_are_one_sentence(crescere):
    esito = crescere("dati", "modulo", "--comune", "borgo-esempio", "--anno", "2024", "--bilancio", "2020")
    assert (esito.exit_code, esito.stdout) == (1, "")
    assert "2024 e 2020 non vanno." in esito.stderr


def test_a_place_where_nothing_can_be_written_is_one_sentence(crescere):
    esito = crescere("dati", "modulo", "--comune", "borgo-esempio", "--in", "assente/m.xlsx")
    assert esito.exit_code == 1
    assert esito.stderr.startswith("«assente/m.xlsx» non si può scrivere")
