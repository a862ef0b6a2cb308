"""A practice as the log tells it: what state it is in, what number it took, what it froze."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from crescere_kit.acts.register.terms import esecutiva_dal

NIENTE: Mapping = MappingProxyType({})


@dataclass(frozen=True)
class Numero:
    """The number of an adopted act: of an organ in a year, and for determinazioni of a settore."""

    organo: str
    anno: int
    numero: int
    settore: str = ""

    @property
    def serie(self) -> tuple[str, str, int]:
        """What the number is unique in."""
        return self.organo, " ".join(self.settore.casefold().split()), self.anno

    def __str__(self) -> str:
        di = f" ({self.settore})" if self.settore else ""
        return f"{self.organo}{di} n. {self.numero}/{self.anno}"


@dataclass(frozen=True)
class Documento:
    """A frozen document: the hash of its bytes, and of the text alone when it is a docx."""

    sha256: str
    contenuto: str | None


@dataclass(frozen=True)
class Scadenza:
    """What an act makes due. chiusa_da is the practice that answered it, None while it is open."""

    codice: str
    giorno: date
    cosa: str
    norma: str = ""
    pratica: str = ""
    chiusa_da: str | None = None


@dataclass(frozen=True)
class Pratica:
    """A practice. versione is the number of its last event: who saves says which one they had read."""

    id: str
    codice: str
    stato: str
    versione: int
    aperta_da: str
    aperta_il: datetime
    cambiata_da: str
    cambiata_il: datetime
    oggetto: str
    dati: str
    numero: Numero | None = None
    data: date | None = None
    immediata: bool | None = None
    numero_ufficiale: str | None = None
    pubblicata_dal: date | None = None
    pubblicata_al: date | None = None
    documenti: Mapping[str, Documento] = field(default_factory=dict)
    contesto: str | None = None
    versioni: str | None = None
    importati: Mapping[str, str] = field(default_factory=dict)
    scadenze: tuple[Scadenza, ...] = ()

    @property
    def esecutiva_dal(self) -> date | None:
        """The day from which the act is in force, None while it cannot be told."""
        return esecutiva_dal(self.data, self.immediata, self.pubblicata_dal)
