"""Run notebooks in children forked from a warm parent: as isolated as a new Python, and much cheaper."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Mapping

import nbformat
from papermill.engines import NotebookExecutionManager

from crescere_kit.batch.execution import COME_QUI, EsecutoreFreddo, Eseguito, Letture, Limiti
from crescere_kit.batch.failure import MORTO, racconta
from crescere_kit.batch.injection import con_parametri
from crescere_kit.prefork import Prefork, Unavailable
from crescere_kit.prefork.notebook import CALLS, PRELOAD, NeedsKernel, run
from crescere_kit.prefork.runs import MIB, Limits, Outcome, Place
from crescere_kit.prefork.watching import Cells

_DIARIO = logging.getLogger(__name__)
_AMBIENTE = ("PATH", "LANG", "LC_ALL", "TZ", "PYTHONPATH", "LD_LIBRARY_PATH", "CRESCERE_DATI")
SENZA_RECINTO = (
    "Questa macchina non sa chiudere i notebook in un recinto (serve Linux 5.13 con Landlock e libseccomp): "
    "eseguire solo notebook di cui ci si fida."
)


class EsecutoreCaldo:
    """One warm parent and as many children as there are notebooks under way."""

    def __init__(self, letture: Letture = COME_QUI) -> None:
        self._letture = letture
        self._genitore = Prefork(PRELOAD, CALLS)
        self._freddo = EsecutoreFreddo(letture=letture)
        self._kernel = EsecutoreFreddo("crescere", letture)
        self._imparato = threading.Lock()  # taken once, by the first notebook that ends well
        self._recinto: bool | None = None
        self._chiuso = False

    def esegui(
        self, quaderno: nbformat.NotebookNode, parametri: Mapping[str, object], limiti: Limiti
    ) -> Eseguito:
        """Run a copy of the notebook in a child; with widgets in a forked kernel; else as papermill does."""
        copia = con_parametri(quaderno, parametri)
        gestore = NotebookExecutionManager(copia, progress_bar=False)
        gestore.notebook_start()
        try:
            esito = run(self._genitore, copia, self._luogo(), _limiti(limiti), Cells(gestore))
        except NeedsKernel:
            return self._kernel.esegui(quaderno, parametri, limiti)
        except Unavailable as errore:
            if self._chiuso:
                return Eseguito(copia, MORTO, ripetibile=True)
            _DIARIO.warning("%s I rapporti partono nel modo consueto, più lento.", errore)
            return self._freddo.esegui(quaderno, parametri, limiti)
        gestore.notebook_complete()
        self._impara(esito)
        return _eseguito(copia, esito)

    def chiudi(self) -> None:
        """Kill what is running."""
        self._chiuso = True
        self._genitore.kill()
        for altro in (self._kernel, self._freddo):
            altro.chiudi()

    def _luogo(self) -> Place:
        """Where a report runs: it reads the accounts and Python, it writes in a folder of its own."""
        if self._recinto is None:
            self._recinto = self._genitore.start().fences
            if not self._recinto:
                _DIARIO.warning(SENZA_RECINTO)
        ambiente = {nome: os.environ[nome] for nome in _AMBIENTE if nome in os.environ}
        ambiente |= self._letture.ambiente()
        leggibili = tuple(filter(None, (ambiente.get("CRESCERE_DATI"), self._letture.cartella)))
        return Place(ambiente, leggibili, self._recinto, self._letture.cartella or None)

    def _impara(self, esito: Outcome) -> None:
        """Have the parent import what the first notebook needed besides: the others find it ready."""
        if esito.well and esito.modules and self._imparato.acquire(blocking=False):
            try:
                self._genitore.learn(esito.modules)
            except Unavailable as errore:
                _DIARIO.warning("%s", errore)


def _limiti(limiti: Limiti) -> Limits:
    return Limits(
        seconds=limiti.secondi,
        seconds_per_cell=limiti.secondi_per_cella,
        memory=limiti.megabyte * MIB,
        output=limiti.megabyte_di_uscita * MIB,
    )


def _eseguito(copia: nbformat.NotebookNode, esito: Outcome) -> Eseguito:
    """Say in words how it went; only a process that was killed or fell may do better a second time."""
    errore = racconta(copia)
    if not errore and not esito.well:
        errore = f"{MORTO} ({esito.stopped})"
    return Eseguito(copia, errore, esito.fell, esito.seconds, esito.end.cpu, esito.end.memory)
