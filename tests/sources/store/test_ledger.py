"""Killed at any moment, or written by two at once, the archive is whole."""

import subprocess
import sys
import time

import pandas as pd
import pytest
from ufficiali import ARCHIVIO, ENTRATE, altro_comune, csv, entrata, zip_di

from crescere_kit.sources.store import Archivio, ledger

# The import of the command line, killed for good just before or just after the given step.
UCCISO = """
import os, signal, sys
from crescere_kit.sources.store import ledger
from crescere_kit.sources.store import Archivio

cartella, file, quando = sys.argv[1:]
passo, momento = quando.split()
vero = getattr(ledger, passo)

def fatale(*argomenti):
    if momento == "prima":
        os.kill(os.getpid(), signal.SIGKILL)
    vero(*argomenti)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(ledger, passo, fatale)
Archivio(cartella).importa([file])
"""
IMPORTA = """
import sys
from crescere_kit.sources.store import Archivio

Archivio(sys.argv[1]).importa([sys.argv[2]])
"""


def file(cartella, *righe):
    cartella.mkdir(exist_ok=True)
    return zip_di(cartella, {ENTRATE: csv(*righe)})


@pytest.mark.parametrize("quando", ["nuovo_file prima", "nuovo_file dopo", "scrivi prima"])
def test_killed_before_the_register_the_archive_is_that_of_before(tmp_path, quando):
    archivio = Archivio(tmp_path / "dati")
    archivio.importa([file(tmp_path, entrata())])
    prima = archivio.conti().tavola
    nuovo = file(tmp_path / "nuovo", entrata(Accertamenti="1.00"))
    ucciso = subprocess.run([sys.executable, "-c", UCCISO, archivio.cartella, nuovo, quando], check=False)
    assert ucciso.returncode == -9
    pd.testing.assert_frame_equal(archivio.conti().tavola, prima)
    archivio.importa([nuovo])
    assert archivio.conti().accertamenti("1").iloc[0] == 100
    assert not list(archivio.cartella.rglob("*.parziale"))


def test_killed_after_the_register_the_archive_is_the_new_one(tmp_path):
    archivio = Archivio(tmp_path / "dati")
    archivio.importa([file(tmp_path, entrata())])
    nuovo = file(tmp_path / "nuovo", entrata(Accertamenti="1.00"))
    subprocess.run([sys.executable, "-c", UCCISO, archivio.cartella, nuovo, "scrivi dopo"], check=False)
    assert archivio.conti().accertamenti("1").iloc[0] == 100


def test_two_imports_at_once_follow_each_other(tmp_path):
    cartella = tmp_path / "dati"
    primo, secondo = (file(tmp_path / nome, altro_comune(entrata(), nome)) for nome in ("1", "2"))
    processi = [
        subprocess.Popen([sys.executable, "-c", IMPORTA, cartella, percorso]) for percorso in (primo, secondo)
    ]
    assert [processo.wait(60) for processo in processi] == [0, 0]
    assert Archivio(cartella).enti().index.to_list() == ["901001", "901002"]
    assert len(Archivio(cartella).fonti()) == 2


def test_an_import_waits_for_who_holds_the_lock(tmp_path):
    cartella, percorso = tmp_path / "dati", file(tmp_path, entrata())
    with ledger.uno_alla_volta(cartella):
        processo = subprocess.Popen([sys.executable, "-c", IMPORTA, cartella, percorso])
        time.sleep(2.5)
        assert processo.poll() is None
        assert ledger.leggi(cartella).fonti == ()
    assert processo.wait(60) == 0
    assert ledger.leggi(cartella).fonti[0].nome == ARCHIVIO


def test_who_reads_while_it_changes_can_finish(tmp_path):
    archivio = Archivio(tmp_path / "dati")
    archivio.importa([file(tmp_path, entrata())])
    vecchio = ledger.leggi(archivio.cartella)
    archivio.importa([file(tmp_path / "nuovo", entrata(Accertamenti="1.00"))])
    assert all((archivio.cartella / percorso).is_file() for percorso in vecchio.percorsi())
