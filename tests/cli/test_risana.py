"""`crescere risana` prints one document, or the plan in words, and one sentence when something is wrong."""

import json

import pytest
from typer.testing import CliRunner

from crescere_kit.cli import app


@pytest.fixture
def risana(archivio_demo, tmp_path, monkeypatch):
    monkeypatch.setenv("CRESCERE_DATI", str(archivio_demo.cartella))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return lambda *altro: CliRunner().invoke(app, ["risana", "--comune", "borgo-esempio", *altro])


def test_json_is_one_document_with_plan_ladder_and_alternatives(risana):
    esito = risana("--preset", "meno-tasse", "--alternative", "2", "--json")
    assert esito.exit_code == 0, esito.output
    detto = json.loads(esito.stdout)
    assert detto["istat"] == "901001"
    assert detto["piano"]["preset"] == "meno-tasse"
    assert detto["piano"]["pesi"]["tributi"] == 5.0
    assert len(detto["alternative"]) <= 2
    assert {"scelto", "frase", "gradini"} <= set(detto["scala"])


def test_people_read_the_plan_and_the_weights(risana):
    detto = risana("--preset", "meno-tagli").stdout
    assert "Pesi: " in detto
    assert "tributi 1.2" in detto


@pytest.mark.parametrize(
    ("argomenti", "frase"),
    [
        (("--vieta", "gelati"), "Non c'è una leva «gelati»"),
        (("--preset", "meno-gelati"), "Non c'è un preset «meno-gelati»"),
        (("--fissa", "imu"), "«imu» non è una coppia LEVA=numero"),
        (("--minimo", "imu=3"), "Non c'è una leva di spesa con un minimo «imu»"),
        (("--confidenza", "95"), "La confidenza è 50 o 80 per cento"),
    ],
)
def test_a_choice_that_means_nothing_is_one_sentence(risana, argomenti, frase):
    esito = risana(*argomenti)
    assert esito.exit_code == 1
    assert frase in esito.stderr
    assert len(esito.stderr.splitlines()) == 1
