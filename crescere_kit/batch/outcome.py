"""What became of each comune of a batch, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
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
    dati: str = ""  # which accounts, among the `fonti` of the manifest
    tentativi: int = 0
    motivi: tuple[str, ...] = ()  # why each try before the last failed
    secondi: float = 0.0
    cpu: float | None = None  # seconds
    memoria: int | None = None  # bytes, at the peak
    macchina: str = ""
    finito: str = ""  # when, with its time zone
    riusato: bool = False  # the files were already there, of an earlier batch with the same key
    interrompe: bool = False  # what failed is the folder, not the comune: the others would fail too

    @property
    def voce(self) -> str:
        """What it is about; who could not be found is only what was asked."""
        return f"{self.istat}-{self.anno}" if self.istat else self.comune

    @classmethod
    def da_dict(cls, dati: Mapping[str, Any]) -> Rapporto:
        """Read back what `come_dict` wrote, by this version or by an earlier one."""
        noti = {nome: dati[nome] for nome in cls.__dataclass_fields__ if nome in dati}
        return cls(**{nome: tuple(dato) if isinstance(dato, list) else dato for nome, dato in noti.items()})

    def ripreso(self, comune: str) -> Rapporto:
        """Return it as it is found again by a later batch, which asked for it so."""
        return replace(self, comune=comune, riusato=True)

    def come_dict(self) -> dict[str, Any]:
        """Return plain JSON types; ISTAT codes are text."""
        return asdict(self)


@dataclass
class Esito:
    """A batch: its folder and what became of each comune, in the order they were asked."""

    notebook: str
    cartella: Path
    rapporti: list[Rapporto] = field(default_factory=list)
    regione: Rapporto | None = None  # the page that closes the batch, when there is one

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

    @property
    def riusati(self) -> list[Rapporto]:
        """The comuni whose report was there already."""
        return [r for r in self.rapporti if r.riusato]
