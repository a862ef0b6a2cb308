"""Where the Word templates of the acts are: in a checkout first, in the installed package otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

_RADICE = Path(__file__).resolve().parents[2]


def modelli() -> Path:
    """Return the folder of the templates that Crescere ships."""
    nel_sorgente = _RADICE / "templates" / "acts"
    return nel_sorgente if nel_sorgente.is_dir() else Path(sys.prefix) / "share" / "crescere" / "acts"
