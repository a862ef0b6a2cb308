"""Where the items of a batch run: on this machine, a few at a time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import nbformat

from crescere_kit.batch.execution import Esecutore, Eseguito, Letture, Limiti, esecutore
from crescere_kit.batch.items import Voce
from crescere_kit.batch.outcome import Rapporto
from crescere_kit.batch.single import Fermato, Lavoro


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
        turno = _Turno(esecutore(lavoro.modo, Letture(lavoro.archivio)), voci)
        fili = [
            threading.Thread(target=self._lavora, args=(posto, lavoro, turno), daemon=True)
            for posto in range(min(self.quante, len(voci)))
        ]
        for filo in fili:
            filo.start()
        try:
            for _ in voci:
                yield turno.finito()
        finally:
            turno.ferma()
            for filo in fili:
                filo.join()

    def _lavora(self, posto: int, lavoro: Lavoro, turno: _Turno) -> None:
        while (voce := turno.prossima()) is not None:
            self.in_corso[posto] = voce.nome
            try:
                turno.finiti.put(lavoro.esegui(voce, turno))
            except Exception as errore:  # told to who waits, who would wait for ever
                turno.finiti.put(errore)
            self.in_corso.pop(posto, None)


class _Turno:
    """What the slots share while they go through the items; it runs notebooks until it is stopped."""

    def __init__(self, esecutore: Esecutore, voci: Sequence[Voce]) -> None:
        self._esecutore, self._fermo = esecutore, threading.Event()
        self.finiti: queue.SimpleQueue[Rapporto | Exception] = queue.SimpleQueue()
        self._da_fare: queue.SimpleQueue[Voce] = queue.SimpleQueue()
        for voce in voci:
            self._da_fare.put(voce)

    def prossima(self) -> Voce | None:
        """Give the next item, until there are no more or the batch is stopped."""
        try:
            return None if self._fermo.is_set() else self._da_fare.get_nowait()
        except queue.Empty:
            return None

    def finito(self) -> Rapporto:
        """Wait for the next item that ends."""
        uno = self.finiti.get()
        if isinstance(uno, Exception):
            raise uno
        return uno

    def esegui(
        self, quaderno: nbformat.NotebookNode, parametri: Mapping[str, object], limiti: Limiti
    ) -> Eseguito:
        """Run a notebook; one that was killed to stop the batch is not taken for one that failed."""
        eseguito = self._esecutore.esegui(quaderno, parametri, limiti)
        if self._fermo.is_set():
            raise Fermato
        return eseguito

    def chiudi(self) -> None:
        """Kill what is running."""
        self._esecutore.chiudi()

    def ferma(self) -> None:
        """Give out no more items, and kill what is running."""
        self._fermo.set()
        self.chiudi()
