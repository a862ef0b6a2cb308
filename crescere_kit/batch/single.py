"""One report of a batch: open the comune, run the notebook, write the page, or say why not."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crescere_kit.batch import execution, page
from crescere_kit.batch.outcome import FALLITO, Rapporto
from crescere_kit.batch.writing import scrivi
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.reports import Fascicolo, apri
from crescere_kit.sources.store import Archivio


@dataclass(frozen=True)
class Lavoro:
    """What is the same for every comune of a batch."""

    quaderno: Path
    archivio: Archivio
    anno: int | None
    cartella: Path
    parametri: Mapping[str, object]

    def esegui(self, comune: str) -> Rapporto:
        """Write the report of a comune; whatever fails becomes its reason and stops nobody else."""
        inizio = time.monotonic()
        chi: dict[str, object] = {"comune": comune, "nome": comune}
        try:
            fascicolo = apri(comune, self.anno, self.archivio)
            chi |= {nome: getattr(fascicolo, nome) for nome in ("istat", "slug", "nome", "anno")}
            chi |= self._scrivi(fascicolo)
        except ErroreSpiegato as errore:
            chi |= {"stato": FALLITO, "errore": str(errore)}
        except Exception as errore:
            chi |= {"stato": FALLITO, "errore": f"Errore del programma, {type(errore).__name__}: {errore}"}
        return Rapporto(**chi, secondi=round(time.monotonic() - inizio, 2))

    def _scrivi(self, fascicolo: Fascicolo) -> dict[str, str]:
        base = f"{fascicolo.slug}-{fascicolo.anno}"
        scelti = dict(self.parametri) | {"comune": fascicolo.istat, "anno": fascicolo.anno}
        provvisorio = self.cartella / f".{base}.ipynb"
        try:
            eseguito = execution.esegui(self.quaderno, provvisorio, scelti)
            titolo = f"Comune di {fascicolo.nome}, {fascicolo.anno}"
            scrivi(self.cartella / f"{base}.html", page.relazione(eseguito, titolo, adesso()))
        finally:
            if provvisorio.exists():
                provvisorio.replace(self.cartella / f"{base}.ipynb")
        return {"html": f"{base}.html", "ipynb": f"{base}.ipynb"}


def adesso() -> str:
    """Write the moment as people do: «22/11/2025, ore 14:05»."""
    return datetime.now().astimezone().strftime("%d/%m/%Y, ore %H:%M")
