"""A whole notebook in one forked child: started, heard, stopped when it takes too much, always readable.

The journal stays with the owner: whatever becomes of the child, the cells that ran are in the notebook.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_output

from crescere_kit.prefork.owner import Child, End, Prefork
from crescere_kit.prefork.runs import MIB, STOPPED, Limits, Nobody, Observer, Outcome, Place
from crescere_kit.prefork.shell import NEEDS_KERNEL

# What the parent of notebooks has ready: a shell too, which would be in the way of a kernel.
PRELOAD = ("crescere_kit.reports", "plotly.graph_objects", "crescere_kit.prefork.shell")
CALLS = ("crescere_kit.reports.warm:scalda", "crescere_kit.prefork.shell:ready")
JOB = "crescere_kit.prefork.shell:run"
LOOK_EVERY = 1.0  # seconds between two looks at the clock and at the folder
# How a kernel tells libraries to show figures.
AS_IN_A_KERNEL = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PLOTLY_RENDERER": "plotly_mimetype",
}
SKIP, MAY_FAIL = "skip-execution", "raises-exception"


class NeedsKernel(Exception):  # not an error: the notebook wants widgets, which want a kernel
    """The notebook opens a channel to the page: it must run in a real kernel."""


def run(
    prefork: Prefork,
    notebook: NotebookNode,
    place: Place,
    limits: Limits | None = None,
    observer: Observer | None = None,
) -> Outcome:
    """Run the notebook in a child; its outputs are put in place. Raises NeedsKernel, Unavailable."""
    limits = limits or Limits()
    folder = Path(tempfile.mkdtemp(prefix="crescere-"))
    try:
        return _Listener(notebook, limits, observer or Nobody(), folder).listen(prefork, place)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class _Listener:
    """The owner's side of one run."""

    notebook: NotebookNode
    limits: Limits
    observer: Observer
    folder: Path
    began: float = field(default_factory=time.monotonic)
    cell: int | None = None  # the one that is running
    cell_began: float = 0.0
    failed: int | None = None
    stopped: str = ""
    fell: bool = False
    modules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.client = NotebookClient(self.notebook, record_timing=False)
        self.client.reset_execution_trackers()
        self.client.clear_before_next_output = False
        for cell in self.notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None

    def listen(self, prefork: Prefork, place: Place) -> Outcome:
        """Start the child and follow it to its end."""
        reading, writing = os.pipe()
        below = os.memfd_create("below", os.MFD_CLOEXEC)
        nothing = os.open(os.devnull, os.O_RDONLY)
        try:
            child = self._start(prefork, place, [nothing, below, below, writing])
        finally:
            os.close(writing)
            os.close(nothing)
        try:
            for line in self._lines(reading, child):
                self._understand(line, child)
            end = self._end(child)
            self._say_what_broke(end, below)
        finally:
            child.close()
            os.close(reading)
            os.close(below)
        seconds = time.monotonic() - self.began
        return Outcome(end, seconds, self.failed, self.stopped, self.fell, self.modules)

    def _start(self, prefork: Prefork, place: Place, fds: list[int]) -> Child:
        cells = [
            {"index": index, "source": cell.source, "may_fail": MAY_FAIL in _tags(cell)}
            for index, cell in enumerate(self.notebook.cells)
            if cell.cell_type == "code" and cell.source.strip() and SKIP not in _tags(cell)
        ]
        own = {"HOME": str(self.folder), "TMPDIR": str(self.folder), "IPYTHONDIR": str(self.folder)}
        fence = {"writable": str(self.folder), "readable": list(place.readable)}
        return prefork.fork(
            JOB,
            {"cells": cells, "most": self.limits.output},
            env={**AS_IN_A_KERNEL, **place.env, **own},
            cwd=place.cwd or str(self.folder),
            fds=fds,
            limits=self._of_the_system(),
            confine=fence if place.fence else None,
        )

    def _of_the_system(self) -> dict[str, int]:
        limits = self.limits
        return {
            "memory": limits.memory,
            "cpu": int(limits.seconds) + 1,
            "file": max(limits.output, limits.folder),
            "files": limits.files,
        }

    def _lines(self, reading: int, child: Child) -> Iterator[bytes]:
        """Give the lines of the journal until it closes, looking at the clock when nothing comes."""
        poller = select.poll()
        poller.register(reading, select.POLLIN)
        rest, read = b"", 0
        while True:
            if not poller.poll(LOOK_EVERY * 1000):
                self._look(child)
                continue
            piece = os.read(reading, MIB)
            read += len(piece)
            if not piece:
                return
            *lines, rest = (rest + piece).split(b"\n") if b"\n" in piece else [rest + piece]
            yield from lines
            if read > 2 * self.limits.output + MIB:
                self._stop(child, _troppe_uscite(self.limits.output))
                return
            self._look(child)

    def _look(self, child: Child) -> None:
        """Stop a child that has taken too much time or too much room."""
        now, limits = time.monotonic(), self.limits
        if now - self.began > limits.seconds:
            self._stop(child, f"il notebook non è finito in {limits.seconds:g} secondi")
        elif self.cell is not None and now - self.cell_began > limits.seconds_per_cell:
            self._stop(child, f"la cella non è finita in {limits.seconds_per_cell:g} secondi")
        elif _size(self.folder) > limits.folder:
            self._stop(child, f"il notebook ha scritto più di {limits.folder // MIB} MB nella sua cartella")

    def _stop(self, child: Child, why: str) -> None:
        self.stopped = self.stopped or why
        child.signal(signal.SIGKILL)

    def _understand(self, line: bytes, child: Child) -> None:
        """Hear a line. Code of the notebook can write there too: when it does it badly it is stopped."""
        try:
            self._hear(json.loads(line))
        except (ValueError, LookupError, TypeError, AttributeError):
            self._stop(child, "il notebook ha scritto dove scrive solo il programma")

    def _hear(self, said: dict[str, Any]) -> None:
        index, cell = said["cell"], self.notebook.cells[said["cell"]]
        if said["at"] == "message":
            message = {"msg_type": said["kind"], "content": said["content"], "parent_header": {}}
            message["header"] = {"msg_type": said["kind"]}
            self.client.process_message(message, cell, index)
        elif said["at"] == "start":
            self.cell, self.cell_began = index, time.monotonic()
            self.client.clear_before_next_output = False
            self.observer.cell_start(cell, index)
        elif said["at"] == "end":
            self._cell_ended(cell, said["failed"])
        elif said["at"] == "too_much":
            self.stopped = _troppe_uscite(self.limits.output)
        elif said["at"] == "done":
            self.modules = tuple(said["modules"])

    def _cell_ended(self, cell: NotebookNode, failed: bool) -> None:
        index, self.cell = self.cell, None
        if failed and MAY_FAIL not in _tags(cell):
            self.failed = index
        self.observer.cell_end(cell, index, failed)

    def _end(self, child: Child) -> End:
        """Wait for the end of a child that has closed its journal; it may still have to be stopped."""
        while (end := child.wait(LOOK_EVERY)) is None:
            self._look(child)
        if end.code == NEEDS_KERNEL and not self.stopped and self.cell is not None:
            raise NeedsKernel
        return end

    def _say_what_broke(self, end: End, below: int) -> None:
        """A child that was stopped, or fell, says nothing: we say it for it, in the cell where it was."""
        if not self.stopped and (self.cell is not None or (self.failed is None and end.code)):
            self.stopped, self.fell = _come_e_finito(end), end.code < 0 and end.code != -signal.SIGXCPU
        if not self.stopped:
            return
        index, running = (self.failed, False) if self.cell is None else (self.cell, True)
        if index is None:
            return
        cell, self.failed = self.notebook.cells[index], index
        text = os.pread(below, 10_000, 0).decode("utf-8", "replace")
        if running and text and not any(text in output.get("text", "") for output in cell.outputs):
            cell.outputs.append(new_output("stream", name="stderr", text=text))
        said = [f"{STOPPED}: {self.stopped}"]
        cell.outputs.append(new_output("error", ename=STOPPED, evalue=self.stopped, traceback=said))
        if running:
            self.observer.cell_end(cell, index, True)


def _come_e_finito(end: End) -> str:
    if end.code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return "il processo di calcolo è stato ucciso, forse per la memoria o per il tempo"
    if end.code < 0:
        return f"il processo di calcolo è caduto (segnale {signal.Signals(-end.code).name})"
    return f"il processo di calcolo si è chiuso da solo (esito {end.code})"


def _troppe_uscite(most: int) -> str:
    return f"il notebook ha scritto più di {most // MIB} MB di risultati"


def _tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def _size(folder: Path) -> int:
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(place, name)).st_size  # asked every second
            except OSError:
                continue
    return total
