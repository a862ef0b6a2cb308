"""`crescere proietta` says what the page says, and one sentence when something is wrong."""

import json

import pytest
from typer.testing import CliRunner

from crescere_kit.cli import app
from crescere_kit.projection.lines import LINEE
from crescere_kit.reports import apri


@pytest.fixture
def proietta(archivio_demo, tmp_path, monkeypatch):
    monkeypatch.setenv("CRESCERE_DATI", str(archivio_demo.cartella))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return lambda *altro: CliRunner().invoke(app, ["proietta", "--comune", "borgo-esempio", *altro])


def test_json_says_all_that_the_projection_says(proietta, archivio_demo):
    detto = json.loads(proietta("--anno", "2025", "--json").stdout)
    proiezione = apri("borgo-esempio", 2025, archivio_demo).proiezione()
    assert (detto["istat"], detto["base"], detto["anni"]) == ("901001", 2025, [2026, 2027])
    assert [linea["codice"] for linea in detto["linee"]] == list(LINEE)
    attesi = [saldo.valore / 100 for saldo in proiezione.saldi()["O"]]
    assert [anno["valore"] for anno in detto["saldi"]["O"]["anni"]] == attesi
    assert len(detto["cassa"]["saldi"]) == 24
    p8 = next(i for i in detto["indicatori"]["2027"] if i["codice"] == "P8")
    assert p8["probabilita_oltre"] == proiezione.probabilita("901001", "P8", 2027)


def test_people_read_the_balances_and_why_each_line_is_so(proietta):
    detto = proietta().stdout
    assert "Equilibrio di parte corrente previsto" in detto
    assert "otto volte su dieci fra" in detto
    assert "tendenza di 7 anni" in detto


def test_a_scenario_that_somebody_sent_is_a_file(proietta, tmp_path):
    (tmp_path / "loro.toml").write_text("nome = 'Loro'\n[ipotesi]\nriscossione_punti = -10\n", "utf-8")
    base, loro = (
        json.loads(proietta("--json", *altro).stdout)["saldi"]["cassa"]["anni"][1]["valore"]
        for altro in ((), ("--scenario", "loro.toml"))
    )
    assert loro < base


@pytest.mark.parametrize(
    ("scenario", "frase"),
    [
        ("ottimista", "Non c'è uno scenario «ottimista»: scegliere fra base, prudente, riequilibrio"),
        ("guasto.toml", "Il file non è uno scenario: non è scritto in TOML, in UTF-8."),
    ],
)
def test_a_scenario_that_is_none_is_one_sentence(proietta, tmp_path, scenario, frase):
    (tmp_path / "guasto.toml").write_bytes(b"\xff\xfe nome")
    esito = proietta("--scenario", scenario)
    assert (esito.exit_code, esito.stdout) == (1, "")
    assert esito.stderr.startswith(frase)
    assert esito.stderr.count("\n") == 1
