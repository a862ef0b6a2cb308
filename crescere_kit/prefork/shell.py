"""The child's side of a notebook: an IPython shell with no kernel, which tells each output as it comes.

What it says on the journal are Jupyter's own messages, so whoever listens needs no second grammar.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import json
import os
import sys
import time
from collections.abc import Sequence
from typing import Any, NoReturn

import comm
from ipykernel.jsonutil import encode_images, json_clean
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Any as AnyTrait
from traitlets.config import Config

JOURNAL = 3  # the descriptor on which the child writes, and its owner reads
NEEDS_KERNEL = 75
MANY = 1 << 30
FIRST_CELLS = (
    "import pandas\nfrom IPython.display import HTML\ndisplay(HTML('<p>'), pandas.DataFrame({'a': [1]}))\n{}",
    "import os\n1 / 0",
)
FLUSH_BYTES, FLUSH_SECONDS = 4096, 0.2


class TooMuchOutput(RuntimeError):
    """A notebook that writes without end."""


class Journal:
    """Lines of JSON to the owner: what began, what came out, what ended."""

    def __init__(self, fd: int, most: int):
        self._fd, self._left = fd, most
        self.cell = 0

    def tell(self, at: str, **what: Any) -> None:
        """Write one line; past the limit nothing is written and the cell fails."""
        line = json.dumps({"at": at, "cell": self.cell, **what}, default=str).encode() + b"\n"
        self._left -= len(line)
        if self.full and at == "message":
            raise TooMuchOutput("Il notebook ha scritto più di quanto è permesso: ridurre ciò che stampa.")
        while line:
            line = line[os.write(self._fd, line) :]

    @property
    def full(self) -> bool:
        """Whether the cells have written all they may."""
        return self._left < 0

    def message(self, kind: str, content: dict[str, Any]) -> None:
        """Tell a message of the Jupyter protocol."""
        self.tell("message", kind=kind, content=json_clean(content))


class Stream(io.TextIOBase):
    """stdout or stderr of the cells, in the order in which things are written."""

    encoding, errors = "utf-8", "strict"

    def __init__(self, journal: Journal, name: str, fd: int):
        self._journal, self.name, self._fd = journal, name, fd
        self._text: list[str] = []
        self._size, self._told = 0, time.monotonic()
        self.buffer = Bytes(self)

    def write(self, text: str) -> int:
        """Keep the text until it is worth a message."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._text.append(text)
        self._size += len(text)
        if self._size > FLUSH_BYTES or time.monotonic() - self._told > FLUSH_SECONDS:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Tell what was kept."""
        text, self._text, self._size = "".join(self._text), [], 0
        self._told = time.monotonic()
        if text:
            self._journal.message("stream", {"name": self.name, "text": text})

    def writable(self) -> bool:
        """Always."""
        return True

    def fileno(self) -> int:
        """What programs and libraries of C write on."""
        return self._fd


class Bytes(io.RawIOBase):
    """Where who has bytes writes them."""

    def __init__(self, stream: Stream):
        self._stream = stream

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """Write bytes as text."""
        self._stream.write(bytes(data).decode("utf-8", "replace"))
        return len(data)


class Below:
    """What was written on descriptors 1 and 2 without passing through Python."""

    def __init__(self, journal: Journal, fd: int = 1):
        self._journal, self._fd, self._seen = journal, fd, 0

    def tell(self) -> None:
        """Tell what is new in the file behind the descriptor."""
        size = os.fstat(self._fd).st_size
        if size > self._seen:
            data = os.pread(self._fd, size - self._seen, self._seen)
            self._seen = size
            self._journal.message("stream", {"name": "stdout", "text": data.decode("utf-8", "replace")})


class Publisher(DisplayPublisher):
    """Tells what `display` shows."""

    journal = AnyTrait()

    def publish(self, data, metadata=None, *, transient=None, update=False, **_) -> None:
        """Tell a display, or a change of one."""
        _flush()
        kind = "update_display_data" if update else "display_data"
        content = {"data": encode_images(data), "metadata": metadata or {}, "transient": transient or {}}
        self.journal.message(kind, content)

    def clear_output(self, wait=False) -> None:
        """Tell that what was shown goes."""
        _flush()
        self.journal.message("clear_output", {"wait": wait})


class Result(DisplayHook):
    """Tells the value of the last line of a cell."""

    journal = AnyTrait()

    def write_output_prompt(self) -> None:
        """Nothing: the number travels with the value."""

    def write_format_data(self, format_dict, md_dict=None) -> None:
        """Tell the value in all its forms."""
        _flush()
        content = {"data": encode_images(format_dict), "metadata": md_dict or {}}
        self.journal.message("execute_result", content | {"execution_count": self.prompt_count})

    def finish_displayhook(self) -> None:
        """Nothing to end: there is no line to break."""
        self._is_active = False


class Shell(InteractiveShell):
    """IPython without a terminal and without a kernel."""

    journal = AnyTrait()

    def init_display_pub(self) -> None:
        """Show through the journal."""
        self.display_pub = Publisher(parent=self, shell=self, journal=self.journal)

    def init_displayhook(self) -> None:
        """Answer through the journal."""
        super().init_displayhook()
        self.displayhook = Result(parent=self, shell=self, journal=self.journal, cache_size=self.cache_size)
        self.display_trap.hook = self.displayhook

    def init_io(self) -> None:
        """The streams are already in place."""

    def init_ipython_dir(self, ipython_dir) -> None:
        """Nobody's settings: a report is the same wherever it runs."""

    def init_profile_dir(self, profile_dir) -> None:
        """Nobody's settings, and no folder to prepare."""

    def enable_gui(self, gui=None) -> None:
        """There is no window."""

    def _showtraceback(self, etype, evalue, stb) -> None:
        _flush()
        self.journal.message("error", {"ename": str(etype.__name__), "evalue": str(evalue), "traceback": stb})


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def ready() -> None:
    """In the parent: make the shell and let it show a value and an error: no child pays for the first."""
    with open(os.devnull, "wb") as nowhere:
        shell = _shell(Journal(nowhere.fileno(), MANY))
        kept = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = Stream(shell.journal, "stdout", 1), Stream(shell.journal, "stderr", 2)
        for source in FIRST_CELLS:
            shell.run_cell(source)
        sys.stdout, sys.stderr = kept
    shell.reset(new_session=True)


def run(cells: Sequence[dict[str, Any]], most: int) -> int:
    """Run the cells in order until one fails. cells: {index, source, may_fail}; most: bytes of output."""
    before = set(sys.modules)
    journal = Journal(JOURNAL, most)
    shell = _shell(journal)
    _close_other_ways(journal)
    sys.stdout, sys.stderr = Stream(journal, "stdout", 1), Stream(journal, "stderr", 2)
    sys.path.insert(0, "")
    below = Below(journal)
    for cell in cells:
        journal.cell = cell["index"]
        journal.tell("start", time=time.time())
        failed = _run_cell(shell, cell["source"], below)
        journal.tell("end", time=time.time(), failed=failed)
        if failed and not cell["may_fail"]:
            return 1
    journal.tell("done", modules=_needed(before))
    return 0


def _run_cell(shell: Shell, source: str, below: Below) -> bool:
    shell.journal.message("execute_input", {"execution_count": shell.execution_count})
    result = shell.run_cell(source, store_history=True)
    with contextlib.suppress(TooMuchOutput):
        _flush()
        below.tell()
    if shell.journal.full:
        shell.journal.tell("too_much")
    return shell.journal.full or not result.success


def _shell(journal: Journal) -> Shell:
    """Return the one shell of this process, speaking on this journal."""
    settings = Config({"HistoryAccessor": {"enabled": False, "hist_file": ":memory:"}})
    shell = Shell.instance(journal=journal, config=settings)
    for part in (shell, shell.display_pub, shell.displayhook):
        part.journal = journal
    return shell


def _close_other_ways(journal: Journal) -> None:
    """Nobody answers a question here, and widgets want a kernel."""

    def ask(*_args: object) -> NoReturn:
        raise StdinNotImplementedError("Il notebook chiede di scrivere, ma qui nessuno può rispondere.")

    def no_widgets(*_args: object, **_named: object) -> NoReturn:
        journal.tell("needs_kernel")
        os._exit(NEEDS_KERNEL)

    builtins.input = ask
    comm.create_comm = no_widgets


def _needed(before: set[str]) -> list[str]:
    """Return the modules imported meanwhile, which a parent could have had ready."""
    return sorted(
        name
        for name, module in list(sys.modules.items())
        if name not in before and getattr(module, "__spec__", None) is not None and not name.startswith("_")
    )
