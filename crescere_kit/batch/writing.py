"""Write a file whole or not at all: who opens the folder while a batch runs never finds half a report."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def scrivi(percorso: Path, contenuto: str | bytes) -> None:
    """Replace a file with this content in one move."""
    percorso.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        dir=percorso.parent, prefix=f".{percorso.name}.", delete=False
    ) as provvisorio:
        provvisorio.write(contenuto.encode() if isinstance(contenuto, str) else contenuto)
    _pubblica(Path(provvisorio.name), percorso)


def copia(origine: Path, percorso: Path) -> None:
    """Copy a file in one move."""
    percorso.parent.mkdir(parents=True, exist_ok=True)
    provvisorio = percorso.with_name(f".{percorso.name}.{os.getpid()}")
    shutil.copyfile(origine, provvisorio)
    _pubblica(provvisorio, percorso)


def _pubblica(provvisorio: Path, percorso: Path) -> None:
    provvisorio.chmod(0o644)
    provvisorio.replace(percorso)
