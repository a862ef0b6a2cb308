"""Whether another machine would write the same report: same kit, same Python, same archive."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

_DATI = ("registro.json", "mappe/*")  # the register names every other file by its content
_KIT = Path(__file__).parents[1]
_SORGENTI = {".py", ".toml", ".csv", ".j2", ".css", ".js"}


@cache
def impronta_kit() -> str:
    """Return version and content of the kit and the line of Python, short enough for a sentence."""
    somma = hashlib.sha256()
    for file in sorted(f for f in _KIT.rglob("*") if f.suffix in _SORGENTI):
        _aggiungi(somma, file, _KIT)
    minore = ".".join(platform.python_version_tuple()[:2])
    return f"{version('crescere')} ({somma.hexdigest()[:8]}, Python {minore})"


def impronta_archivio(cartella: Path) -> str:
    """Return what the archive holds, told by its register."""
    somma = hashlib.sha256()
    for modello in _DATI:
        for file in sorted(cartella.glob(modello)):
            somma.update(
                f"{file.relative_to(cartella)}\0".encode() + hashlib.sha256(file.read_bytes()).digest()
            )
    return somma.hexdigest()[:16]


def _aggiungi(somma: hashlib._Hash, file: Path, radice: Path) -> None:
    somma.update(f"{file.relative_to(radice)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
