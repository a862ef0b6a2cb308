"""A bar for the person who waits; a log file or a pipe gets nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


def con_avanzamento(comuni: Sequence[str]) -> Iterable[str]:
    """Give the comuni one by one, drawing the bar on stderr when it is a terminal."""
    return _con_barra(comuni) if sys.stderr.isatty() else comuni


def _con_barra(comuni: Sequence[str]) -> Iterator[str]:
    colonne = (TextColumn("Rapporti"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*colonne, console=Console(stderr=True)) as barra:
        yield from barra.track(comuni)
