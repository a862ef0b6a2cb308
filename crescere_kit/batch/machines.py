"""Many machines: the items of a batch as tasks of a Dask scheduler, each report exactly once.

What Dask promises is «at least once»: it runs again what a dead worker was running, and what it had finished
and nobody had taken. Exactly once is made here: only the first answer for an item is taken, with its parcel.
"""

from __future__ import annotations

import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from distributed import Client

from crescere_kit.batch import sameness
from crescere_kit.batch.delivery import Consegna
from crescere_kit.batch.items import Voce
from crescere_kit.batch.outcome import Rapporto
from crescere_kit.batch.remote import Fatto, Incarico, MacchinaInadatta, Postazione
from crescere_kit.batch.round import Giro
from crescere_kit.batch.scheduler import CADUTA, CentroPerso, MacchineIrraggiungibili, lotti_finiti
from crescere_kit.batch.single import Lavoro

ATTESA = 120.0  # seconds without a scheduler, or without a machine, before giving up
_CADUTE_VANE = 20  # how many times the scheduler may fall without one report in between
_RESTI = (".consegna-*", ".ritiro-*")
_RESPIRO = 0.5  # seconds before trying again


@dataclass(frozen=True)
class Macchine:
    """Lanes on other machines. `collega` opens a client, again when the scheduler was lost."""

    collega: Callable[[], AbstractContextManager[Client]]
    dati: str = ""  # where machines find the archive, when it is not the folder of who starts the batch
    consegna: str = ""  # where they leave their parcels, when it is not in the folder of the batch
    attesa: float = ATTESA
    avvisa: Callable[[str], None] = lambda frase: None

    def percorri(self, lavoro: Lavoro, voci: Sequence[Voce]) -> Iterator[Rapporto]:
        """Give the items out and yield their reports as they come, each once and already in the folder."""
        consegna = Consegna(
            f"{self.consegna or Path(lavoro.cartella).resolve()}/.consegna-{uuid.uuid4().hex[:12]}"
        )
        incarico = Incarico(
            replace(lavoro, archivio=self.dati or str(Path(lavoro.archivio).resolve())),
            consegna,
            sameness.programma(),
            sameness.impronta_archivio(Path(lavoro.archivio)),
        )
        for resto in (r for modello in _RESTI for r in Path(lavoro.cartella).glob(modello)):
            shutil.rmtree(resto, ignore_errors=True)  # of a batch here that was killed: this one has its lock
        consegna.apri()
        try:
            for fatto in self._finche_restano(incarico, dict(enumerate(voci))):
                if fatto.pacco:
                    consegna.ritira(fatto.pacco, Path(lavoro.cartella))
                yield fatto.rapporto
        finally:
            with suppress(OSError):
                consegna.chiudi()

    def _finche_restano(self, incarico: Incarico, attesi: dict[int, Voce]) -> Iterator[Fatto]:
        """Go on after every fall of the scheduler, until it has been away, or falls in vain, for too long."""
        prove: dict[int, int] = {}
        visto, vane = time.monotonic(), 0
        while attesi:
            collegato, restavano = False, len(attesi)
            try:
                with self.collega() as client, _preparate(client, incarico) as postazione:
                    collegato = True
                    self.avvisa(_al_lavoro(client))
                    giro = Giro(client, postazione, attesi, prove, self.attesa, self.avvisa)
                    yield from giro.percorri()
            except CentroPerso as errore:
                if collegato:
                    visto, vane = time.monotonic(), 0 if len(attesi) < restavano else vane + 1
                if time.monotonic() - visto > self.attesa or vane >= _CADUTE_VANE:
                    raise MacchineIrraggiungibili(f"Il lotto si è fermato: {errore}.") from errore
                self.avvisa(f"Si riprova: {errore}.")
                time.sleep(_RESPIRO)


@contextmanager
def _preparate(client: Client, incarico: Incarico) -> Iterator[str]:
    """Tell every machine, present and to come, what the batch is; take it back at the end."""
    nome = f"lotto-{client.id}"
    try:
        _controlla_versioni(client)
        for vecchio in client.run_on_scheduler(lotti_finiti):
            client.unregister_worker_plugin(vecchio)
        client.register_plugin(Postazione(incarico), name=nome)
    except CADUTA as errore:
        raise CentroPerso(f"il centro dei lotti ha smesso di rispondere, {errore}") from errore
    try:
        yield nome
    finally:
        if client.status == "running":
            with suppress(*CADUTA, ValueError):
                client.unregister_worker_plugin(nome)


def _controlla_versioni(client: Client) -> None:
    """A machine with another kit could not even read the job: say which, before sending it."""
    qui = version("crescere")
    for macchina, sua in client.run(version, "crescere", on_error="return").items():
        if isinstance(sua, PackageNotFoundError):
            raise MacchinaInadatta(
                f"Sulla macchina {macchina} Crescere non è installato: installarlo.", macchina
            )
        if isinstance(sua, str) and sua != qui:
            raise MacchinaInadatta(
                f"La macchina {macchina} ha Crescere {sua}, qui c'è {qui}: aggiornarla e riavviarla.",
                macchina,
            )


def _al_lavoro(client: Client) -> str:
    posti = client.nthreads()
    return f"Macchine collegate: {len(posti)}, posti: {sum(posti.values())}."
