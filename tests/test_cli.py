"""The commands say the same as the pages, in JSON when asked, and in one sentence when something is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import capitoli
import pytest
from typer.testing import CliRunner

from crescere_kit.cli import app
from crescere_kit.reports import apri

CRESCERE = Path(sys.executable).with_name("crescere")


@pytest.fixture
def crescere(archivio_demo, tmp_path, monkeypatch):
    """The command, on the archive of the invented region, from a folder of its own."""
    monkeypatch.setenv("CRESCERE_DATI", str(archivio_demo.cartella))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return lambda *argomenti, **altro: CliRunner().invoke(app, argomenti, **altro)


def test_json_is_one_document_on_stdout_and_nothing_else(archivio_demo, tmp_path):
    esito = subprocess.run(
        [CRESCERE, "indicatori", "--comune", "borgo-esempio", "--anno", "2024", "--json"],
        env=os.environ | {"CRESCERE_DATI": str(archivio_demo.cartella)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    documento = json.loads(esito.stdout)
    assert (documento["comune"], documento["istat"], documento["anno"]) == ("Borgo Esempio", "901001", 2024)
    attesi = {v.codice: v.testo for v in apri("borgo-esempio", 2024, archivio_demo).valori()}
    assert {v["codice"]: v["testo"] for v in documento["indicatori"]} == attesi
    assert {f"P{n}" for n in range(1, 9)} < set(attesi)
    assert not list(tmp_path.iterdir())


def test_criticita_come_with_their_law_from_the_most_serious(crescere):
    voci = json.loads(crescere("criticita", "--comune", "901001", "--anno", "2025", "--json").stdout)[
        "criticita"
    ]
    assert all(voce["norma"] and voce["frase"] for voce in voci)
    ordine = ["critica", "alta", "media"]
    posti = [ordine.index(voce["gravita"]) for voce in voci]
    assert posti == sorted(posti)


def test_an_unknown_comune_gets_three_names_and_no_traceback(crescere):
    esito = crescere("indicatori", "--comune", "borgo-esempi")
    assert (esito.exit_code, esito.stdout) == (1, "")
    assert esito.stderr.startswith("Il comune «borgo-esempi» non è nell'archivio. Forse: Borgo Esempio")
    assert esito.stderr.count("(") == 3


def test_the_whole_analysis_is_one_document_in_which_every_number_says_its_row(crescere):
    documento = json.loads(
        crescere("analisi", "--comune", "borgo-esempio", "--anno", "2024", "--json").stdout
    )
    assert documento["comune"] == "Borgo Esempio"
    assert {"indicatori", "criticita", "calendario", "da_caricare"} <= set(documento)
    p8 = next(uno for uno in documento["indicatori"] if uno["codice"] == "P8")
    riscosso = next(c for c in p8["conti"] if c["voce"][2:] == ["1", "riscossioni_competenza"])
    assert riscosso["anno"] == 2024
    assert ", riga " in riscosso["luogo"]
    assert all(scadenza["norma"] and scadenza["chi"] for scadenza in documento["calendario"])


def test_the_analysis_in_a_terminal_has_the_same_parts(crescere):
    testo = crescere("analisi", "--comune", "borgo-esempio", "--anno", "2024").stdout
    for parte in ("criticità", "scadenze", "indicatori", "da caricare"):
        assert f"Borgo Esempio, 2024: {parte}" in testo


def test_a_year_that_was_not_loaded_lists_those_that_were(crescere):
    esito = crescere("criticita", "--comune", "borgo-esempio", "--anno", "1999", "--json")
    assert esito.exit_code == 1
    assert "Anni caricati: 2019, 2020" in esito.stderr
    assert esito.stdout == ""


def test_a_faulty_file_is_refused_in_words_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("CRESCERE_DATI", str(tmp_path / "dati"))
    falso = tmp_path / "2024_Rendiconto - Schemi di bilancio_ESEMPIO.zip"
    falso.write_bytes(b"PK\x03\x04 tronco")
    esito = CliRunner().invoke(app, ["dati", "importa", str(falso)])
    assert esito.exit_code == 1
    assert "Nessun dato è stato scritto" in esito.stderr
    assert falso.name in esito.stderr
    assert not list((tmp_path / "dati").glob("conti/**/*.parquet"))


def test_a_load_says_the_titoli_it_read_and_the_indicators_it_feeds(tmp_path, monkeypatch):
    monkeypatch.setenv("CRESCERE_DATI", str(tmp_path / "dati"))
    file = [
        capitoli.scrivi(tmp_path, "entrate", capitoli.IMU, capitoli.TARI),
        capitoli.scrivi(tmp_path, "spese", capitoli.STIPENDI, capitoli.FCDE),
    ]
    esito = CliRunner().invoke(app, ["dati", "importa", *map(str, file), "--comune", "901001"])
    assert esito.exit_code == 0
    righe = esito.stdout.splitlines()
    entrate = righe.index(
        "Comune 901001, 2025 – previsione, entrate: previsioni di competenza del primo anno"
    )
    assert righe[entrate + 1].split() == ["titolo", "1", "1.500,00", "€"]
    spese = righe.index("Comune 901001, 2025 – previsione, spese: previsioni di competenza del primo anno")
    assert righe[spese + 7].split() == ["totale", "dei", "titoli", "1.500,00", "€"]
    assert any(riga.startswith("Indicatori che questi file bastano a calcolare: ") for riga in righe)


def test_the_state_of_the_archive_counts_comuni_by_year_and_document(crescere):
    stato = json.loads(crescere("dati", "stato", "--json").stdout)["stato"]
    rendiconto = next(riga for riga in stato if (riga["anno"], riga["documento"]) == (2023, "rendiconto"))
    assert rendiconto["comuni"] == 6


def test_publishing_shows_what_leaves_and_waits_for_a_yes(crescere, tmp_path, monkeypatch):
    monkeypatch.setenv("CRESCERE_COMUNITA", str(tmp_path / "comunita"))
    file = Path(__file__).parents[1] / "notebooks" / "02_indicatori.ipynb"
    comando = (
        "pubblica",
        str(file),
        "--titolo",
        "Parametri",
        "--nota",
        "Per chi inizia",
        "--comune",
        "Borgo Esempio",
    )
    rifiutato = crescere(*comando, input="n\n")
    assert rifiutato.exit_code == 1
    assert "comune = None" in rifiutato.stdout
    assert not (tmp_path / "comunita").exists()
    assert crescere(*comando, input="y\n").exit_code == 0
    (scheda,) = json.loads(crescere("comunita", "elenco", "--json").stdout)
    assert (scheda["titolo"], scheda["comune"], scheda["autore"]) == (
        "Parametri",
        "Borgo Esempio",
        "Comune di Borgo Esempio",
    )
    assert crescere("comunita", "copia", scheda["id"], "--in", "mie").exit_code == 0
    assert Path("mie/02-indicatori.ipynb").is_file()


def test_a_batch_tells_who_failed_and_exits_with_its_outcome(crescere):
    esito = crescere(
        "lotto", "07_relazione", "--comuni", "borgo-esempio", "--anno", "1999", "--in", "rapporti"
    )
    assert esito.exit_code == 4
    assert "0 rapporti scritti, 1 non riuscito" in esito.stdout
    assert "1999" in Path("rapporti/index.html").read_text(encoding="utf-8")
