"""Whether another machine would write the same report: same kit, same Python, same archive."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path

from crescere_kit.batch.fingerprint import impronta_di, impronta_file
from crescere_kit.batch.lineage import impronta_programma


def impronta_kit() -> str:
    """Return version and content of the kit and the line of Python, short enough for a sentence."""
    minore = ".".join(platform.python_version_tuple()[:2])
    return f"{version('crescere')} ({impronta_programma()[:8]}, Python {minore})"


def impronta_archivio(cartella: Path) -> str:
    """Return what the archive holds: its register names every file of accounts by its content."""
    file = [cartella / "registro.json", *sorted(cartella.glob("mappe/*"))]
    return impronta_di([[str(uno.relative_to(cartella)), impronta_file(uno)] for uno in file])
