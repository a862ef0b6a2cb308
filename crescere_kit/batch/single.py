"""One report of a batch: run the notebook, write its files, or say why not."""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import nbformat

from crescere_kit.batch import outputs
from crescere_kit.batch.execution import Esecutore, Limiti
from crescere_kit.batch.items import Voce
from crescere_kit.batch.outcome import FALLITO, Rapporto
from crescere_kit.batch.writing import ScritturaImpossibile
from crescere_kit.errors import ErroreSpiegato


class Fermato(Exception):
    """The batch is being stopped: what was running did not fail, it was not done."""


@dataclass(frozen=True)
class Lavoro:
    """What is the same for every item of a batch. Plain data: it travels to other machines."""

    quaderno: str  # the notebook, as JSON
    archivio: str  # folder of the accounts, which whoever runs the job tells its executor
    cartella: str  # folder of the reports
    parametri: Mapping[str, object] = field(default_factory=dict)
    formati: tuple[str, ...] = ("html", "ipynb")
    limiti: Limiti = field(default_factory=Limiti)
    modo: str = "caldo"
    tentativi: int = 2
    singolo_file: bool = False

    def esegui(self, voce: Voce, esecutore: Esecutore) -> Rapporto:
        """Write the files of one report; whatever fails becomes its reason and stops nobody else.

        Doing it twice is doing it once: each file is written whole, under a name of the item alone.
        """
        inizio = time.monotonic()
        motivi: list[str] = []
        while True:
            esito, ripetibile = self._prova(voce, esecutore)
            if not ripetibile or len(motivi) + 1 >= self.tentativi:
                return _rapporto(voce, esito, motivi, inizio)
            motivi.append(str(esito["errore"]))

    def _prova(self, voce: Voce, esecutore: Esecutore) -> tuple[dict[str, object], bool]:
        """Try once; return what became of it and whether a second try may do better."""
        scelti = dict(self.parametri) | voce.parametri()
        try:
            quaderno = nbformat.reads(self.quaderno, as_version=4)
            eseguito = esecutore.esegui(quaderno, scelti, self.limiti)
            return outputs.scrivi_tutti(self, voce, eseguito), eseguito.ripetibile
        except Fermato:
            raise
        except ScritturaImpossibile as errore:
            return {"stato": FALLITO, "errore": str(errore), "interrompe": True}, False
        except ErroreSpiegato as errore:
            return {"stato": FALLITO, "errore": str(errore)}, False
        except Exception as errore:
            frase = f"Errore del programma, {type(errore).__name__}: {errore}"
            return {"stato": FALLITO, "errore": frase}, False


def _rapporto(voce: Voce, esito: dict[str, object], motivi: list[str], inizio: float) -> Rapporto:
    return Rapporto(
        comune=voce.comune,
        istat=voce.istat,
        slug=voce.slug,
        nome=voce.nome,
        anno=voce.anno,
        chiave=voce.chiave,
        dati=voce.dati,
        tentativi=len(motivi) + 1,
        motivi=tuple(motivi),
        secondi=round(time.monotonic() - inizio, 2),
        macchina=socket.gethostname(),
        finito=datetime.now().astimezone().isoformat(timespec="seconds"),
        **esito,
    )
