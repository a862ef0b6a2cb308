"""Many reports: one notebook, run for each comune, with an index and a manifest that is true at any time."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import nbformat

from crescere_kit.batch import assets, lookup, page
from crescere_kit.batch.items import Voce
from crescere_kit.batch.outcome import FALLITO, Esito, Rapporto
from crescere_kit.batch.single import Lavoro
from crescere_kit.batch.slots import Postazioni
from crescere_kit.batch.writing import scrivi
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.reports import apri
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
    quaderno = nbformat.read(file, as_version=4)
    lookup.controlla(quaderno, {"comune": None, "anno": None} | propri)
    archivio, cartella = Archivio(), Path(cartella)
    assets.prepara(cartella)
    lavoro = Lavoro(nbformat.writes(quaderno), str(archivio.cartella), str(cartella), propri)
    esito = Esito(file.stem, cartella)
    chiesti = list(archivio.enti().index if comuni is None else comuni)
    piano = [_voce(archivio, comune, anno) for comune in chiesti]
    esito.rapporti += [uno for uno in piano if isinstance(uno, Rapporto)]
    _percorri(lavoro, [uno for uno in piano if isinstance(uno, Voce)], esito)
    ora = datetime.now().astimezone().strftime("%d/%m/%Y, ore %H:%M")
    scrivi(esito.indice, page.indice(esito=esito, generato=ora, versione=version("crescere")))
    return esito


def _voce(archivio: Archivio, comune: str, anno: int | None) -> Voce | Rapporto:
    try:
        trovato = apri(comune, anno, archivio)
    except ErroreSpiegato as errore:
        return Rapporto(comune, nome=comune, stato=FALLITO, errore=str(errore))
    return Voce(comune, trovato.istat, trovato.slug, trovato.nome, trovato.anno)


def _percorri(lavoro: Lavoro, voci: Sequence[Voce], esito: Esito) -> None:
    scritto = float("-inf")
    for rapporto in Postazioni(os.cpu_count() or 1).percorri(lavoro, voci):
        esito.rapporti.append(rapporto)
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
