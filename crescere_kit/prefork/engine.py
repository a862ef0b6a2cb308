"""papermill's engine «crescere»: the notebook runs in a forked child, with parameters and metadata as always.

Found by its entry point: papermill imports this module, and not the other way round.
A notebook with widgets goes to a warm kernel; where no child can be forked, papermill goes on as always.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from papermill.engines import Engine, NBClientEngine, NotebookExecutionManager

from crescere_kit.prefork import notebook
from crescere_kit.prefork.owner import Prefork, Unavailable
from crescere_kit.prefork.runs import Limits, Place
from crescere_kit.prefork.watching import Cells

KERNEL = "crescere"
_parent = Prefork(notebook.PRELOAD, notebook.CALLS)


class PreforkEngine(Engine):
    """`papermill --engine crescere`."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        execution_timeout: float | None = None,
        readable: Sequence[str] | None = None,
        **kwargs: Any,
    ) -> None:
        """Run the notebook of the manager. readable: folders it may read; with them it is fenced in."""
        limits = Limits(seconds_per_cell=execution_timeout or Limits.seconds)
        fence, here = readable is not None, os.getcwd()
        place = Place(os.environ, tuple(readable or ()), fence, here)
        try:
            outcome = notebook.run(_parent, nb_man.nb, place, limits, Cells(nb_man))
            if outcome.stopped and outcome.failed is None:
                raise RuntimeError(f"Il notebook si è interrotto fra due celle: {outcome.stopped}.")
        except notebook.NeedsKernel:
            NBClientEngine.execute_managed_notebook(
                nb_man, KERNEL, execution_timeout=execution_timeout, **kwargs
            )
        except Unavailable:
            NBClientEngine.execute_managed_notebook(
                nb_man, kernel_name, execution_timeout=execution_timeout, **kwargs
            )
