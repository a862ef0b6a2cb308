"""`crescere atti registro` shows the acts, `crescere atti verifica` proves that nobody touched them."""

import json
from datetime import date

import pytest
from registri import adotta, in_proposta
from typer.testing import CliRunner

from crescere_kit.acts.register.shelf import ufficio
from crescere_kit.cli import app


@pytest.fixture
def atti(tmp_path, monkeypatch):
    """The command, on the registers of two comuni."""
    monkeypatch.setenv("CRESCERE_ATTI", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    borgo = ufficio("Borgo Esempio")
    adotta(borgo, in_proposta(borgo), data=date(2025, 3, 1), numero_ufficiale="31")
    adotta(
        borgo,
        in_proposta(borgo),
        data=date(2025, 4, 2),
        organo="consiglio",
        contesto={"oggetto": "[bold]n. 2[/bold]"},
    )
    borgo.apri_bozza("fgdc", {"oggetto": "Fondo di garanzia"}, "Anna")
    in_proposta(ufficio("Sant'Àgata"))
    return lambda *argomenti: CliRunner().invoke(app, ["atti", *argomenti])


def test_the_table_shows_adopted_acts_by_number_and_then_the_open_practices(atti):
    esito = atti("registro", "--comune", "borgo-esempio", "--json")
    righe = [(r["numero"], r["data"], r["organo"], r["atto"], r["stato"]) for r in json.loads(esito.stdout)]
    assert righe == [
        (1, "2025-04-02", "consiglio", "var_urgenza", "adottata"),
        (1, "2025-03-01", "giunta", "var_urgenza", "adottata"),
        (None, None, None, "fgdc", "bozza"),
    ]


def test_the_table_for_people_says_days_as_people_do_and_takes_no_markup(atti):
    testo = atti("registro").stdout
    assert "01/03/2025" in testo
    assert "[bold]n. 2[/bold]" in testo
    assert "sant-agata" in testo


def test_one_year_at_a_time(atti):
    righe = json.loads(atti("registro", "--anno", "2025", "--json").stdout)
    assert [r["n. ufficiale"] for r in righe] == [None, "31"]


def test_a_sound_register_is_said_to_be_so_with_the_hash_to_note(atti):
    esito = atti("verifica", "--comune", "Borgo Esempio")
    assert esito.exit_code == 0
    impronta = esito.stdout.split()[-1]
    assert impronta == ufficio("Borgo Esempio").impronta()
    assert atti("verifica", "--comune", "Borgo Esempio", "--impronta", impronta).exit_code == 0
    assert atti("verifica", "--comune", "Borgo Esempio", "--impronta", "0" * 64).exit_code == 1


def test_a_touched_register_is_named_with_its_line(atti, tmp_path):
    file = tmp_path / "borgo-esempio" / "registro.jsonl"
    righe = file.read_bytes().split(b"\n")
    righe[2] = righe[2].replace(b"Anna", b"Enzo")
    file.write_bytes(b"\n".join(righe))
    esito = atti("verifica")
    assert esito.exit_code == 1
    assert "borgo-esempio: Riga 3: è stata cambiata dopo la scrittura" in esito.stdout
    assert "sant-agata: nessun guasto" in esito.stdout


def test_a_comune_without_a_register_gets_a_sentence(atti, tmp_path):
    esito = atti("registro", "--comune", "../borgo")
    assert (esito.exit_code, esito.stdout) == (1, "")
    assert "non c'è il registro degli atti di «../borgo». Ci sono quelli di borgo-esempio" in esito.stderr
    assert "Non ce n'è nessuno" in atti("verifica", "--atti", str(tmp_path / "altrove")).stderr
