"""The files of one report, in the formats that were asked: each whole or not there, with its SHA-256."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from crescere_kit.batch import page
from crescere_kit.batch.execution import Eseguito
from crescere_kit.batch.items import Voce
from crescere_kit.batch.outcome import FALLITO
from crescere_kit.batch.writing import scrivi

if TYPE_CHECKING:
    from crescere_kit.batch.single import Lavoro

FORMATI = ("html", "ipynb")


def scrivi_tutti(lavoro: Lavoro, voce: Voce, eseguito: Eseguito) -> dict[str, object]:
    """Write the files of a run; of a failed one only the notebook, which shows where it stopped."""
    formati = ("ipynb",) if eseguito.errore else lavoro.formati
    nomi = {formato: f"{voce.base}.{formato}" for formato in formati}
    impronte = {}
    for formato, nome in nomi.items():
        contenuto = _SCRITTORI[formato](lavoro, voce, eseguito)
        scrivi(Path(lavoro.cartella) / nome, contenuto)
        impronte[nome] = hashlib.sha256(contenuto.encode()).hexdigest()
    esito = {"cpu": eseguito.cpu, "memoria": eseguito.memoria, "impronte": impronte} | nomi
    return esito | ({"stato": FALLITO, "errore": eseguito.errore} if eseguito.errore else {})


def _html(lavoro: Lavoro, voce: Voce, eseguito: Eseguito) -> str:
    return page.relazione(eseguito.quaderno, f"Comune di {voce.nome}, {voce.anno}", _adesso())


def _ipynb(lavoro: Lavoro, voce: Voce, eseguito: Eseguito) -> str:
    return nbformat.writes(eseguito.quaderno) + "\n"


_SCRITTORI = {"html": _html, "ipynb": _ipynb}


def _adesso() -> str:
    return datetime.now().astimezone().strftime("%d/%m/%Y, ore %H:%M")
