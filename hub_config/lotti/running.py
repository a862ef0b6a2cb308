"""One job as one process of the comune: its environment, its folder, its limits, and nothing left behind."""

from __future__ import annotations

import asyncio
import ctypes
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from hub_config.child import muori_col_padre

CRESCERE = str(Path(sys.executable).with_name("crescere"))
NON_RIUSCITI = 3  # the exit code of a batch that ran to its end, with reports that failed
MEGABYTE = 1024 * 1024
CODA = 4000  # bytes kept of what a job prints
MEGABYTE_PER_FILE = 256
OGNI = 1.0  # seconds between two looks at the memory
PAZIENZA = 5.0  # seconds between asking to stop and stopping
PR_SET_CHILD_SUBREAPER = 36  # of prctl(2)
DI_UN_ERRORE = ("Traceback (most recent call last)", "╰──")  # Python's own, and the frame of the command line
AVVIATI: set[int] = set()  # our own jobs, not what they leave behind


@dataclass(frozen=True)
class Limiti:
    secondi: float
    megabyte: int


@dataclass(frozen=True)
class Fine:
    """How a process ended; `motivo` is empty when it ended by itself and well."""

    codice: int | None
    detto: str
    motivo: str = ""


def comando(notebook: str, slug: str, cartella: Path) -> list[str]:
    return [CRESCERE, "lotto", notebook, "--comuni", slug, "--in", str(cartella)]


def raccogli_gli_orfani() -> None:
    """Become the parent of whatever a job leaves behind, so that it can be found and ended."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


async def esegui(argomenti: list[str], ambiente: Mapping[str, str], cartella: Path, limiti: Limiti) -> Fine:
    """Run to the end, or to a limit; when cancelled, the whole tree of the process is ended first."""
    processo = await asyncio.create_subprocess_exec(
        *argomenti,
        env=dict(ambiente),
        cwd=cartella,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_prepara(limiti),
    )
    AVVIATI.add(processo.pid)
    lettura = asyncio.create_task(_coda(processo.stdout))
    motivo = ""
    try:
        motivo = await _sorveglia(processo, limiti)
    finally:
        await asyncio.shield(_chiudi(processo))
        detto = await lettura
        AVVIATI.discard(processo.pid)
    return Fine(processo.returncode, detto, motivo or _del_codice(processo.returncode, detto))


def _prepara(limiti: Limiti) -> Callable[[], None]:
    """What the child does before it becomes the job: its limits, and an end with the service."""
    memoria = limiti.megabyte * MEGABYTE

    def prepara() -> None:
        muori_col_padre()
        os.nice(10)  # people who wait before a page come first
        os.umask(0o027)
        for risorsa, massimo in (
            (resource.RLIMIT_AS, 2 * memoria),  # of one process, counting what it only reserves
            (resource.RLIMIT_FSIZE, MEGABYTE_PER_FILE * MEGABYTE),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(risorsa, (massimo, massimo))

    return prepara


async def _sorveglia(processo: asyncio.subprocess.Process, limiti: Limiti) -> str:
    """Wait for the end, looking at the clock and at the memory of the whole tree."""
    ciclo = asyncio.get_running_loop()
    scadenza = ciclo.time() + limiti.secondi
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(processo.wait(), min(OGNI, max(0.0, scadenza - ciclo.time())))
            return ""
        if ciclo.time() >= scadenza:
            return f"Non è finita in {limiti.secondi / 60:.0f} minuti, il massimo per una relazione."
        if _memoria(processo.pid) > limiti.megabyte * MEGABYTE:
            return f"Ha chiesto più di {limiti.megabyte} MB di memoria, il massimo per una relazione."


def _memoria(pid: int) -> int:
    totale = 0
    for membro in _albero(pid):
        with suppress(psutil.Error):
            memoria = membro.memory_info()
            totale += memoria.rss - memoria.shared
    return totale


def _albero(pid: int) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        padre = psutil.Process(pid)
        return [padre, *padre.children(recursive=True)]
    return []


async def _chiudi(processo: asyncio.subprocess.Process) -> None:
    """Ask the job to stop, then end all of it: a kernel has a session of its own, a group would miss it."""
    albero = _albero(processo.pid) if processo.returncode is None else []
    if processo.returncode is None:
        processo.terminate()
        try:
            await asyncio.wait_for(processo.wait(), PAZIENZA)
        except TimeoutError:
            albero += _albero(processo.pid)
    for membro in albero:
        with suppress(psutil.NoSuchProcess):
            membro.kill()
    await processo.wait()
    with suppress(TimeoutError):  # one that waits for a disk dies when the disk answers
        await asyncio.wait_for(_finiti(albero), PAZIENZA)


async def _finiti(processi: list[psutil.Process]) -> None:
    """Wait until none can write any more: a killed process runs on for a moment."""
    while any(_corre(processo) for processo in processi):
        await asyncio.sleep(0.01)


def _corre(processo: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return processo.is_running() and processo.status() != psutil.STATUS_ZOMBIE
    return False


def orfani(da: float = 10.0) -> None:
    """End what a job that is over left to us; a job itself still has us as the one that started it."""
    for figlio in psutil.Process().children():
        if figlio.pid in AVVIATI or time.time() - figlio.create_time() < da:
            continue  # what has just begun may be a job that we do not know yet
        for membro in _albero(figlio.pid):
            with suppress(psutil.NoSuchProcess):
                membro.kill()
        with suppress(ChildProcessError):
            os.waitpid(figlio.pid, os.WNOHANG)


async def _coda(uscita: asyncio.StreamReader) -> str:
    """Keep the end of what is said, however much it is."""
    detto = b""
    while pezzo := await uscita.read(65536):
        detto = (detto + pezzo)[-CODA:]
    return detto.decode("utf-8", "replace").strip()


def _del_codice(codice: int | None, detto: str) -> str:
    if codice in (0, NON_RIUSCITI):
        return ""
    if codice is not None and codice < 0:
        nome = signal.Signals(-codice).name
        return f"Il calcolo è stato interrotto dal sistema ({nome}), forse perché non bastava la memoria."
    if any(segno in detto for segno in DI_UN_ERRORE):
        memoria = "La memoria non è bastata." if "MemoryError" in detto else ""
        return memoria or "Il programma si è fermato per un errore: le ragioni sono nel diario dell'hub."
    ultima = detto.splitlines()[-1].strip() if detto else ""
    return ultima[:400] or f"Il programma si è fermato con il codice {codice}."
