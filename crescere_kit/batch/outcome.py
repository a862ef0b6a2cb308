"""What became of each comune of a batch, as data."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

RIUSCITO, FALLITO = "riuscito", "fallito"


@dataclass(frozen=True)
class Rapporto:
    """One comune: the report it got, or why it got none."""

    comune: str  # as it was asked, when it could not be found
    istat: str = ""
    slug: str = ""
    nome: str = ""
    anno: int | None = None
    stato: str = RIUSCITO
    errore: str = ""
    html: str = ""
    ipynb: str = ""
    pdf: str = ""
    xlsx: str = ""
    nbconvert: str = ""  # the page with the code
    avvisi: tuple[str, ...] = ()  # what could not be made of a report that is there: a PDF without Chromium
    impronte: dict[str, str] = field(default_factory=dict)  # SHA-256 of each file written
    chiave: str = ""
    tentativi: int = 0
    motivi: tuple[str, ...] = ()  # why each try before the last failed
    secondi: float = 0.0
    cpu: float | None = None  # seconds
    memoria: int | None = None  # bytes, at the peak
    macchina: str = ""
    finito: str = ""  # when, with its time zone
    riusato: bool = False  # the files were already there, of an earlier batch with the same key

    def come_dict(self) -> dict[str, Any]:
        """Return plain JSON types; ISTAT codes are text."""
        return asdict(self)


@dataclass
class Esito:
    """A batch: its folder and what became of each comune, in the order they were run."""

    notebook: str
    cartella: Path
    rapporti: list[Rapporto] = field(default_factory=list)

    @property
    def indice(self) -> Path:
        """The page to open."""
        return self.cartella / "index.html"

    @property
    def riusciti(self) -> list[Rapporto]:
        """The comuni that got their report."""
        return [r for r in self.rapporti if r.stato == RIUSCITO]

    @property
    def falliti(self) -> list[Rapporto]:
        """The comuni that did not, each with its reason."""
        return [r for r in self.rapporti if r.stato == FALLITO]
