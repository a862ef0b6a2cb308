"""`crescere backtest`: on any tidy panel, and on the archive."""

import json

import pytest
from projection.forecast.pannello import a_caso
from typer.testing import CliRunner

from crescere_kit.cli import app


@pytest.fixture
def pannello(tmp_path):
    regione = a_caso(enti=30, anni=8)
    righe = [
        f"{ente},{anno},{voce},{regione.valori[e, v, a]}"
        for e, ente in enumerate(regione.enti)
        for v, voce in enumerate(regione.voci)
        for a, anno in enumerate(regione.anni)
    ]
    file = tmp_path / "pannello.csv"
    file.write_text("\n".join(["ente,anno,voce,valore", *righe]), "utf-8")
    return file


@pytest.fixture
def crescere(archivio_demo, monkeypatch):
    monkeypatch.setenv("CRESCERE_DATI", str(archivio_demo.cartella))
    monkeypatch.setenv("COLUMNS", "250")
    return lambda *argomenti: CliRunner().invoke(app, ["backtest", *map(str, argomenti)])


def test_json_is_the_whole_proof(crescere, pannello):
    esito = json.loads(crescere("--panel", pannello, "--json").stdout)
    assert esito["origini"] == [2018, 2019, 2020, 2021, 2022]
    assert {m["metodo"] for m in esito["misure"]} == {"proiezione", "ultimo", "media_3", "deriva"}
    assert 0 < esito["errore_relativo"]["2"] < 1.2
    assert set(esito["copertura"]) == {"50", "80"}
    assert esito["frasi"]["a"].startswith("Negli ultimi anni, a due anni di distanza")


def test_the_tables_are_in_words(crescere, pannello):
    detto = crescere("--panel", pannello, "--voci", "b", "--origini", "2019-2021").stdout
    assert "come l'ultimo anno" in detto
    assert "dal 2019-2021" not in detto
    assert "dal 2019 al 2021" in detto
    assert "banda 80 %, 2 anni" in detto
    assert "\n│ a " not in detto


def test_every_method_is_shown_when_asked(crescere, pannello):
    assert "crescita costante dal primo anno" in crescere("--panel", pannello, "--metodi").stdout
    assert "crescita costante" not in crescere("--panel", pannello).stdout


def test_the_archive_is_proved_with_the_enti_s_own_bilanci(crescere):
    esito = json.loads(crescere("--json", "--voci", "entrate 1,spese 1").stdout)
    assert esito["enti"] == 6
    assert any(m["metodo"] == "previsione" and m["passo"] == 1 for m in esito["misure"])


@pytest.mark.parametrize(
    ("argomenti", "frase"),
    [
        (("--panel", "non-c-e.csv"), "Il pannello «non-c-e.csv» non c'è"),
        (("--regione", "Atlantide"), "non c'è alcun comune di «Atlantide»"),
        (("--origini", "ieri"), "Gli anni «ieri» non si leggono"),
        (("--origini", "1990"), "Nessun anno da cui provare"),
        (("--voci", "entrate 99"), "non ha la voce «entrate 99»"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(crescere, argomenti, frase):
    esito = crescere(*argomenti)
    assert esito.exit_code == 1
    assert frase in esito.output
    assert "Traceback" not in esito.output
