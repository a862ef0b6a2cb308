"""What a command prints: one JSON document, or tables for people."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table


def testata(fascicolo: Any) -> dict[str, Any]:
    """Return whose analysis a document is, and who made it when."""
    return {
        "comune": fascicolo.nome,
        "istat": fascicolo.istat,
        "anno": fascicolo.anno,
        "versione": version("crescere"),
        "calcolato": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def stampa_json(documento: Any) -> None:
    """Print one JSON document and nothing else."""
    json.dump(documento, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def tabella(titolo: str, colonne: list[str], righe: Any) -> None:
    """Print a table; what looks like markup is only text."""
    disegnata = Table(*colonne, title=titolo)
    for riga in righe:
        disegnata.add_row(*(escape(str(cella)) for cella in riga))
    Console().print(disegnata)
