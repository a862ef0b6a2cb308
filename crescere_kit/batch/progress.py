"""What the person who waits sees: a bar on a terminal, a line per report when asked, else nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from crescere_kit.batch.outcome import RIUSCITO, Rapporto
from crescere_kit.euro import numero


class Sguardo(Protocol):
    """Who watches a batch."""

    def su(self, quanti: int, corsie: object) -> AbstractContextManager[object]:
        """Watch a batch of so many items; `corsie.in_corso`, where it exists, says who is being done."""
        ...

    def fatto(self, rapporto: Rapporto) -> None:
        """Be told that an item is over."""
        ...

    def annuncia(self, frase: str) -> None:
        """Be told what is done when the items are over."""
        ...


class Muto:
    """Nobody watches: a pipe, a log, a service."""

    def su(self, quanti: int, corsie: object) -> AbstractContextManager[object]:
        """Show nothing."""
        return nullcontext()

    def fatto(self, rapporto: Rapporto) -> None:
        """Show nothing."""

    def annuncia(self, frase: str) -> None:
        """Show nothing."""


class Righe:
    """A plain line for each report, for a log or a screen reader."""

    def __init__(self) -> None:
        self._fatti = self._quanti = 0

    def su(self, quanti: int, corsie: object) -> AbstractContextManager[object]:
        """Count up to this."""
        self._quanti = quanti
        return nullcontext()

    def fatto(self, rapporto: Rapporto) -> None:
        """Write the line."""
        self._fatti += 1
        self.annuncia(f"{self._fatti}/{self._quanti} {riga(rapporto)}")

    def annuncia(self, frase: str) -> None:
        """Write a line."""
        print(frase, file=sys.stderr, flush=True)


class Barra:
    """A bar with who is being done, how many went well or not, and how long it will take."""

    def __init__(self) -> None:
        self._riusciti = self._falliti = 0
        self._barra: Progress | None = None
        self._in_corso: dict[int, str] = {}

    @contextmanager
    def su(self, quanti: int, corsie: object) -> Iterator[object]:
        """Draw the bar until the batch ends."""
        self._in_corso = getattr(corsie, "in_corso", {})
        colonne = (
            TextColumn("Rapporti"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
        )
        with Progress(*colonne, console=Console(stderr=True)) as self._barra:
            self._barra.add_task("", total=quanti)
            yield self._barra

    def fatto(self, rapporto: Rapporto) -> None:
        """Move the bar."""
        if rapporto.stato == RIUSCITO:
            self._riusciti += 1
        else:
            self._falliti += 1
        if self._barra:
            chi = ", ".join(list(self._in_corso.values())[:2])
            conti = f"{self._riusciti} scritti, {self._falliti} non riusciti"
            self._barra.update(self._barra.task_ids[0], advance=1, description=escape(f"{conti}. {chi}"))

    def annuncia(self, frase: str) -> None:
        """Write a line under the bar."""
        print(frase, file=sys.stderr, flush=True)


def riga(rapporto: Rapporto) -> str:
    """Say what became of one item."""
    chi = f"{rapporto.nome}, {rapporto.anno}" if rapporto.anno else rapporto.nome
    if rapporto.riusato:
        return f"{chi}: c'era già"
    if rapporto.stato == RIUSCITO:
        return f"{chi}: scritto in {numero(rapporto.secondi, 1)} s"
    return f"{chi}: non riuscito. {rapporto.errore}"


def scegli(dettagli: bool) -> Sguardo:
    """Return who watches a batch started from a terminal, or not from one."""
    if dettagli:
        return Righe()
    return Barra() if sys.stderr.isatty() else Muto()
