"""What a report depends on besides its own accounts: the program, and the archive."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

from crescere_kit.batch.assets import modelli
from crescere_kit.batch.fingerprint import impronta_di, impronta_file

_KIT = Path(__file__).parents[1]
_DEL_PROGRAMMA = {".py", ".toml", ".csv", ".j2", ".css", ".js"}


@cache
def impronta_programma() -> str:
    """Return the SHA-256 of kit, templates and line of Python: a rule that changed makes another report."""
    somma = hashlib.sha256(f"{version('crescere')} {_python()}".encode())
    for radice in (_KIT, modelli()):
        for file in sorted(file for file in radice.rglob("*") if file.suffix in _DEL_PROGRAMMA):
            somma.update(str(file.relative_to(radice)).encode() + b"\0" + file.read_bytes())
    return somma.hexdigest()


def programma() -> str:
    """Return the same in a few characters, for a sentence that has to name it."""
    return f"{version('crescere')} ({impronta_programma()[:8]}, Python {_python()})"


def impronta_archivio(cartella: Path) -> str:
    """Return what the archive holds: its register names every file of accounts by its content."""
    file = [cartella / "registro.json", *sorted(cartella.glob("mappe/*"))]
    return impronta_di([[str(uno.relative_to(cartella)), impronta_file(uno)] for uno in file])


def _python() -> str:
    return ".".join(platform.python_version_tuple()[:2])
