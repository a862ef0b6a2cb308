"""The files of one report, in the formats that were asked: each whole or not there, with its SHA-256."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from crescere_kit.batch import formats
from crescere_kit.batch.execution import Eseguito
from crescere_kit.batch.items import Voce
from crescere_kit.batch.outcome import FALLITO
from crescere_kit.batch.writing import scrivi

if TYPE_CHECKING:
    from crescere_kit.batch.single import Lavoro

IPYNB = "ipynb"
FORMATI = (*formats.FORMATI, IPYNB)


def scrivi_tutti(lavoro: Lavoro, voce: Voce, eseguito: Eseguito) -> dict[str, object]:
    """Write the files of a run; of a failed one the notebook and the page that says where it stopped."""
    chi = formats.Intestazione(voce.base, voce.titolo, _adesso(), eseguito.errore)
    consegna = formats.prepara(eseguito.quaderno, chi, _formati(lavoro))
    file = consegna.file | {IPYNB: (f"{voce.base}.ipynb", f"{nbformat.writes(eseguito.quaderno)}\n".encode())}
    if IPYNB not in lavoro.formati and not eseguito.errore:
        del file[IPYNB]
    for nome, contenuto in file.values():
        scrivi(Path(lavoro.cartella) / nome, contenuto)
    esito: dict[str, object] = {genere: nome for genere, (nome, _) in file.items()}
    esito |= {"impronte": {nome: hashlib.sha256(contenuto).hexdigest() for nome, contenuto in file.values()}}
    esito |= {"cpu": eseguito.cpu, "memoria": eseguito.memoria, "avvisi": consegna.avvisi}
    return esito | ({"stato": FALLITO, "errore": eseguito.errore} if eseguito.errore else {})


def _formati(lavoro: Lavoro) -> tuple[str, ...]:
    chiesti = tuple(formato for formato in lavoro.formati if formato != IPYNB)
    return (*chiesti, formats.SINGOLO) if lavoro.singolo_file else chiesti


def _adesso() -> str:
    return datetime.now().astimezone().strftime("%d/%m/%Y, ore %H:%M")
