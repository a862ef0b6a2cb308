"""Notebooks that come from others and mean harm, or only go wrong: each alone pays."""

import os
import stat

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from crescere_kit.prefork import Prefork, confinement
from crescere_kit.prefork.notebook import CALLS, run
from crescere_kit.prefork.runs import MIB, Limits, Place

pytestmark = pytest.mark.skipif(not confinement.available(), reason="this kernel has no Landlock")
LIMITS = Limits(seconds=5, seconds_per_cell=3, memory=512 * MIB, output=2 * MIB, folder=4 * MIB)

# What the code tries, and what must be read in the notebook afterwards.
HOSTILE = {
    "while True: pass": "non è finita in 3 secondi",
    "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True:\n    try:\n        while True: pass\n"
    "    except BaseException: pass": "non è finita in 3 secondi",
    "x = bytearray(50_000_000_000)": "MemoryError",
    "pieno = []\nwhile True: pieno.append(bytearray(10_000_000))": "MemoryError",
    "import os\nwhile True: os.fork()": "PermissionError",
    "import multiprocessing\n[multiprocessing.Process(target=print).start() for _ in range(9)]": "PermissionError",
    "import subprocess\nsubprocess.Popen('sleep 1000 & sleep 1000', shell=True)": "PermissionError",
    "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(99,)).start()": "start new thread",
    "open({outside!r} + '/nuovo', 'w')": "PermissionError",
    "import shutil\nshutil.rmtree({outside!r})": "PermissionError",
    "import os\nos.symlink({outside!r}, 'qui')\nopen('qui/nuovo', 'w')": "PermissionError",
    "import os\nos.link({outside!r} + '/dati', 'qui')": "Error",
    "open({outside!r} + '/dati').read()": "PermissionError",
    "open('/etc/shadow').read()": "PermissionError",
    "import os\nos.kill(os.getppid(), 9)": "PermissionError",
    "import os\nos.killpg(os.getpgid(os.getppid()), 9)": "PermissionError",
    "import os\nos.kill(-1, 9)": "PermissionError",
    "while True: print('x' * 10_000)": "più di 2 MB di risultati",
    "print('x' * 1_000_000_000)": "Error",
    "import os\nwhile True: os.write(1, b'x' * 100_000)": "File too large",
    "import os\nwhile True: os.write(3, b'x' * 100_000)": "più di 2 MB di risultati",
    "from IPython.display import display, HTML\nwhile True: display(HTML('<p>' * 1000))": "più di 2 MB di risultati",
    "f = open('grande', 'wb')\nwhile True: f.write(b'0' * 1_000_000)": "File too large",
    "n = 0\nwhile True:\n    n += 1\n    open(f'f{{n}}', 'wb').write(b'0' * 1_000_000)": "più di 4 MB nella sua cartella",
    "import socket\nsocket.create_connection(('127.0.0.1', 22))": "PermissionError",
    "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:1/')": "not permitted",
    "import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))": "Error",
    "import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()": "Interrotto",
    "import os\nfor fd in range(3, 200):\n    try: os.close(fd)\n    except OSError: pass\nwhile True: pass": "secondi",
}


@pytest.fixture(scope="module")
def warm():
    prefork = Prefork(["crescere_kit.prefork.shell"], CALLS)
    yield prefork
    prefork.close()


@pytest.mark.parametrize("source", HOSTILE)
def test_it_is_stopped_says_why_and_harms_nobody(warm, tmp_path, source):
    (tmp_path / "dati").write_text("di un altro")
    parent = warm.start().process.pid
    cells = [new_code_cell("'prima'"), new_code_cell(source.format(outside=str(tmp_path)))]
    notebook = new_notebook(cells=cells)
    outcome = run(warm, notebook, Place({"PATH": os.environ["PATH"]}), LIMITS)

    assert outcome.failed == 1
    said = "".join(f"{o.get('ename', '')} {o.get('evalue', '')}" for o in notebook.cells[1].outputs)
    assert HOSTILE[source] in said
    assert notebook.cells[0].outputs[0]["data"]["text/plain"] == "'prima'"
    assert [place.name for place in tmp_path.iterdir()] == ["dati"]
    assert (tmp_path / "dati").read_text() == "di un altro"
    assert stat.S_IMODE((tmp_path / "dati").stat().st_mode) & 0o111 == 0
    assert warm.start().process.pid == parent
    assert run(warm, new_notebook(cells=[new_code_cell("1")]), Place({})).well
