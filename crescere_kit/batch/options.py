"""What one may choose of a batch, besides which notebook, comuni, year and folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from crescere_kit.batch.execution import Limiti
from crescere_kit.batch.outputs import FORMATI
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.sources.faults import vicini

MODI = ("caldo", "kernel", "freddo")


class SceltaRifiutata(ErroreSpiegato, ValueError):
    """An option that cannot be."""


@dataclass(frozen=True)
class Scelte:
    """How a batch runs; what changes the reports is part of their key."""

    formati: tuple[str, ...] = ("html", "ipynb")
    singolo_file: bool = False
    limiti: Limiti = field(default_factory=Limiti)
    modo: str = "caldo"
    posti: int | None = None  # how many at a time; the cores of the machine when None
    tentativi: int = 2
    solo_falliti: bool = False
    rifai: bool = False
    magazzino: Path | None = None
    regione: bool | None = None  # the closing page; None: where there is something to put together

    def __post_init__(self) -> None:
        """Refuse what cannot be, before anything starts."""
        for formato in self.formati:
            if formato not in FORMATI:
                raise SceltaRifiutata(_ignoto("formato", formato, FORMATI))
        if self.modo not in MODI:
            raise SceltaRifiutata(_ignoto("modo", self.modo, MODI))
        numeri = {
            "posti": self.posti,
            "tentativi": self.tentativi,
            "secondi": self.limiti.secondi,
            "memoria": self.limiti.megabyte,
        }
        for nome, numero in numeri.items():
            if numero is not None and numero <= 0:
                raise SceltaRifiutata(f"Con --{nome} serve un numero maggiore di zero: {numero:g} non lo è.")
        if not self.formati:
            raise SceltaRifiutata(f"Con --formati serve almeno uno fra {', '.join(FORMATI)}.")

    def nel_contenuto(self) -> dict[str, object]:
        """The choices that make another report."""
        return {"formati": sorted(self.formati), "singolo_file": self.singolo_file}


def _ignoto(cosa: str, detto: str, noti: tuple[str, ...]) -> str:
    vicino = vicini(detto, noti)
    forse = f" Forse {vicino}?" if vicino else ""
    return f"Il {cosa} «{detto}» non c'è.{forse} Quelli che ci sono: {', '.join(noti)}."
