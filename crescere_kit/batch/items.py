"""One item of a batch: which comune, which year, and the key that says whether its report is still good."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Voce:
    """A report to write."""

    comune: str  # as it was asked
    istat: str
    slug: str
    nome: str
    anno: int
    chiave: str = ""  # what the report depends on, as one SHA-256: the same key gives the same report

    @property
    def base(self) -> str:
        """How the files of this report are called, before their extension."""
        return f"{self.slug}-{self.anno}"
