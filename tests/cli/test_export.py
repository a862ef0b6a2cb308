"""`crescere esporta` writes the workbook or the PDF, never over another file."""

import openpyxl
import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from crescere_kit.cli import app


@pytest.fixture
def esporta(archivio_demo, tmp_path, monkeypatch):
    """The command on the archive of the invented region, in an empty folder."""
    monkeypatch.setenv("CRESCERE_DATI", str(archivio_demo.cartella))
    monkeypatch.chdir(tmp_path)
    opzioni = ("esporta", "--comune", "borgo-esempio", "--anno", "2024")
    return lambda *argomenti: CliRunner().invoke(app, [*opzioni, *argomenti])


def test_the_workbook_is_written_under_the_name_of_comune_and_year(esporta, tmp_path):
    esito = esporta("--formato", "xlsx")
    assert (esito.exit_code, esito.stderr) == (0, "")
    assert esito.stdout == "Scritto «borgo-esempio-2024.xlsx».\n"
    assert "indicatori" in openpyxl.load_workbook(tmp_path / "borgo-esempio-2024.xlsx").sheetnames


def test_the_pdf_is_written_where_it_is_asked(esporta, tmp_path):
    esito = esporta("--formato", "pdf", "--in", "analisi.pdf")
    assert (esito.exit_code, esito.stderr) == (0, "")
    assert PdfReader(tmp_path / "analisi.pdf").metadata.title == "Comune di Borgo Esempio: conti 2024"


@pytest.mark.parametrize("formato", ["xlsx", "pdf"])
def test_a_file_that_is_there_is_never_overwritten(esporta, tmp_path, formato):
    (tmp_path / "mio").write_bytes(b"prezioso")
    esito = esporta("--formato", formato, "--in", "mio")
    assert esito.exit_code == 1
    assert esito.stderr == "«mio» c'è già: indicare un altro nome con «--in».\n"
    assert (tmp_path / "mio").read_bytes() == b"prezioso"


def test_a_place_where_nothing_can_be_written_is_one_sentence(esporta):
    esito = esporta("--in", "assente/a.xlsx")
    assert esito.exit_code == 1
    assert esito.stderr.startswith("«assente/a.xlsx» non si può scrivere")
