"""Batches over Dask, with a real scheduler and a real worker: one cluster, asked many questions."""

import hashlib
import os
import signal
from contextlib import nullcontext
from functools import partial

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from crescere_kit.batch import sameness, scheduler
from crescere_kit.batch.items import Voce
from crescere_kit.batch.machines import Macchine
from crescere_kit.batch.scheduler import IndirizzoRifiutato, MacchineIrraggiungibili, indirizzo
from crescere_kit.batch.single import Lavoro

SPECIE = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
CELLE = (
    new_code_cell("comune = ''\nanno = 0", metadata={"tags": ["parameters"]}),
    new_code_cell("import os\nos.environ['CRESCERE_DATI']"),
    new_code_cell("import time\ntime.sleep(0.3)\nassert comune != '000004', 'questo no'\ncomune"),
)
QUADERNO = nbformat.writes(new_notebook(cells=CELLE, metadata=SPECIE))


@pytest.fixture(scope="module")
def client():
    with scheduler.su_questa_macchina(2) as aperto:
        yield aperto


@pytest.fixture
def archivio(tmp_path):
    cartella = tmp_path / "dati"
    cartella.mkdir()
    (cartella / "registro.json").write_text('{"anni": {}}', encoding="utf-8")
    return cartella


def voci(quante):
    return [Voce(f"c{i}", f"{i:06}", f"c{i}", f"Comune {i}", 2024, f"chiave {i}") for i in range(quante)]


def lavoro(archivio, cartella):
    cartella.mkdir()
    return Lavoro(QUADERNO, str(archivio), str(cartella), formati=("ipynb",))


def test_a_worker_killed_in_the_middle_changes_nothing_of_what_is_written(client, archivio, tmp_path):
    frasi, rapporti = [], []
    altrove = tmp_path / "altrove"
    macchine = Macchine(
        lambda: nullcontext(client), f"file://{archivio}", f"file://{altrove}", avvisa=frasi.append
    )
    for rapporto in macchine.percorri(lavoro(archivio, tmp_path / "lotto"), voci(7)):
        rapporti.append(rapporto)
        file = tmp_path / "lotto" / rapporto.ipynb
        assert hashlib.sha256(file.read_bytes()).hexdigest() == rapporto.impronte[rapporto.ipynb]
        if len(rapporti) == 2:
            [processo] = client.run(os.getpid).values()
            os.kill(processo, signal.SIGKILL)

    assert sorted(r.istat for r in rapporti) == [f"{i:06}" for i in range(7)]
    assert [r.istat for r in rapporti if r.stato != "riuscito"] == ["000004"]
    fallito = next(r for r in rapporti if r.stato != "riuscito")
    assert "questo no" in fallito.errore
    assert sorted(f.name for f in (tmp_path / "lotto").glob("*.ipynb")) == [
        f"c{i}-2024.ipynb" for i in range(7)
    ]
    assert not [f for f in (tmp_path / "lotto").iterdir() if f.name.startswith(".")]
    assert list(altrove.iterdir()) == []
    assert frasi == ["Macchine collegate: 1, posti: 2."]

    letto = nbformat.read(tmp_path / "lotto" / "c1-2024.ipynb", as_version=4)
    testi = [uscita.data["text/plain"] for cella in letto.cells for uscita in cella.get("outputs", [])]
    assert testi[-1] == "'000001'"
    assert str(archivio) not in testi[0]  # each worker reads its own copy
    assert testi[0].endswith("archivio'")


def test_machines_that_would_write_something_else_are_told_in_words_and_work_again(
    client, archivio, tmp_path, monkeypatch
):
    pronto = lavoro(archivio, tmp_path / "lotto")
    (tmp_path / "lotto" / ".consegna-di-un-lotto-ucciso").mkdir()
    altro = tmp_path / "vecchio"
    altro.mkdir()
    with pytest.raises(
        MacchineIrraggiungibili, match=r"non può lavorare\. L'archivio «.*vecchio» qui non c'è"
    ):
        list(Macchine(lambda: nullcontext(client), str(altro)).percorri(pronto, voci(2)))
    with monkeypatch.context() as altra_versione:
        altra_versione.setattr(sameness, "programma", lambda: "9.9.9 (00000000, Python 3.11)")
        with pytest.raises(MacchineIrraggiungibili, match=r"chi ha avviato il lotto 9\.9\.9"):
            list(Macchine(lambda: nullcontext(client)).percorri(pronto, voci(2)))
    assert [r.stato for r in Macchine(lambda: nullcontext(client)).percorri(pronto, voci(2))] == [
        "riuscito",
        "riuscito",
    ]
    assert not [f for f in (tmp_path / "lotto").iterdir() if f.name.startswith(".")]


def test_who_stops_in_the_middle_leaves_nothing_on_the_machines(client, archivio, tmp_path):
    giro = Macchine(lambda: nullcontext(client)).percorri(lavoro(archivio, tmp_path / "lotto"), voci(30))
    next(giro)
    giro.close()
    rimasti = client.run_on_scheduler(lambda dask_scheduler: list(dask_scheduler.worker_plugins))
    assert [nome for nome in rimasti if nome.startswith("lotto-")] == []
    assert not [f for f in (tmp_path / "lotto").iterdir() if f.name.startswith(".")]


def test_a_scheduler_that_is_not_there_is_told_and_the_folder_stays_clean(archivio, tmp_path):
    frasi = []
    collega = partial(scheduler.cliente, indirizzo("tcp://127.0.0.1:9"), 0.3)
    with pytest.raises(MacchineIrraggiungibili, match=r"«tcp://127\.0\.0\.1:9» non risponde nessuno"):
        list(
            Macchine(collega, attesa=0.1, avvisa=frasi.append).percorri(
                lavoro(archivio, tmp_path / "lotto"), voci(1)
            )
        )
    assert list((tmp_path / "lotto").iterdir()) == []


@pytest.mark.parametrize(
    ("testo", "perche"),
    [
        ("10.0.0.1:8786", "non è l'indirizzo"),
        ("tls://10.0.0.1", "non è l'indirizzo"),
        ("http://10.0.0.1:80", "non è l'indirizzo"),
        ("tls://10.0.0.1:8786", "--certificati"),
        ("tcp://10.0.0.1:8786", "è in chiaro"),
        ("tcp://localhost.esempio.it:8786", "è in chiaro"),
    ],
)
def test_an_address_that_would_let_anybody_in_is_refused(testo, perche):
    with pytest.raises(IndirizzoRifiutato, match=perche):
        indirizzo(testo)


@pytest.mark.parametrize("testo", ["tcp://127.0.0.1:8786", "tcp://localhost:8786", "tcp://[::1]:8786"])
def test_this_machine_needs_no_certificates(testo):
    assert indirizzo(testo).sicurezza() is None


def test_a_closed_network_can_do_without_when_it_is_said():
    assert indirizzo("tcp://10.0.0.1:8786", senza_tls=True).parti == ("tcp", "10.0.0.1", 8786)
