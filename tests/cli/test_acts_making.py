"""The command that makes acts takes invoices only where they can be paid, and refuses a hostile one."""

from __future__ import annotations

import pytest
from atti import FATTURA
from typer.testing import CliRunner

from crescere_kit.cli import acts_making, app
from crescere_kit.cli.acts_making import DatiIllegibili


@pytest.fixture
def fattura(tmp_path):
    file = tmp_path / "IT00743110157_118.xml"
    file.write_text(FATTURA, encoding="utf-8")
    return file


def test_an_invoice_fills_the_data_of_the_comune(fattura):
    con = acts_making._fatture("det_liquidazione", [fattura], 1)
    (riga,) = con({})["fatture"]
    assert riga["numero"] == "118/PA"
    assert riga["origine"].startswith("fattura IT00743110157_118.xml sha256 ")
    assert acts_making._fatture("fgdc", [], 2)({"a": 1}) == {"a": 1}


@pytest.mark.parametrize(("atto", "comuni"), [("fgdc", 1), ("det_liquidazione", 2)])
def test_an_invoice_is_of_one_liquidazione_of_one_comune(fattura, atto, comuni):
    with pytest.raises(DatiIllegibili, match="di un comune solo"):
        acts_making._fatture(atto, [fattura], comuni)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DatiIllegibili, match="non si legge"):
        acts_making._fatture("det_liquidazione", [tmp_path / "manca.xml"], 1)


def test_the_option_is_of_the_command():
    assert "--fattura" in CliRunner().invoke(app, ["atti", "genera", "--help"], env={"COLUMNS": "200"}).output
