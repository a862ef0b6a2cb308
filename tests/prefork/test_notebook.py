"""Whole notebooks in forked children: the same outputs as a kernel's, and readable whatever happens."""

import os
import signal

import nbformat
import psutil
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from crescere_kit.prefork import Prefork
from crescere_kit.prefork.notebook import CALLS, NeedsKernel, run
from crescere_kit.prefork.runs import Limits, Place

HERE = Place({"PATH": os.environ["PATH"], "LANG": "C.UTF-8"})

# What notebooks do, each shown in its own way by a kernel.
CELLS = [
    "1 + 1",
    "print('uno')\nprint('due')\n3",
    "import sys\nsys.stderr.write('attenzione\\n');",
    "import pandas as pd\npd.DataFrame({'voce': ['entrate', 'spese'], 'euro': [1.5, None]})",
    "from IPython.display import HTML, clear_output, display\ndisplay(HTML('<b>sì</b>'), {'a': 1})",
    "mano = display('prima', display_id='a')",
    "mano.update('dopo')",
    "print('si cancella')\nclear_output()\nprint('resta')",
    "print('si cancella')\nclear_output(wait=True)\ndisplay('resta')",
    "await __import__('asyncio').sleep(0)",
    "_, _1, Out[1], In[1]",
    "import plotly.graph_objects as go\ngo.Figure(go.Bar(x=['a'], y=[1]))",
    "%time 5",
    "def f():\n    return __name__\nf()",
    "f'{1 / 3:.3f}'",
    "None",
    "'x' * 5;",
    "import threading\nfilo = threading.Thread(target=print, args=('dal filo',))\nfilo.start()\nfilo.join()",
    "import pyarrow as pa\npa.array([1, 2, 3]).sum().as_py()",
    "from IPython.display import Image\nImage(data=bytes.fromhex('89504e470d0a1a0a'), format='png')",
    "1 / 0",
]


@pytest.fixture(scope="module")
def warm():
    prefork = Prefork(["crescere_kit.prefork.shell", "plotly.graph_objects"], CALLS)
    yield prefork
    prefork.close()


def written(*sources, **metadata):
    return new_notebook(cells=[new_code_cell(source, metadata=metadata) for source in sources])


def as_told(notebook):
    """The outputs without what differs from run to run: times and addresses."""
    told = []
    for cell in notebook.cells:
        outputs = [dict(output) for output in cell.outputs]
        for output in outputs:
            output.pop("traceback", None)
            if output.get("name") == "stdout" and "time:" in output["text"]:
                output["text"] = "(tempi)"
        told.append((cell.execution_count, outputs))
    return told


def test_every_output_is_the_one_a_kernel_gives(warm):
    ours, theirs = written(*CELLS), written(*CELLS)
    outcome = run(warm, ours, HERE)
    NotebookClient(theirs, kernel_name="python3", allow_errors=True).execute()
    for source, mine, his in zip(CELLS, as_told(ours), as_told(theirs), strict=True):
        assert mine == his, source
    assert outcome.failed == len(CELLS) - 1
    assert ours.cells[-1].outputs[0]["ename"] == "ZeroDivisionError"
    nbformat.validate(ours)


def test_cells_that_may_fail_or_are_to_be_skipped(warm):
    notebook = written("1 / 0", "'dopo'")
    notebook.cells[0].metadata["tags"] = ["raises-exception"]
    notebook.cells += [
        new_markdown_cell("# titolo"),
        new_code_cell("1 / 0", metadata={"tags": ["skip-execution"]}),
    ]
    notebook.cells.append(new_code_cell("  \n"))
    outcome = run(warm, notebook, HERE)
    assert outcome.well
    assert notebook.cells[1].outputs[0]["data"]["text/plain"] == "'dopo'"
    assert notebook.cells[3].execution_count is None


def test_nothing_of_a_notebook_is_left_for_the_next(warm):
    run(
        warm,
        written("import os, pandas\nx = 1\nos.environ['X'] = '1'\npandas.set_option('display.width', 33)"),
        HERE,
    )
    notebook = written(
        "import os, pandas\n'x' in globals(), 'X' in os.environ, pandas.get_option('display.width')"
    )
    run(warm, notebook, HERE)
    assert notebook.cells[0].outputs[0]["data"]["text/plain"] == "(False, False, 80)"


FALLS = {
    "import os\nprint('detto prima', flush=True)\nos.kill(os.getpid(), 11)": "SIGSEGV",
    "import ctypes\nctypes.string_at(0)": "SIGSEGV",
    "print('detto prima', flush=True)\n__import__('os')._exit(0)": "si è chiuso da solo (esito 0)",
    "import os\nos.close(3)\nimport time\ntime.sleep(60)": "non è finito in 2 secondi",
    "import os\nos.write(3, b'{}\\n')\nimport time\ntime.sleep(60)": "dove scrive solo il programma",
    "import os\nos.write(3, b'[1]\\nniente\\n')\nimport time\ntime.sleep(60)": "scrive solo il programma",
}


@pytest.mark.parametrize("source", FALLS)
def test_a_notebook_that_falls_is_readable_up_to_where_it_fell(warm, source):
    notebook = written("'fatta'", source, "'mai'")
    outcome = run(warm, notebook, HERE, Limits(seconds=2))
    assert FALLS[source] in outcome.stopped
    assert not outcome.well
    assert notebook.cells[0].outputs[0]["data"]["text/plain"] == "'fatta'"
    assert notebook.cells[1].outputs[-1]["evalue"] == outcome.stopped
    if "detto prima" in source:
        assert notebook.cells[1].outputs[0]["text"] == "detto prima\n"
    assert notebook.cells[2].outputs == []
    nbformat.validate(notebook)


def test_a_notebook_with_widgets_asks_for_a_kernel(warm):
    with pytest.raises(NeedsKernel):
        run(warm, written("import ipywidgets\nipywidgets.IntSlider()"), HERE)


def test_a_question_nobody_can_answer_is_an_error_of_its_cell(warm):
    notebook = written("input('Comune? ')")
    assert run(warm, notebook, HERE).failed == 0
    assert notebook.cells[0].outputs[0]["ename"] == "StdinNotImplementedError"


def test_the_end_says_what_the_run_cost(warm):
    outcome = run(warm, written("x = bytearray(200_000_000)\nsum(range(10**6));"), HERE)
    assert outcome.end.code == 0
    assert outcome.end.memory > 200_000_000
    assert 0.01 < outcome.end.cpu < 10


def test_a_child_killed_from_outside_says_so(warm):
    notebook = written("import time\ntime.sleep(60)")

    class Killer:
        def cell_start(self, cell, index):
            for child in psutil.Process(warm.start().process.pid).children():
                child.send_signal(signal.SIGKILL)

        def cell_end(self, cell, index, failed):
            assert failed

    outcome = run(warm, notebook, HERE, observer=Killer())
    assert "è stato ucciso" in outcome.stopped
