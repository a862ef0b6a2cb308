"""A version of a template of the comune, as the log tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ModelloCaricato:
    """What was uploaded: the hash of the file, the version it took and why that version."""

    codice: str
    versione: str
    sha256: str
    perche: str
    avvisi: int
    chi: str
    quando: datetime
