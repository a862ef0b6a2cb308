"""`crescere dati scarica`: the summary on stdout, each failure on stderr, the outcome in the exit code."""

from importlib.resources import files

import pytest
from sito_bdap import archivio, file, stato
from typer.testing import CliRunner

from crescere_kit.cli import app
from crescere_kit.sources.store import Archivio


@pytest.fixture
def comando(sito, cartella, tmp_path, monkeypatch):
    """The command, on our site, with a catalogue that does not wait and knows one region more."""
    mappe = tmp_path / "dati" / "mappe"
    mappe.mkdir(parents=True)
    testo = files("crescere_kit.sources").joinpath("mappe", "openbdap.toml").read_text(encoding="utf-8")
    testo = testo.replace("pausa = 1.0", "pausa = 0.0").replace("attesa = 2.0", "attesa = 0.0")
    testo = testo.replace('"ABRUZZO" =', '"ESEMPIO" = "si"\n"ABRUZZO" =')
    (mappe / "openbdap.toml").write_text(testo, encoding="utf-8")
    monkeypatch.setenv("CRESCERE_BDAP", sito.indirizzo)
    monkeypatch.setenv("COLUMNS", "200")

    def esegui(*altri, regione="TOSCANA", anni="2023"):
        dove = ("--in", str(cartella))
        return CliRunner().invoke(
            app, ["dati", "scarica", "--regione", regione, "--anni", anni, *dove, *altri]
        )

    return esegui


def pubblica(sito, nome, risposta):
    cartella = "previsione" if "Previsione" in nome else "Rendiconto"
    sito.copione[f"/Datasets_FET/{cartella}/{nome[:4]}/{nome}"] = [risposta]


def test_it_counts_what_it_has_and_says_what_is_not_out_yet(sito, comando, cartella):
    pubblica(sito, "2023_Rendiconto - Schemi di bilancio_TOSCANA.zip", file(archivio()))
    pubblica(sito, "2023_Rendiconto - Piano degli indicatori_TOSCANA.zip", file(archivio()))
    esito = comando()
    assert (esito.exit_code, esito.stderr) == (0, "")
    assert f"2 scaricati, 1 non ancora pubblicato, nella cartella «{cartella}»." in esito.stdout
    assert "«2023_Previsione - Schemi di bilancio_TOSCANA.zip»: non ancora pubblicato." in esito.stdout
    assert "2 già scaricati" in comando("--no-previsione").stdout


def test_a_failure_is_told_and_is_in_the_exit_code(sito, comando):
    pubblica(sito, "2023_Rendiconto - Schemi di bilancio_TOSCANA.zip", file(archivio()))
    pubblica(sito, "2023_Rendiconto - Piano degli indicatori_TOSCANA.zip", stato(500))
    esito = comando("--no-previsione")
    assert esito.exit_code == 3
    assert "1 scaricato, 1 non riuscito" in esito.stdout
    (frase,) = esito.stderr.splitlines()
    assert "Piano degli indicatori_TOSCANA.zip» non è stato scaricato da «http" in frase
    assert "il sito ha risposto 500, anche dopo 5 tentativi; riprovare più tardi" in frase


def test_to_find_nothing_at_all_is_a_failure_too(comando):
    esito = comando(regione="molise")
    assert esito.exit_code == 3
    assert "3 non ancora pubblicati" in esito.stdout
    assert "il nome di questa regione non è stato verificato" in esito.stdout


def test_a_wrong_question_asks_nothing_to_the_site(sito, comando):
    assert comando(regione="Toscania").stderr.startswith("La regione «Toscania» non esiste. Forse: «TOSCANA»")
    assert "viene dopo" in comando(anni="2024-2022").stderr
    assert comando("--base", "altrove").exit_code == 1
    assert sito.richieste == []


def test_what_was_downloaded_can_be_loaded_at_once(sito, comando, file_demo):
    for percorso in file_demo:
        if percorso.name.startswith("2023_"):
            pubblica(sito, percorso.name, file(percorso.read_bytes()))
    esito = comando("--carica", regione="Esempio")
    assert (esito.exit_code, esito.stderr) == (0, "")
    assert "valori di 6 comuni nell'archivio" in esito.stdout
    assert set(Archivio().stato()["anno"]) == {2023}
