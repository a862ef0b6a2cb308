"""What runs on the other machine: it gets ready once, runs the items it is given, leaves their parcels."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from distributed import Status, Worker, WorkerPlugin, get_worker

from crescere_kit.batch import delivery, sameness
from crescere_kit.batch.delivery import Consegna
from crescere_kit.batch.execution import Esecutore, Letture, esecutore
from crescere_kit.batch.items import Voce
from crescere_kit.batch.outcome import Rapporto
from crescere_kit.batch.single import Lavoro
from crescere_kit.errors import ErroreSpiegato


class MacchinaInadatta(ErroreSpiegato):
    """This machine would not write the report that the others write."""

    def __init__(self, frase: str, macchina: str = ""):
        super().__init__(frase, macchina)  # both, so that it can be sent from one machine to another
        self.macchina = macchina

    def __str__(self) -> str:
        return self.args[0]


@dataclass(frozen=True)
class Incarico:
    """What every machine is told once: the job, where parcels go, and what it must have equal."""

    lavoro: Lavoro
    consegna: Consegna
    kit: str
    archivio: str  # what the register of the archive must say


class Fatto(NamedTuple):
    """What goes back: the report's fate, and the parcel that holds its files."""

    rapporto: Rapporto
    pacco: str


class Postazione(WorkerPlugin):
    """One batch on one worker process: a private folder, the archive, an executor for all its threads."""

    def __init__(self, incarico: Incarico):
        self._incarico = incarico

    def setup(self, worker: Worker) -> None:
        """Be quick: a worker gives no sign of life until this returns; the rest is for the first item."""
        self._worker, self._io, self._chiusa = worker, worker.address, False
        self._lucchetto = Lock()
        self._pronta: Future[tuple[Lavoro, Esecutore]] | None = None
        self._privata = Path(tempfile.mkdtemp(prefix="lotto-", dir=worker.local_directory))

    async def teardown(self, worker: Worker) -> None:
        """Leave nothing behind: children, server, copies."""
        await asyncio.to_thread(self._chiudi)

    def esegui(self, voce: Voce) -> Fatto:
        """Run an item in a folder of its own and leave the parcel before telling anybody."""
        try:
            lavoro, esecutore = self._preparata()
            with tempfile.TemporaryDirectory(dir=self._privata) as qui:
                cartella = Path(qui) / "rapporto"
                cartella.mkdir()
                rapporto = replace(lavoro, cartella=str(cartella)).esegui(voce, esecutore)
                if self._chiusa:  # killed with its machine: it did not fail, it was not done
                    raise MacchinaInadatta("È stata fermata.")
                if rapporto.interrompe:  # its own disk, not the folder of the batch: others can do it
                    raise MacchinaInadatta(rapporto.errore)
                pacco = self._incarico.consegna.porta(cartella)
        except (ErroreSpiegato, OSError) as errore:
            if not self._chiusa:
                self._in_pausa()
            raise MacchinaInadatta(f"La macchina {self._io} non può lavorare. {errore}", self._io) from None
        nome = self._worker.name  # the one its owner gave it; otherwise dask makes one that says nothing
        propria = isinstance(nome, str) and "://" not in nome
        return Fatto(replace(rapporto, macchina=nome) if propria else rapporto, pacco)

    def _preparata(self) -> tuple[Lavoro, Esecutore]:
        """Get ready once for all threads; a failure is remembered too."""
        with self._lucchetto:
            if self._pronta is None:
                self._pronta = Future()
                try:
                    self._pronta.set_result(self._prepara())
                except Exception as errore:
                    self._pronta.set_exception(errore)
        return self._pronta.result()

    def _prepara(self) -> tuple[Lavoro, Esecutore]:
        qui = sameness.programma()
        if qui != self._incarico.kit:
            raise MacchinaInadatta(
                f"Ha Crescere {qui}, chi ha avviato il lotto {self._incarico.kit}: aggiornarla e riavviarla."
            )
        lavoro = self._incarico.lavoro
        self._incarico.consegna.controlla()
        dati = delivery.prendi(str(lavoro.archivio), self._privata)
        if sameness.impronta_archivio(dati) != self._incarico.archivio:
            raise MacchinaInadatta(
                f"L'archivio «{lavoro.archivio}» qui non c'è, o non è quello di chi ha avviato il lotto:"
                " montare la stessa cartella, o indicare con --dati-macchine un indirizzo che tutte leggono."
            )
        return replace(lavoro, archivio=str(dati)), esecutore(lavoro.modo, Letture(str(dati)))

    def _in_pausa(self) -> None:
        """Take no more items while this batch lasts: who fails at once would otherwise be given them all."""
        self._worker.loop.add_callback(setattr, self._worker, "status", Status.paused)

    def _chiudi(self) -> None:
        self._chiusa = True
        with self._lucchetto:
            pronta, self._pronta = self._pronta, Future()
            self._pronta.set_exception(MacchinaInadatta("È stata fermata."))
        if pronta is not None and pronta.exception() is None:
            pronta.result()[1].chiudi()
        shutil.rmtree(self._privata, ignore_errors=True)
        if self._worker.status == Status.paused:
            self._worker.loop.add_callback(setattr, self._worker, "status", Status.running)


def esegui(postazione: str, voce: Voce) -> Fatto:
    """Run one item on the worker that was given it."""
    pronta = get_worker().plugins.get(postazione)
    if not isinstance(pronta, Postazione):
        io = get_worker().address
        raise MacchinaInadatta(f"La macchina {io} non ha ricevuto il lotto.", io)
    return pronta.esegui(voce)
