"""Real processes, small: what a job is told, what stops it, what is left of it."""

import asyncio
import os
import sys
from pathlib import Path

import psutil
import pytest

from hub_config.lotti import running
from hub_config.lotti.running import Fine, Limiti

LARGHI = Limiti(secondi=60, megabyte=1024)


def corri(codice: str, tmp_path: Path, limiti: Limiti = LARGHI, **ambiente: str) -> Fine:
    argomenti = [sys.executable, "-I", "-S", "-c", codice]
    return asyncio.run(running.esegui(argomenti, ambiente, tmp_path, limiti))


def test_a_job_knows_its_own_environment_and_nothing_of_the_service(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "segreto")
    fine = corri(
        "import os; print(sorted(set(os.environ) - {'LC_CTYPE'}), os.getcwd())", tmp_path, CRESCERE_COMUNE="b"
    )
    assert fine == Fine(0, f"['CRESCERE_COMUNE'] {tmp_path}")


def test_a_batch_with_a_failed_report_has_come_to_its_end(tmp_path):
    assert corri("raise SystemExit(3)", tmp_path).motivo == ""


@pytest.mark.parametrize(
    ("codice", "motivo"),
    [
        ("import sys; print('Mancano i file del browser.'); sys.exit(1)", "Mancano i file del browser."),
        ("raise SystemExit(2)", "Il programma si è fermato con il codice 2."),
        ("import os; os.kill(os.getpid(), 9)", "interrotto dal sistema (SIGKILL), forse"),
    ],
)
def test_a_job_that_stops_before_its_end_says_why(tmp_path, codice, motivo):
    assert motivo in corri(codice, tmp_path).motivo


def test_a_job_that_does_not_end_is_ended_with_all_that_it_started(tmp_path):
    """A child in a session of its own, deaf to SIGTERM, as a kernel may be."""
    codice = (
        "import subprocess, sys, signal, time\n"
        "figlio = subprocess.Popen([sys.executable, '-I', '-S', '-c',"
        " 'import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(600)'],"
        " start_new_session=True, stdout=subprocess.PIPE)\n"
        "figlio.stdout.readline(); print(figlio.pid, flush=True); time.sleep(600)"
    )
    fine = corri(codice, tmp_path, Limiti(secondi=2, megabyte=1024))
    assert "Non è finita in" in fine.motivo
    assert fine.detto.isdigit()
    assert not psutil.pid_exists(int(fine.detto)) or psutil.Process(int(fine.detto)).status() == "zombie"


def test_a_job_that_asks_for_too_much_memory_is_stopped(tmp_path):
    codice = "import time; pieno = b'x' * (300 * 1024 * 1024); time.sleep(600)"
    assert "più di 200 MB" in corri(codice, tmp_path, Limiti(secondi=60, megabyte=200)).motivo
    subito = corri("b'x' * (3 * 1024 ** 3)", tmp_path, Limiti(secondi=60, megabyte=1024))
    assert subito.motivo == "La memoria non è bastata."


def test_of_a_job_that_talks_without_end_only_the_end_is_kept(tmp_path):
    fine = corri("print('x' * 5_000_000); print('fine')", tmp_path)
    assert len(fine.detto) <= running.CODA
    assert fine.detto.endswith("fine")


def test_a_cancelled_job_leaves_nothing_running(tmp_path):
    async def interrotto() -> set[int]:
        argomenti = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(600)"]
        compito = asyncio.create_task(running.esegui(argomenti, {}, tmp_path, LARGHI))
        while not running.AVVIATI:
            await asyncio.sleep(0.01)
        [pid] = running.AVVIATI
        compito.cancel()
        with pytest.raises(asyncio.CancelledError):
            await compito
        assert not psutil.pid_exists(pid)
        return running.AVVIATI

    assert asyncio.run(interrotto()) == set()


def test_the_command_names_the_comune_and_a_delivered_notebook(tmp_path):
    argomenti = running.comando("07_relazione", "borgo-esempio", tmp_path)
    assert argomenti[1:] == ["lotto", "07_relazione", "--comuni", "borgo-esempio", "--in", str(tmp_path)]
    assert os.access(argomenti[0], os.X_OK)
