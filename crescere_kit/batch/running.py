"""Many reports: one notebook, run for each comune, with an index and a manifest that is true at any time."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import nbformat

from crescere_kit.batch import assets, lookup, page
from crescere_kit.batch.outcome import Esito
from crescere_kit.batch.progress import con_avanzamento
from crescere_kit.batch.single import Lavoro, adesso
from crescere_kit.batch.writing import scrivi
from crescere_kit.sources.store import Archivio

_MANIFESTO_OGNI = 1.0  # seconds: a killed batch leaves a true list, and thousands of comuni do not pay for it


def esegui(
    notebook: str | Path,
    comuni: Sequence[str] | None,
    anno: int | None,
    cartella: Path,
    parametri: Mapping[str, object] | None = None,
) -> Esito:
    """Write a report per comune (all those with data when None) into a folder, with an index of what failed.

    Raises NotebookSconosciuto or ParametroRifiutato before anything runs. Nothing already in the folder is
    deleted.
    """
    file = lookup.trova(notebook)
    propri = dict(parametri or {})
    lookup.controlla(nbformat.read(file, as_version=4), {"comune": None, "anno": None} | propri)
    archivio, cartella = Archivio(), Path(cartella)
    assets.prepara(cartella)
    lavoro = Lavoro(file, archivio, anno, cartella, propri)
    esito = Esito(file.stem, cartella)
    _percorri(lavoro, list(archivio.enti().index if comuni is None else comuni), esito)
    scrivi(esito.indice, page.indice(esito=esito, generato=adesso(), versione=version("crescere")))
    return esito


def _percorri(lavoro: Lavoro, comuni: Sequence[str], esito: Esito) -> None:
    scritto = float("-inf")
    for comune in con_avanzamento(comuni):
        esito.rapporti.append(lavoro.esegui(comune))
        if time.monotonic() - scritto > _MANIFESTO_OGNI:
            _scrivi_manifesto(esito, finito=False)
            scritto = time.monotonic()
    _scrivi_manifesto(esito, finito=True)


def _scrivi_manifesto(esito: Esito, finito: bool) -> None:
    dati = {
        "notebook": esito.notebook,
        "versione": version("crescere"),
        "scritto": datetime.now().astimezone().isoformat(timespec="seconds"),
        "finito": finito,
        "rapporti": [rapporto.come_dict() for rapporto in esito.rapporti],
    }
    scrivi(esito.cartella / "lotto.json", json.dumps(dati, ensure_ascii=False, indent=1) + "\n")
