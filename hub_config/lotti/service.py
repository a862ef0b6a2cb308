"""The heart of the service: plans that fall due enter the queue, jobs leave it, a few at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine

from crescere_kit.errors import ErroreSpiegato
from hub_config import environment
from hub_config.lotti import address, connection, jobs, plans, publishing, running
from hub_config.lotti.database import Lavoro
from hub_config.lotti.notebooks import RELAZIONI
from hub_config.settings import Impostazioni

Esito = TypeVar("Esito")
OGNI = 5.0  # seconds between two looks at plans and queue
ATTESA = 1.0  # seconds before a database that did not answer is tried again
DIARIO = logging.getLogger("crescere.programmate")


def adesso() -> datetime:
    return datetime.now(UTC)


@dataclass
class Servizio:
    """One process of the service; two of them share a database without doing anything twice."""

    impostazioni: Impostazioni
    comuni: Mapping[str, str]  # slug and name of those that are served
    motore: Engine | None = None  # until its database answers, which may be on another machine
    chi: str = field(default_factory=jobs.io)
    in_corso: dict[int, asyncio.Task] = field(default_factory=dict)
    sveglia: asyncio.Event = field(default_factory=asyncio.Event)
    impedimento: str = ""  # why the database cannot be used, when it cannot

    async def vivi(self) -> None:
        """Go on until cancelled; then stop what is being done and leave it in the queue."""
        try:
            while True:
                try:
                    self.motore = self.motore or connection.apri(address.di(self.impostazioni))
                    self.giro()
                    self._annota("")
                except ErroreSpiegato as errore:
                    self._annota(str(errore))
                except connection.NON_RISPONDE as errore:
                    self._annota(connection.perche(self.motore.url, errore))
                except Exception:
                    DIARIO.exception("Un giro della coda non è riuscito: si riprova.")
                self.sveglia.clear()
                try:
                    await asyncio.wait_for(self.sveglia.wait(), OGNI)
                except TimeoutError:
                    continue
        finally:
            await self.ferma()

    def _annota(self, impedimento: str) -> None:
        """Say once in the journal that the database cannot be used, and once that it can again."""
        if impedimento != self.impedimento:
            DIARIO.warning("%s", impedimento or "La banca dati risponde di nuovo.")
        self.impedimento = impedimento

    def giro(self) -> None:
        """Look once: who died, what fell due, what can begin."""
        ora = adesso()
        miei = jobs.batti(self.motore, self.in_corso, self.chi, ora)
        for numero in self.in_corso.keys() - miei:
            self.in_corso[numero].cancel()  # somebody took us for dead: the job is theirs now
        running.orfani()
        jobs.abbandonati(self.motore, ora)
        plans.scaduti(self.motore, ora)
        while lavoro := jobs.prendi(self.motore, self.chi, self.impostazioni.relazioni_insieme, ora):
            self.in_corso[lavoro.id] = asyncio.create_task(self._svolgi(lavoro))

    async def ferma(self) -> None:
        compiti = list(self.in_corso.values())
        for compito in compiti:
            compito.cancel()
        await asyncio.gather(*compiti, return_exceptions=True)

    async def _svolgi(self, lavoro: Lavoro) -> None:
        comune, provvisorio = self.impostazioni.comune(lavoro.comune), publishing.in_lavorazione(lavoro.id)
        DIARIO.info("Comincia il lavoro %s: %s di %s.", lavoro.id, lavoro.notebook, lavoro.comune)
        try:
            await self._prova(lavoro, comune, provvisorio)
        except asyncio.CancelledError:
            with suppress(*connection.NON_RISPONDE):  # then it is found abandoned
                jobs.rimetti(self.motore, lavoro)
            raise
        except Exception:
            DIARIO.exception("Il lavoro %s non è riuscito.", lavoro.id)
            motivo = "Un errore di Crescere ha impedito di prepararla: le ragioni sono nel diario dell'hub."
            await self._scrivi(jobs.fallisci, lavoro, motivo, adesso(), ripetibile=True)
        finally:
            publishing.togli(comune, provvisorio)
            self.in_corso.pop(lavoro.id, None)
            self.sveglia.set()

    async def _prova(self, lavoro: Lavoro, comune: Path, provvisorio: str) -> None:
        motivo = self._inutile(lavoro, comune)
        if motivo:
            await self._scrivi(jobs.fallisci, lavoro, motivo, adesso(), ripetibile=False)
            return
        publishing.prepara(comune)
        publishing.togli(comune, provvisorio)
        destinazione = comune / publishing.CARTELLA / provvisorio
        fine = await running.esegui(
            running.comando(lavoro.notebook, lavoro.comune, destinazione),
            self.ambiente(lavoro.comune),
            comune / "casa",
            running.Limiti(
                self.impostazioni.minuti_per_relazione * 60, self.impostazioni.megabyte_per_relazione
            ),
        )
        await self._concludi(lavoro, comune, provvisorio, fine)

    def _inutile(self, lavoro: Lavoro, comune: Path) -> str:
        """Say why a job is not even begun: a row in the database alone makes nothing run."""
        if lavoro.comune not in self.comuni:
            return "Il comune non è più fra quelli attivi."
        if lavoro.notebook not in RELAZIONI:
            return "Questa relazione non è più fra quelle che si possono programmare."
        if not any((comune / "dati" / "conti").glob("*")):
            return (
                "Nell'archivio del comune non ci sono ancora conti: chiedere a chi amministra di caricarli."
            )
        return ""

    async def _scrivi(self, scrittura: Callable[..., Esito], *valori, **altri) -> Esito:
        """Write as soon as the database answers: a report that is ready is not lost for its restart."""
        while True:
            try:
                return scrittura(self.motore, *valori, **altri)
            except connection.NON_RISPONDE as errore:
                self._annota(connection.perche(self.motore.url, errore))
                await asyncio.sleep(ATTESA)

    def ambiente(self, slug: str) -> dict[str, str]:
        """The environment of the comune's own servers, and the home they have."""
        proprio = environment.del_comune(
            self.impostazioni.stato, slug, self.comuni[slug], self.impostazioni.minuti_inattivita_pagina
        )
        casa = str(self.impostazioni.comune(slug) / "casa")
        return {**proprio, "USER": slug, "HOME": casa, "SHELL": "/bin/bash"}

    async def _concludi(self, lavoro: Lavoro, comune: Path, provvisorio: str, fine: running.Fine) -> None:
        """Publish what came out, the failed notebook too, and say how it went."""
        if not await self._scrivi(jobs.batti, [lavoro.id], self.chi, adesso()):
            return
        if fine.motivo:
            DIARIO.warning("Lavoro %s: %s\n%s", lavoro.id, fine.motivo, fine.detto)
            motivo = fine.motivo.replace(f"{comune}/", "")  # where the server keeps its folders helps nobody
            await self._scrivi(jobs.fallisci, lavoro, motivo, adesso(), ripetibile=True)
            return
        uscito = publishing.contenuto(comune, provvisorio)
        cartella = publishing.nome(lavoro.id, lavoro.notebook, lavoro.previsto)
        publishing.pubblica(comune, provvisorio, cartella)
        if fine.codice == 0:
            await self._scrivi(jobs.concludi, lavoro, cartella, uscito.pagina, adesso())
        else:
            motivo = uscito.errore or "La relazione non è riuscita."
            await self._scrivi(jobs.fallisci, lavoro, motivo, adesso(), ripetibile=False, cartella=cartella)
        await self._fai_posto(lavoro, comune)

    async def _fai_posto(self, lavoro: Lavoro, comune: Path) -> None:
        presenti = await self._scrivi(jobs.pubblicati, lavoro.piano_id)
        if len(presenti) > 1 and presenti[0].id == lavoro.id:
            publishing.condividi(comune, presenti[0].cartella, presenti[1].cartella)
        vecchi = presenti[self.impostazioni.relazioni_conservate :]
        publishing.togli(comune, *(vecchio.cartella for vecchio in vecchi))
        await self._scrivi(jobs.dimentica, [vecchio.id for vecchio in vecchi])
