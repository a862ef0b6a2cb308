"""The two programs that stay on: the scheduler where machines meet, and the machine that works for it."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from contextlib import suppress

import dask
import psutil
from distributed import Nanny, Scheduler

from crescere_kit.batch.scheduler import CADUTA, RETE, Indirizzo, in_silenzio, pazienza, perche

MEGABYTE_PER_POSTO = 2048  # what a report may use, if who starts the batch says nothing else
_LAVORO = "crescere_kit.batch.remote"
_RIPROVA = 2.0  # seconds between two tries of reaching the scheduler
_PAGINE = "127.0.0.1:0"  # dask wants a page server: none of it leaves this machine


def posti() -> int:
    """How many reports this machine can hold: a core each, and their memory must fit together."""
    memoria = psutil.virtual_memory().total // 2**20
    return max(1, min(len(os.sched_getaffinity(0)), memoria // MEGABYTE_PER_POSTO))


async def centrale(dove: Indirizzo, silenzio: float, annuncia: Callable[[str], None]) -> None:
    """Be the scheduler until somebody stops it; a machine that is silent for so many seconds is lost."""
    protocollo, ospite, porta = dove.parti
    fine = _fine_chiesta()
    with in_silenzio(), dask.config.set(RETE | pazienza(silenzio)):
        async with Scheduler(
            protocol=protocollo,
            host=ospite,
            port=porta,
            security=dove.sicurezza(),
            dashboard=False,
            dashboard_address=_PAGINE,
        ):
            annuncia(f"Il centro dei lotti risponde a «{dove.testo}». Si ferma con Ctrl-C.")
            await fine.wait()


async def macchina(dove: Indirizzo, nome: str, quanti: int, annuncia: Callable[[str], None]) -> None:
    """Work for the scheduler until somebody stops it, coming back whenever the scheduler does."""
    fine, sicurezza = _fine_chiesta(), dove.sicurezza()
    with in_silenzio(), dask.config.set(RETE):
        while not fine.is_set():
            nanny = Nanny(
                dove.testo,
                name=nome,
                nthreads=quanti,
                security=sicurezza,
                memory_limit=0,  # it sees the worker alone, and the reports are its children
                death_timeout=60,
                preload=[_LAVORO],  # imported before it says hello: while it imports it gives no sign of life
                silence_logs=logging.CRITICAL,
                dashboard=False,
                dashboard_address=_PAGINE,
            )
            try:
                await _finche(
                    nanny, fine, lambda: annuncia(f"Al lavoro per «{dove.testo}» con {quanti} posti.")
                )
            except (*CADUTA, RuntimeError) as errore:  # dask says «failed to start», and its cause
                annuncia(f"«{dove.testo}» non risponde ({perche(errore)}): si riprova.")
            finally:
                with suppress(*CADUTA, RuntimeError):
                    await nanny.close(timeout=10)
            with suppress(TimeoutError):
                await asyncio.wait_for(fine.wait(), _RIPROVA)


async def _finche(nanny: Nanny, fine: asyncio.Event, pronta: Callable[[], None]) -> None:
    """Let a worker live until it ends by itself or the end is asked for."""
    attese = [asyncio.ensure_future(nanny), asyncio.ensure_future(fine.wait())]
    try:
        await asyncio.wait(attese, return_when=asyncio.FIRST_COMPLETED)
        if fine.is_set():
            return
        attese[0].result()
        pronta()
        attese.append(asyncio.ensure_future(nanny.finished()))
        await asyncio.wait(attese[1:], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for attesa in attese:
            attesa.cancel()


def _fine_chiesta() -> asyncio.Event:
    """An event that Ctrl-C and the system's «stop» set."""
    fine = asyncio.Event()
    for segnale in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(segnale, fine.set)
    return fine
