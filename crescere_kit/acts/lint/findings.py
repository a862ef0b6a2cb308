"""What the lint says: a rule, how grave, where, and one Italian sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ERRORE = "errore"
AVVISO = "avviso"
Gravita = Literal["errore", "avviso"]

_LUNGO = 48


@dataclass(frozen=True)
class Rilievo:
    """One fault of a template: the rule (L01–L17), where it is and what to do."""

    codice: str
    gravita: Gravita
    parte: str
    paragrafo: int | None
    messaggio: str
    vicini: tuple[str, ...] = ()


@dataclass(frozen=True)
class Luogo:
    """A place of a template, told as one looks for it: the part, the paragraph, what is before it."""

    parte: str
    dove: str
    paragrafo: int | None = None
    vicini: tuple[str, ...] = ()

    def errore(self, codice: str, frase: str) -> Rilievo:
        """Return a fault that keeps the template from being used."""
        return self._rilievo(codice, ERRORE, frase)

    def avviso(self, codice: str, frase: str) -> Rilievo:
        """Return a fault that the office may choose to live with."""
        return self._rilievo(codice, AVVISO, frase)

    def _rilievo(self, codice: str, gravita: Gravita, frase: str) -> Rilievo:
        return Rilievo(codice, gravita, self.parte, self.paragrafo, f"{self}: {frase}", self.vicini)

    def __str__(self) -> str:
        if self.paragrafo is None:
            return self.dove
        prima = f", dopo «{self.vicini[0]}»" if self.vicini and self.vicini[0] else ""
        return f"{self.dove}, paragrafo {self.paragrafo}{prima}"


def accorcia(testo: str) -> str:
    """Return a text short enough to be quoted, keeping its end, which is nearer to what follows."""
    piano = " ".join(testo.split())
    return piano if len(piano) <= _LUNGO else "…" + piano[-_LUNGO:].lstrip()


def in_ordine(rilievi: Sequence[Rilievo]) -> list[Rilievo]:
    """Return the faults once each, errors first, then as one meets them reading."""
    chiave = lambda r: (r.gravita != ERRORE, r.parte, r.paragrafo or 0, r.codice)  # noqa: E731
    return sorted(dict.fromkeys(rilievi), key=chiave)
