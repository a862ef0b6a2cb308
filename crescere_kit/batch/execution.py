"""Run one notebook for one comune, and say in words which cell failed and why."""

from __future__ import annotations

import asyncio
import logging
import os
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Protocol

import nbformat
from jupyter_client import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NotebookExecutionManager

from crescere_kit.batch.failure import MORTO, racconta
from crescere_kit.batch.injection import con_parametri

_SPECIE = "python3"


@dataclass(frozen=True)
class Limiti:
    """What one report may use."""

    secondi: float = 600
    secondi_per_cella: float = 300
    megabyte: int = 2048
    megabyte_di_uscita: int = 32


@dataclass(frozen=True)
class Letture:
    """What a notebook finds around it: the archive of the accounts, and the folder where it starts."""

    archivio: str = ""  # that of this process, when empty
    cartella: str = ""  # to be read, not written; when empty, a folder of its own

    def ambiente(self) -> dict[str, str]:
        """Return what tells a process where the accounts are."""
        return {"CRESCERE_DATI": self.archivio} if self.archivio else {}


COME_QUI = Letture()


@dataclass(frozen=True)
class Eseguito:
    """How one run went; the notebook is always there, with the cells that ran and the error."""

    quaderno: nbformat.NotebookNode
    errore: str = ""  # a sentence («Cella 3 («…»): …»); empty when it went well
    ripetibile: bool = False  # the process died or was killed: a second try may succeed
    secondi: float = 0.0
    cpu: float | None = None
    memoria: int | None = None  # bytes, at the peak


class Esecutore(Protocol):
    """What runs notebooks; N slots are N threads that call the same one."""

    def esegui(
        self, quaderno: nbformat.NotebookNode, parametri: Mapping[str, object], limiti: Limiti
    ) -> Eseguito:
        """Run a copy of the notebook with these parameters; whatever fails is in what it returns."""
        ...

    def chiudi(self) -> None:
        """Kill what is running: each `esegui` under way returns, with its reason."""
        ...


def esecutore(modo: str = "caldo", letture: Letture = COME_QUI) -> Esecutore:
    """Return what runs notebooks: «caldo», «kernel», or «freddo» (stock papermill, a new kernel for each)."""
    if modo not in {"caldo", "kernel", "freddo"}:
        raise ValueError(modo)
    if modo == "caldo":
        from crescere_kit.batch.warm import EsecutoreCaldo  # which goes on as here where it cannot fork

        return EsecutoreCaldo(letture)
    return EsecutoreFreddo("crescere" if modo == "kernel" else _SPECIE, letture)


class EsecutoreFreddo:
    """Stock papermill: a new Python for each notebook."""

    def __init__(self, specie: str = _SPECIE, letture: Letture = COME_QUI) -> None:
        self._specie, self._letture = specie, letture
        self._nuclei: set[_Nucleo] = set()
        self._chiuso = False
        for nome in ("papermill", "traitlets"):
            logging.getLogger(nome).setLevel(logging.CRITICAL)

    def esegui(
        self, quaderno: nbformat.NotebookNode, parametri: Mapping[str, object], limiti: Limiti
    ) -> Eseguito:
        """Run a copy of the notebook in a kernel of its own."""
        inizio = time.monotonic()
        copia = con_parametri(quaderno, parametri)
        with tempfile.TemporaryDirectory(prefix="crescere-") as privata:
            # Sockets in a folder of this run alone: no port to race for, no other run in the same folder.
            nucleo = _Nucleo(kernel_name=self._specie, transport="ipc", ip=f"{privata}/k")
            nucleo.megabyte, nucleo.letture = limiti.megabyte, self._letture
            with self._vivo(nucleo), _sveglia(limiti.secondi, nucleo.uccidi) as scaduto:
                esito = _percorri(copia, nucleo, limiti)
        if scaduto.is_set():
            esito = Eseguito(copia, f"Il rapporto non è finito in {limiti.secondi:g} secondi.")
        return replace(esito, secondi=time.monotonic() - inizio)

    def chiudi(self) -> None:
        """Kill what is running."""
        self._chiuso = True
        for nucleo in list(self._nuclei):
            nucleo.uccidi()

    @contextmanager
    def _vivo(self, nucleo: _Nucleo) -> Iterator[None]:
        self._nuclei.add(nucleo)
        if self._chiuso:
            nucleo.uccidi()
        try:
            yield
        finally:
            self._nuclei.discard(nucleo)


class _Nucleo(AsyncKernelManager):
    """A kernel that another thread may kill, started or not yet."""

    megabyte = 2048
    letture = COME_QUI
    condannato = False

    async def _async_pre_start_kernel(self, **kw: object) -> tuple[list[str], dict[str, object]]:
        """What a kernel grumbles about when it is stopped is not for who waits for the reports."""
        kw |= {"env": {**(kw.get("env") or os.environ), **self.letture.ambiente()}}
        kw |= {"cwd": self.letture.cartella} if self.letture.cartella else {}
        comando, detto = await super()._async_pre_start_kernel(**kw)
        return comando, detto | {"stderr": subprocess.DEVNULL}

    pre_start_kernel = _async_pre_start_kernel

    async def _async_post_start_kernel(self, **kw: object) -> None:
        await super()._async_post_start_kernel(**kw)
        tetto = self.megabyte * 2**20
        resource.prlimit(self.provisioner.pid, resource.RLIMIT_DATA, (tetto, tetto))
        if self.condannato:
            self.uccidi()

    post_start_kernel = _async_post_start_kernel

    def uccidi(self) -> None:
        """Kill the process, now or as soon as it starts."""
        self.condannato = True
        processo = getattr(self.provisioner, "process", None)
        if processo is not None:
            processo.kill()


def _percorri(copia: nbformat.NotebookNode, nucleo: _Nucleo, limiti: Limiti) -> Eseguito:
    gestore = NotebookExecutionManager(copia, progress_bar=False)
    cliente = PapermillNotebookClient(
        gestore, km=nucleo, kernel_name=nucleo.kernel_name, timeout=int(limiti.secondi_per_cella) or 1
    )
    gestore.notebook_start()
    try:
        cliente.execute(cleanup_kc=True, stderr=subprocess.DEVNULL)  # its cells are heard otherwise
    except CellTimeoutError:
        return Eseguito(copia, f"Una cella non è finita in {limiti.secondi_per_cella:g} secondi.")
    except (DeadKernelError, RuntimeError, OSError):
        return Eseguito(copia, MORTO, ripetibile=True)
    finally:
        gestore.notebook_complete()
        _chiudi_giro()
    return Eseguito(copia, racconta(copia))


def _chiudi_giro() -> None:
    """Close the event loop that Jupyter makes for each thread and forgets; the main thread's is not ours."""
    if threading.current_thread() is not threading.main_thread():
        asyncio.get_event_loop_policy().get_event_loop().close()
        asyncio.set_event_loop(None)


@contextmanager
def _sveglia(secondi: float, azione: Callable[[], None]) -> Iterator[threading.Event]:
    """Call the action when the time is over; the event says whether it was."""
    scaduto = threading.Event()

    def suona() -> None:
        scaduto.set()
        azione()

    orologio = threading.Timer(secondi, suona)
    orologio.daemon = True
    orologio.start()
    try:
        yield scaduto
    finally:
        orologio.cancel()
