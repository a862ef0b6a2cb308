"""A bar for the person who waits; a log file or a pipe gets nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from crescere_kit.sources.download.attempt import Avanza


@contextmanager
def barra() -> Iterator[Avanza]:
    """Give the function that draws how far each archive is, on stderr when it is a terminal."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    colonne = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    compiti: dict[str, int] = {}
    with Progress(*colonne, console=Console(stderr=True)) as disegno:

        def avanza(nome: str, fatti: int, totale: int | None) -> None:
            if nome not in compiti:
                compiti[nome] = disegno.add_task(escape(nome))
            disegno.update(compiti[nome], completed=fatti, total=totale)

        yield avanza
