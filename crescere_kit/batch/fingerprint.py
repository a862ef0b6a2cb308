"""The SHA-256 of data, and of a file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def impronta_di(dati: object) -> str:
    """Return the SHA-256 of plain data."""
    return hashlib.sha256(json.dumps(dati, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def impronta_file(file: Path) -> str:
    """Return the SHA-256 of a file, nothing when it is not there."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
