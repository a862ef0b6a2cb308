"""From a terminal: the package and the copy for the albo of a practice, and what acts make due."""

import json
import zipfile
from datetime import date

import pytest
from typer.testing import CliRunner

from crescere_kit.acts.register import Scadenza, Ufficio
from crescere_kit.cli import app


@pytest.fixture
def esegui(archivio_demo, tmp_path, monkeypatch):
    monkeypatch.setenv("CRESCERE_DATI", str(archivio_demo.cartella))
    monkeypatch.setenv("CRESCERE_ATTI", str(tmp_path / "atti"))

    def esegui(*argomenti):
        return CliRunner().invoke(app, ["atti", *map(str, argomenti)], catch_exceptions=False)

    return esegui


@pytest.fixture
def ufficio(tmp_path):
    uno = Ufficio(tmp_path / "atti" / "borgo-esempio")
    uno.apri_bozza("fgdc", {}, "Anna")
    return uno


def test_the_package_and_the_copy_of_a_draft_are_written(esegui, ufficio, tmp_path):
    fatto = esegui("fascicolo", ufficio.pratiche()[0].id, "--comune", "901001", "--in", tmp_path, "--no-pdf")
    assert fatto.exit_code == 0, fatto.output
    (zip_,) = tmp_path.glob("fgdc-*.zip")
    assert "indice.json" in zipfile.ZipFile(zip_).namelist()
    fatto = esegui("albo", ufficio.pratiche()[0].id, "--comune", "901001", "--in", tmp_path)
    assert fatto.exit_code == 0, fatto.output
    assert len(list(tmp_path.glob("albo-fgdc-*.docx"))) == 1


def test_what_is_due_is_listed_soonest_first(esegui, ufficio):
    id_ = ufficio.pratiche()[0].id
    ufficio.aggiungi_scadenza(id_, Scadenza("rendiconto", date(2099, 4, 30), "rendiconto"), "Anna")
    ufficio.aggiungi_scadenza(id_, Scadenza("fgdc", date(2020, 2, 28), "fondo"), "Anna")
    detto = esegui("scadenze", "--json")
    assert [una["codice"] for una in json.loads(detto.output)] == ["fgdc", "rendiconto"]
    assert "scaduta da" in esegui("scadenze").output
