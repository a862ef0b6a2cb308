"""A file that the office loads from its page: its own form, or another workbook of its accounts."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePosixPath

from crescere_kit.errors import ErroreSpiegato
from crescere_kit.reports import Fascicolo
from crescere_kit.sources.store import Archivio

ESTENSIONE = ".xlsx"


class NonDaQui(ErroreSpiegato):
    """A file that is not loaded from a page."""


def carica(archivio: Archivio, fascicolo: Fascicolo | None, nome: str, contenuto: bytes) -> str:
    """Load a workbook of the open comune; return what to say of it.

    Raises ErroreSpiegato, having written nothing, when it has any fault or is of another comune.
    """
    if fascicolo is None:
        raise NonDaQui("Non c'è un comune aperto: aprirne uno, poi caricare il file.")
    pulito = PurePosixPath(nome.replace("\\", "/")).name or f"modulo{ESTENSIONE}"
    if not pulito.lower().endswith(ESTENSIONE):
        raise NonDaQui(f"«{pulito}» non è una cartella di Excel: da qui si carica un file {ESTENSIONE}.")
    with tempfile.TemporaryDirectory() as cartella:
        file = Path(cartella) / pulito
        file.write_bytes(contenuto)
        caricamento = archivio.importa([file], comune=fascicolo.istat)
    detto = f"«{pulito}» caricato: {len(caricamento.righe)} valori."
    return "\n".join([detto, *caricamento.avvisi])
