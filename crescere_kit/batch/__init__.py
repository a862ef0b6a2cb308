"""Many reports from one notebook: a page per comune, an index, a manifest of what failed and why.

What is named here is imported when it is asked for: the programs that stay on for many machines live in this
package too, and would carry pandas and papermill about for nothing.
"""

from __future__ import annotations

from importlib import import_module

_DOVE = {
    "Esito": "outcome",
    "Interrotto": "running",
    "Limiti": "execution",
    "NotebookRifiutato": "lookup",
    "NotebookSconosciuto": "lookup",
    "ParametroRifiutato": "declared",
    "Rapporto": "outcome",
    "Scelte": "options",
    "Scritto": "declared",
    "esegui": "running",
}

__all__ = list(_DOVE)


def __getattr__(nome: str) -> object:
    if nome not in _DOVE:
        raise AttributeError(f"module {__name__!r} has no attribute {nome!r}")
    return getattr(import_module(f"{__name__}.{_DOVE[nome]}"), nome)
