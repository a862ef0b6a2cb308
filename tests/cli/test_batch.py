"""`crescere lotto` as a person starts, stops, kills and repeats it: real processes on tiny notebooks."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from quaderni import quaderno, uscite
from typer.testing import CliRunner

from crescere_kit.cli import app
from crescere_kit.reports.style import statici

COMANDO = [sys.executable, "-c", "from crescere_kit.cli import app; app()", "lotto"]


@pytest.fixture(autouse=True)
def _dati(archivio_demo, monkeypatch):
    monkeypatch.setenv("CRESCERE_DATI", str(archivio_demo.cartella))
    if not (statici() / "vendor").is_dir():
        pytest.skip("the browser files are not installed: run `make`")


@pytest.fixture
def lotto(tmp_path):
    """Start the command on a notebook, with the reports in `rapporti`."""

    def avvia(file: Path, *altro: str, **opzioni: object) -> subprocess.Popen:
        return subprocess.Popen(
            [*COMANDO, str(file), "--in", str(tmp_path / "rapporti"), *altro],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **opzioni,
        )

    return avvia


def esito(processo: subprocess.Popen) -> tuple[int, str, str]:
    fuori, errori = processo.communicate()
    return processo.returncode, fuori, errori


def scritti(cartella: Path) -> dict[str, dict]:
    rapporti = json.loads((cartella / "lotto.json").read_text(encoding="utf-8"))["rapporti"]
    return {rapporto["istat"]: rapporto for rapporto in rapporti}


def aspetta(cosa) -> None:
    """Wait for something that will be; pytest's own limit is the only clock."""
    while not cosa():
        time.sleep(0.02)


def righe(diario: Path) -> int:
    return diario.read_bytes().count(b"\n") if diario.is_file() else 0


def senza_tempi(cartella: Path) -> dict[str, list[str]]:
    return {file.name: uscite(file) for file in sorted(cartella.glob("*.ipynb"))}


@pytest.mark.parametrize("come", [signal.SIGKILL, signal.SIGINT])
def test_a_batch_that_is_stopped_goes_on_from_there(lotto, tmp_path, archivio_demo, come):
    r, via = tmp_path / "rapporti", tmp_path / "via"
    istat = list(archivio_demo.enti().index)
    # the second half waits for a sign that the stopped batch never gets
    aspettano = (
        f"import os, time\nwhile comune in {istat[3:]!r} and not os.path.exists({str(via)!r}):\n"
        "    time.sleep(0.05)"
    )
    file = quaderno(tmp_path, aspettano, "comune, anno")
    processo = lotto(file, "--modo", "freddo", "--posti", "2", start_new_session=True)
    aspetta(lambda: righe(r / "lotto.jsonl") == 3)
    processo.send_signal(come)
    codice, _, errori = esito(processo)
    if come == signal.SIGKILL:
        assert codice == -signal.SIGKILL
    else:
        assert codice == 130
        assert "Lotto interrotto: 3 rapporti scritti, 0 non riusciti; lo stesso comando riprende" in errori
        assert sorted(scritti(r)) == istat[:3]
        assert (r / "index.html").is_file()
    assert not list(r.glob("*.html.*"))
    assert len(list(r.glob("*.ipynb"))) == 3

    via.touch()
    codice, fuori, errori = esito(lotto(file, "--modo", "freddo"))
    assert (codice, errori) == (0, "")
    assert "6 rapporti scritti (di cui 3 già pronti), 0 non riusciti" in fuori
    assert sorted(scritti(r)) == istat
    attesi = {x["ipynb"]: [f"('{x['istat']}', {x['anno']})"] for x in scritti(r).values()}
    assert senza_tempi(r) == attesi
    assert not [file for file in r.iterdir() if file.name.startswith(".")]


def test_two_batches_in_one_folder_do_not_mix(lotto, tmp_path):
    via = tmp_path / "via"
    file = quaderno(
        tmp_path, f"import os, time\nwhile not os.path.exists({str(via)!r}):\n    time.sleep(0.05)"
    )
    primo = lotto(file, "--modo", "freddo", "--comuni", "901001")
    aspetta((tmp_path / "rapporti" / "lotto.json").is_file)
    codice, _, errori = esito(lotto(file, "--modo", "freddo"))
    assert (codice, errori.count("\n")) == (2, 1)
    assert "Un altro lotto sta scrivendo in" in errori
    via.touch()
    assert esito(primo)[0] == 0


def test_a_full_disk_stops_the_batch_in_a_sentence_and_it_goes_on_when_there_is_room(lotto, tmp_path):
    """The disk is full for this process: it may not write files longer than 300 KB."""
    file = quaderno(tmp_path, "'x' * (400_000 if comune == '901002' else 1)")

    def stretto() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    assert esito(lotto(file, "--comuni", "901001", "--modo", "freddo"))[0] == 0
    processo = lotto(file, "--modo", "freddo", "--posti", "1", preexec_fn=stretto)
    codice, _, errori = esito(processo)
    assert codice in {3, 4}
    assert "Non si può scrivere" in errori
    assert "Traceback" not in errori
    assert esito(lotto(file, "--modo", "freddo"))[0] == 0


def test_what_is_asked_wrong_is_one_sentence_each_and_exit_2(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = str(quaderno(tmp_path, "1"))
    (tmp_path / "un_file").write_text("x", encoding="utf-8")
    (tmp_path / "p.toml").write_text("soglia = 'alta'\nsogla = 1\n", encoding="utf-8")
    (tmp_path / "rotto.toml").write_text("soglia = ", encoding="utf-8")
    casi = {
        ("07_relazine",): "Forse «07_relazione»?",
        ("un_file",): "non è un notebook",
        (file, "--in", "un_file"): "è un file, non una cartella",
        (file, "-p", "soglia"): "«soglia» non è un parametro: scrivere -p nome=valore",
        (file, "-p", "sogla=1"): "Forse «soglia»?",
        (file, "-p", "soglia=alta"): "deve essere un numero",
        (file, "--parametri", "p.toml"): "«soglia» deve essere un numero",
        (file, "--parametri", "rotto.toml"): "non è un TOML corretto",
        (file, "--parametri", "assente.toml"): "non si legge",
        (file, "--formati", "doc"): "Il formato «doc» non c'è",
        (file, "--posti", "0"): "maggiore di zero",
        (file, "--secondi", "-1"): "maggiore di zero",
        (file, "--modo", "tiepido"): "Il modo «tiepido» non c'è",
        (file, "--solo-falliti"): "serve una cartella dove un lotto è già passato",
        (file, "--comuni", ","): "serve almeno un comune",
        (file, "--comuni", "901001", "-p", "comune=901002"): "non con tutti e due",
        (file, "-p", "anno=78"): "L'anno «78» non è un anno",
    }
    for argomenti, frase in casi.items():
        risposta = CliRunner().invoke(app, ["lotto", *argomenti])
        assert (risposta.exit_code, risposta.stdout) == (2, ""), argomenti
        assert frase in risposta.stderr, argomenti
    assert not list(tmp_path.rglob("index.html"))


def test_the_codes_of_istat_keep_their_zero_and_the_outcome_is_the_exit_code(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = str(quaderno(tmp_path, "(comune, nota, soglia)", "1 / (comune != '901002')"))
    comune = CliRunner().invoke(app, ["lotto", file, "-p", "comune=078001"])
    assert comune.exit_code == 4
    assert "Il comune «078001» non è nell" in Path("rapporti/index.html").read_text(encoding="utf-8")
    argomenti = ["lotto", file, "--comuni", "901001,901002", "-p", "nota=007; import os", "-p", "soglia=1,5"]
    misto = CliRunner().invoke(app, [*argomenti, "--dettagli"])
    assert misto.exit_code == 3
    assert "1 rapporto scritto, 1 non riuscito: aprire «rapporti/index.html»" in misto.stdout
    assert uscite(next(Path("rapporti").glob("borgo-esempio-*.ipynb"))) == [
        "('901001', '007; import os', 1.5)",
        "1.0",
    ]
    avanzamento = misto.stderr.splitlines()
    assert len(avanzamento) == 2
    assert any("Borgo Esempio, 2025: scritto in " in riga for riga in avanzamento)
    assert any("non riuscito. Cella 4" in riga for riga in avanzamento)


def test_a_person_at_a_terminal_sees_who_is_done_and_the_help_says_the_exit_codes(tmp_path):
    file = quaderno(tmp_path, "1")
    padrone, schiavo = pty.openpty()
    processo = subprocess.Popen(
        [*COMANDO, str(file), "--comuni", "901001", "--in", str(tmp_path / "r"), "--modo", "freddo"],
        stdout=subprocess.PIPE,
        stderr=schiavo,
        env=os.environ | {"COLUMNS": "140", "TERM": "xterm"},
    )
    os.close(schiavo)
    visto = b""
    try:
        while pezzo := os.read(padrone, 4096):
            visto += pezzo
    except OSError:  # Linux says so when the other side has closed
        pass
    finally:
        os.close(padrone)
    processo.communicate()
    assert "1 scritti, 0 non riusciti" in visto.decode()
    assert "1/1" in visto.decode()
    aiuto = " ".join(CliRunner().invoke(app, ["lotto", "--help"], env={"COLUMNS": "200"}).stdout.split())
    assert "0 se tutti i rapporti sono scritti, 2 se la richiesta è sbagliata, 3 se alcuni" in aiuto
    assert "130 se è stato interrotto" in aiuto
