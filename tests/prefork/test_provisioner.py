"""Forked kernels, asked through jupyter_client as JupyterLab, Voilà and papermill do."""

import os
import signal
import time
from importlib.metadata import entry_points
from pathlib import Path

import nbformat
import papermill
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from nbformat.v4 import new_code_cell, new_notebook

from crescere_kit.prefork.provisioner import Forked, Provisioner

SPECS = str(Path(__file__).parents[2] / "templates" / "kernels")
pytestmark = pytest.mark.skipif(
    "crescere" not in entry_points(group="jupyter_client.kernel_provisioners").names,
    reason="the package is not installed: run `make`",
)


@pytest.fixture
def kernel(monkeypatch):
    """A started kernel and its client; all of it is gone afterwards."""
    manager = KernelManager(
        kernel_name="crescere", kernel_spec_manager=KernelSpecManager(kernel_dirs=[SPECS])
    )
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    yield manager, client
    client.stop_channels()
    if manager.has_kernel:
        manager.shutdown_kernel(now=True)


def answer(client, code):
    said = []
    reply = client.execute_interactive(code, timeout=60, output_hook=said.append, allow_stdin=False)
    shown = [message["content"] for message in said]
    texts = [c.get("text") or c.get("data", {}).get("text/plain") or c.get("ename") for c in shown]
    return reply["content"]["status"], next((text for text in texts if text), None)


def wait_until(what, seconds=20):
    deadline = time.monotonic() + seconds
    while not what() and time.monotonic() < deadline:
        time.sleep(0.05)
    return what()


def test_it_is_a_real_kernel_forked_from_a_warm_parent(kernel):
    manager, client = kernel
    assert isinstance(manager.provisioner, Provisioner)
    assert isinstance(manager.provisioner.process, Forked)
    assert (
        answer(client, "import sys\n'plotly.graph_objects' in sys.modules, __name__")[1]
        == "(True, '__main__')"
    )
    assert answer(client, "get_ipython().kernel.implementation")[1] == "'ipython'"
    assert answer(client, "import os\nos.getcwd()")[1] == repr(os.getcwd())
    assert answer(client, "!echo dalla shell")[1].strip() == "dalla shell"
    assert answer(client, "import plotly.io\nplotly.io.renderers.default")[1] == "'plotly_mimetype'"
    assert answer(client, "import ipywidgets\nipywidgets.IntSlider(3).value")[1] == "3"


def test_interrupt_restart_and_crash_are_seen_as_with_the_stock_kernel(kernel):
    manager, client = kernel
    client.execute("import time\nprint('comincia', flush=True)\ntime.sleep(100)")
    while client.get_iopub_msg(timeout=20)["msg_type"] != "stream":
        pass
    manager.interrupt_kernel()
    assert client.get_shell_msg(timeout=20)["content"]["ename"] == "KeyboardInterrupt"

    first = manager.provisioner.pid
    answer(client, "x = 1")
    manager.restart_kernel(now=True)
    client.wait_for_ready(timeout=60)
    assert manager.provisioner.pid != first
    assert answer(client, "x")[0] == "error"

    client.execute("import os\nos.kill(os.getpid(), 11)")
    assert wait_until(lambda: not manager.is_alive())
    assert manager.provisioner.process.poll() == -signal.SIGSEGV
    manager.restart_kernel(now=True)
    client.wait_for_ready(timeout=60)
    assert answer(client, "1 + 1")[1] == "2"

    manager.shutdown_kernel()
    assert not manager.is_alive()
    assert not Path(manager.connection_file).exists()


def test_a_kernel_takes_no_more_memory_than_it_may(kernel):
    manager, client = kernel
    manager.provisioner.memory = 512 << 20
    manager.restart_kernel(now=True)
    client.wait_for_ready(timeout=60)
    assert answer(client, "x = bytearray(1 << 30)") == ("error", "MemoryError")
    assert answer(client, "1 + 1")[1] == "2"


def test_where_nothing_can_be_forked_a_kernel_starts_as_always(kernel, monkeypatch):
    manager, client = kernel
    manager.provisioner.preload = ["non.esiste"]
    manager.restart_kernel(now=True)
    client.wait_for_ready(timeout=60)
    assert not isinstance(manager.provisioner.process, Forked)
    assert answer(client, "1 + 1")[1] == "2"


def test_papermill_runs_on_it_and_on_the_engine_with_equal_outputs(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", str(Path(SPECS).parent))
    source = new_notebook(
        cells=[
            new_code_cell("comune: str = ''", metadata={"tags": ["parameters"]}),
            new_code_cell("print(comune)\ncomune"),
            new_code_cell("len(comune)"),
        ],
        metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}},
    )
    nbformat.write(source, tmp_path / "prova.ipynb")
    runs = {"freddo": {}, "kernel": {"kernel_name": "crescere"}, "caldo": {"engine_name": "crescere"}}
    told = {}
    for name, how in runs.items():
        done = papermill.execute_notebook(
            tmp_path / "prova.ipynb",
            tmp_path / f"{name}.ipynb",
            {"comune": "078001"},
            progress_bar=False,
            **how,
        )
        told[name] = [
            (cell.execution_count, cell.outputs, cell.metadata.papermill.status) for cell in done.cells
        ]
    assert told["kernel"] == told["freddo"]
    assert told["caldo"] == told["freddo"]
    assert told["caldo"][2][1][0]["text"] == "078001\n"


def test_the_engine_passes_a_notebook_with_widgets_to_a_kernel(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", str(Path(SPECS).parent))
    source = new_notebook(
        cells=[new_code_cell("import ipywidgets\nipywidgets.IntSlider(4)")],
        metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}},
    )
    nbformat.write(source, tmp_path / "prova.ipynb")
    done = papermill.execute_notebook(
        tmp_path / "prova.ipynb", tmp_path / "fatto.ipynb", engine_name="crescere", progress_bar=False
    )
    assert "application/vnd.jupyter.widget-view+json" in done.cells[0].outputs[0]["data"]
    assert "widgets" in done.metadata


def test_the_engine_says_which_cell_failed_as_papermill_does(tmp_path):
    source = new_notebook(
        cells=[new_code_cell("1"), new_code_cell("1 / 0"), new_code_cell("2")],
        metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}},
    )
    nbformat.write(source, tmp_path / "prova.ipynb")
    with pytest.raises(papermill.PapermillExecutionError) as error:
        papermill.execute_notebook(
            tmp_path / "prova.ipynb", tmp_path / "fatto.ipynb", engine_name="crescere", progress_bar=False
        )
    assert (error.value.cell_index, error.value.ename) == (1, "ZeroDivisionError")
    saved = nbformat.read(tmp_path / "fatto.ipynb", as_version=4)
    statuses = [cell.metadata.papermill.status for cell in saved.cells if "papermill" in cell.metadata]
    assert statuses == ["completed", "failed", "pending"]
