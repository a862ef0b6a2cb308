"""`crescere atti lint` says the faults of a template and where they are."""

import json

import pytest
from modelli_word import modello
from typer.testing import CliRunner

from crescere_kit.acts import catalogue
from crescere_kit.cli import app


@pytest.fixture
def lint(tmp_path, monkeypatch):
    """The command, in a folder with a template of the catalogue spoiled in one letter, and one of ours."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "var_urgenza.docx").write_bytes(modello("Il comune di {{ ente.denominazone }}"))
    (tmp_path / "mio.docx").write_bytes(modello("Il comune di {{ ente.denominazone }}"))
    (tmp_path / "buono.docx").write_bytes(catalogue.definizione("var_urgenza").modello_word())
    return lambda *argomenti: CliRunner().invoke(app, ["atti", "lint", *argomenti])


def test_the_name_of_the_file_says_the_act(lint):
    esito = lint("var_urgenza.docx")
    assert esito.exit_code == 1
    prima, seconda = esito.stdout.splitlines()[:2]
    assert prima.startswith("var_urgenza.docx: 1 errore, ")
    assert seconda == (
        "  L02 errore. Nel documento, paragrafo 2, dopo «Oggetto»: il campo «ente.denominazone» non esiste. "
        "Forse «ente.denominazione»?"
    )


def test_a_file_of_no_act_says_that_names_were_not_checked(lint):
    esito = lint("mio.docx")
    assert esito.exit_code == 0
    assert esito.stdout.splitlines() == [
        "mio.docx: 0 errori, 0 avvisi.",
        "  I nomi dei campi non sono stati controllati: indicare l'atto con «--atto».",
    ]


def test_the_act_can_be_said_and_our_template_has_no_errors(lint):
    assert lint("mio.docx", "--atto", "var_urgenza").exit_code == 1
    assert lint("buono.docx", "--atto", "var_urgenza").exit_code == 0


def test_json_holds_every_file_and_its_faults(lint):
    esito = lint("var_urgenza.docx", "mio.docx", "--json")
    primo, secondo = json.loads(esito.stdout)
    assert esito.exit_code == 1
    assert (primo["atto"], primo["rilievi"][0]["codice"], primo["rilievi"][0]["paragrafo"]) == (
        "var_urgenza",
        "L02",
        2,
    )
    assert secondo == {"file": "mio.docx", "atto": None, "rilievi": []}


def test_a_file_that_is_not_there_and_an_act_that_does_not_exist_are_one_sentence(lint):
    assert lint("assente.docx").stderr == (
        "«assente.docx» non si può leggere: controllare nome, cartella e permessi.\n"
    )
    assert lint("mio.docx", "--atto", "altro").stderr.startswith("«altro» non è un atto del catalogo")
