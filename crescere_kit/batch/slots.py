"""Where the items of a batch run: on this machine, a few at a time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from typing import Protocol

from crescere_kit.batch.execution import Esecutore, esecutore
from crescere_kit.batch.items import Voce
from crescere_kit.batch.outcome import Rapporto
from crescere_kit.batch.single import Lavoro


class Corsie(Protocol):
    """Where items run: the slots of this machine, or other machines."""

    def percorri(self, lavoro: Lavoro, voci: Sequence[Voce]) -> Iterator[Rapporto]:
        """Run every item and give what became of it, as they end, each exactly once.

        Closing the iterator before its end stops what is running.
        """
        ...


class Postazioni:
    """Slots of this machine: as many threads, each waiting for a process that computes."""

    def __init__(self, quante: int) -> None:
        self.quante = max(1, quante)
        self.in_corso: dict[int, str] = {}  # what each slot is doing, for who watches

    def percorri(self, lavoro: Lavoro, voci: Sequence[Voce]) -> Iterator[Rapporto]:
        """Run the items in their order, the next as soon as a slot is free."""
        turno = _Turno(lavoro, esecutore(lavoro.modo), voci)
        fili = [
            threading.Thread(target=self._lavora, args=(posto, turno), daemon=True)
            for posto in range(min(self.quante, len(voci)))
        ]
        for filo in fili:
            filo.start()
        try:
            for _ in voci:
                yield turno.finiti.get()
        finally:
            turno.fermo.set()
            turno.esecutore.chiudi()
            for filo in fili:
                filo.join()

    def _lavora(self, posto: int, turno: _Turno) -> None:
        while (voce := turno.prossima()) is not None:
            self.in_corso[posto] = voce.nome
            rapporto = turno.lavoro.esegui(voce, turno.esecutore)
            self.in_corso.pop(posto, None)
            if not turno.fermo.is_set():  # what was killed to stop the batch did not fail: it was not done
                turno.finiti.put(rapporto)


class _Turno:
    """What the slots share while they go through the items."""

    def __init__(self, lavoro: Lavoro, esecutore: Esecutore, voci: Sequence[Voce]) -> None:
        self.lavoro, self.esecutore = lavoro, esecutore
        self.fermo = threading.Event()
        self.finiti: queue.SimpleQueue[Rapporto] = queue.SimpleQueue()
        self._da_fare: queue.SimpleQueue[Voce] = queue.SimpleQueue()
        for voce in voci:
            self._da_fare.put(voce)

    def prossima(self) -> Voce | None:
        """Give the next item, until there are no more or the batch is stopped."""
        if self.fermo.is_set():
            return None
        try:
            return self._da_fare.get_nowait()
        except queue.Empty:
            return None
