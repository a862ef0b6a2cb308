"""The heart of the service: plans that fall due enter the queue, jobs leave it, a few at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from hub_config import environment
from hub_config.lotti import database, jobs, plans, publishing, running
from hub_config.lotti.database import Lavoro
from hub_config.settings import Impostazioni

OGNI = 5.0  # seconds between two looks at plans and queue
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

    async def vivi(self) -> None:
        """Go on until cancelled; then stop what is being done and leave it in the queue."""
        try:
            while True:
                try:
                    self.motore = self.motore or database.apri(self.impostazioni.banca_dati_delle_relazioni)
                    self.giro()
                except Exception:
                    DIARIO.exception("Un giro della coda non è riuscito: si riprova.")
                self.sveglia.clear()
                try:
                    await asyncio.wait_for(self.sveglia.wait(), OGNI)
                except TimeoutError:
                    continue
        finally:
            await self.ferma()

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
            jobs.rimetti(self.motore, lavoro)
            raise
        except Exception:
            DIARIO.exception("Il lavoro %s non è riuscito.", lavoro.id)
            motivo = "Un errore di Crescere ha impedito di prepararla: le ragioni sono nel diario dell'hub."
            jobs.fallisci(self.motore, lavoro, motivo, adesso(), ripetibile=True)
        finally:
            publishing.togli(comune, provvisorio)
            self.in_corso.pop(lavoro.id, None)
            self.sveglia.set()

    async def _prova(self, lavoro: Lavoro, comune: Path, provvisorio: str) -> None:
        if lavoro.comune not in self.comuni:
            motivo = "Il comune non è più fra quelli attivi."
            jobs.fallisci(self.motore, lavoro, motivo, adesso(), ripetibile=False)
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
        self._concludi(lavoro, comune, provvisorio, fine)

    def ambiente(self, slug: str) -> dict[str, str]:
        """The environment of the comune's own servers, and the home they have."""
        proprio = environment.del_comune(
            self.impostazioni.stato, slug, self.comuni[slug], self.impostazioni.minuti_inattivita_pagina
        )
        casa = str(self.impostazioni.comune(slug) / "casa")
        return {**proprio, "USER": slug, "HOME": casa, "SHELL": "/bin/bash"}

    def _concludi(self, lavoro: Lavoro, comune: Path, provvisorio: str, fine: running.Fine) -> None:
        """Publish what came out, the failed notebook too, and say how it went."""
        if not jobs.batti(self.motore, [lavoro.id], self.chi, adesso()):
            return
        if fine.motivo:
            DIARIO.warning("Lavoro %s: %s\n%s", lavoro.id, fine.motivo, fine.detto)
            jobs.fallisci(self.motore, lavoro, fine.motivo, adesso(), ripetibile=True)
            return
        uscito = publishing.contenuto(comune, provvisorio)
        cartella = publishing.nome(lavoro.id, lavoro.notebook, lavoro.previsto)
        publishing.pubblica(comune, provvisorio, cartella)
        if fine.codice == 0:
            jobs.concludi(self.motore, lavoro, cartella, uscito.pagina, adesso())
        else:
            motivo = uscito.errore or "La relazione non è riuscita."
            jobs.fallisci(self.motore, lavoro, motivo, adesso(), ripetibile=False, cartella=cartella)
        self._fai_posto(lavoro, comune)

    def _fai_posto(self, lavoro: Lavoro, comune: Path) -> None:
        presenti = jobs.pubblicati(self.motore, lavoro.piano_id)
        if len(presenti) > 1 and presenti[0].id == lavoro.id:
            publishing.condividi(comune, presenti[0].cartella, presenti[1].cartella)
        vecchi = presenti[self.impostazioni.relazioni_conservate :]
        publishing.togli(comune, *(vecchio.cartella for vecchio in vecchi))
        jobs.dimentica(self.motore, [vecchio.id for vecchio in vecchi])
