"""papermill's own account of a run, kept while the cells run elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbformat import NotebookNode

if TYPE_CHECKING:
    from papermill.engines import NotebookExecutionManager


class Cells:
    """Tells papermill's manager what becomes of each cell."""

    def __init__(self, manager: NotebookExecutionManager):
        self.manager = manager

    def cell_start(self, cell: NotebookNode, index: int) -> None:
        """A cell begins."""
        self.manager.cell_start(cell, index)

    def cell_end(self, cell: NotebookNode, index: int, failed: bool) -> None:
        """A cell ended, well or badly."""
        if failed:
            self.manager.cell_exception(cell, cell_index=index)
        self.manager.cell_complete(cell, cell_index=index)
