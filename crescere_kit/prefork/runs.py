"""What is said of a run: where it happens, what it may use, who watches, how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from nbformat import NotebookNode

from crescere_kit.prefork.owner import End

MIB = 1 << 20
STOPPED = "Interrotto"  # the name of the error in the cell where a run was stopped, or fell


@dataclass(frozen=True)
class Limits:
    """What one notebook may use. seconds, bytes; `folder` is what its own folder may hold."""

    seconds: float = 600
    seconds_per_cell: float = 300
    memory: int = 2048 * MIB
    output: int = 32 * MIB
    folder: int = 256 * MIB
    files: int = 256


@dataclass(frozen=True)
class Outcome:
    """How a run went. The notebook given to `run` holds the outputs; `failed` is the index of its bad cell.

    stopped: why the child was stopped or fell, in words; "" when it ended by itself.
    """

    end: End
    seconds: float
    failed: int | None = None
    stopped: str = ""
    fell: bool = False  # by a signal that was not ours: another try may go better
    modules: tuple[str, ...] = ()

    @property
    def well(self) -> bool:
        """Whether every cell ran."""
        return self.failed is None and not self.stopped


class Observer(Protocol):
    """Who wants to know when cells begin and end."""

    def cell_start(self, cell: NotebookNode, index: int) -> None: ...
    def cell_end(self, cell: NotebookNode, index: int, failed: bool) -> None: ...


class Nobody:
    """An observer that does not look."""

    def cell_start(self, cell: NotebookNode, index: int) -> None:
        """Nothing."""

    def cell_end(self, cell: NotebookNode, index: int, failed: bool) -> None:
        """Nothing."""


@dataclass(frozen=True)
class Place:
    """Where the notebook runs: its environment, what it may read, and whether the fence is closed."""

    env: Mapping[str, str]
    readable: tuple[str, ...] = ()
    fence: bool = True
    cwd: str | None = None  # None: a folder of its own, removed afterwards
