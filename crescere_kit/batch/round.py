"""One life of the connection to the scheduler: items given out, answers taken, faults told apart."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from queue import Empty, SimpleQueue

from distributed import Client, Future, KilledWorker

from crescere_kit.batch import remote
from crescere_kit.batch.items import Voce
from crescere_kit.batch.outcome import FALLITO, Rapporto
from crescere_kit.batch.remote import Fatto, MacchinaInadatta
from crescere_kit.batch.scheduler import CADUTA, CentroPerso, MacchineIrraggiungibili, perche

PROVE = 3  # how many times an item is given out when it is its own machine's process that ends
_SGUARDO = 1.0  # seconds of silence after which somebody is looked for


@dataclass
class Giro:
    """The items that remain, given out through one client."""

    client: Client
    postazione: str
    attesi: dict[int, Voce]  # loses an item when its answer is taken
    prove: dict[int, int]  # across lives: how many times an item was there when all its workers died
    attesa: float
    avvisa: Callable[[str], None]
    _finiti: SimpleQueue[int] = field(default_factory=SimpleQueue)
    _da_fare: deque[int] = field(default_factory=deque)
    _affidati: dict[int, Future] = field(default_factory=dict)
    _inadatte: dict[str, str] = field(default_factory=dict)  # what a machine said, by machine
    _guardato: float = float("-inf")
    _capienza: int = 1  # how many items are given out at once
    _vive: float = field(default_factory=time.monotonic)  # when a machine able to work was last seen

    def percorri(self) -> Iterator[Fatto]:
        """Yield the first answer of each item, until none remains or the scheduler is lost (CentroPerso)."""
        self._da_fare.extend(self.attesi)
        try:
            while self.attesi:
                indice = self._prossimo()
                fatto = self._raccogli(indice)
                if fatto is not None:
                    del self.attesi[indice]
                    yield fatto
        finally:
            self._disdici()

    def _prossimo(self) -> int:
        """Keep everybody busy until an answer comes."""
        while True:
            if time.monotonic() - self._guardato >= _SGUARDO:
                self._guarda()
                self._guardato = time.monotonic()
            self._rifornisci()
            with suppress(Empty):
                return self._finiti.get(timeout=_SGUARDO)

    def _rifornisci(self) -> None:
        """Give out a little more than can be run: a machine that comes late finds something to do."""
        quanti = min(self._capienza - len(self._affidati), len(self._da_fare))
        if quanti > 0:
            self._affida([self._da_fare.popleft() for _ in range(quanti)])

    def _affida(self, indici: Sequence[int]) -> None:
        giro = f"{self.postazione}-{time.monotonic_ns()}"  # never the key of an earlier try
        futuri = self.client.map(
            partial(remote.esegui, self.postazione),
            [self.attesi[indice] for indice in indici],
            key=[f"{giro}-{indice}" for indice in indici],
            pure=False,
        )
        for indice, futuro in zip(indici, futuri, strict=True):
            self._affidati[indice] = futuro
            futuro.add_done_callback(lambda _, indice=indice: self._finiti.put(indice))

    def _guarda(self) -> None:
        """See who is there. A silence is borne while somebody is at work, or may come to be."""
        try:
            tutte = self.client.sync(self.client.scheduler.ncores, callback_timeout=10)
            in_grado = self.client.sync(self.client.scheduler.ncores_running, callback_timeout=10)
        except CADUTA as errore:
            raise CentroPerso(perche(errore)) from errore
        adesso = time.monotonic()
        self._capienza = max(1, sum(in_grado.values()) + len(in_grado))
        if in_grado:
            self._vive = adesso
        elif tutte and set(tutte) <= set(self._inadatte):
            raise MacchineIrraggiungibili(" ".join(dict.fromkeys(self._inadatte.values())))
        elif adesso - self._vive > self.attesa:
            raise MacchineIrraggiungibili(
                f"Da {self.attesa:.0f} secondi nessuna macchina è al lavoro: avviarle con"
                " «crescere lotto-macchina»."
            )

    def _raccogli(self, indice: int) -> Fatto | None:
        """Take an answer; None when the item has been given out again."""
        futuro = self._affidati.pop(indice)
        if futuro.status in {"cancelled", "lost"}:
            raise CentroPerso("la connessione è caduta")
        try:
            return futuro.result(timeout=self.attesa)
        except MacchinaInadatta as errore:
            self._segna(errore)
        except KilledWorker as errore:
            return self._caduto(indice, str(errore.last_worker.address))
        except CADUTA as errore:
            raise CentroPerso(perche(errore)) from errore
        except Exception as errore:
            return self._fallito(indice, f"Errore del programma, {type(errore).__name__}: {errore}")
        self._da_fare.appendleft(indice)
        return None

    def _segna(self, errore: MacchinaInadatta) -> None:
        if errore.macchina not in self._inadatte:
            self._inadatte[errore.macchina] = str(errore)
            self.avvisa(str(errore))

    def _caduto(self, indice: int, macchina: str) -> Fatto | None:
        """Dask gave up: the process of every machine that had it died. Another item may be the cause."""
        self.prove[indice] = self.prove.get(indice, 0) + 1
        if self.prove[indice] >= PROVE:
            return self._fallito(
                indice, f"Il processo delle macchine si è interrotto ogni volta (l'ultima: {macchina})."
            )
        self._da_fare.appendleft(indice)
        return None

    def _fallito(self, indice: int, motivo: str) -> Fatto:
        voce = self.attesi[indice]
        chi = {nome: getattr(voce, nome) for nome in ("comune", "istat", "slug", "nome", "anno", "chiave")}
        return Fatto(Rapporto(**chi, stato=FALLITO, errore=motivo), "")

    def _disdici(self) -> None:
        """Take back what nobody will wait for."""
        if self._affidati and self.client.status == "running":
            with suppress(CancelledError, OSError, TimeoutError):
                self.client.cancel(list(self._affidati.values()), force=True)
        self._affidati.clear()
