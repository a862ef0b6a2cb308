"""An event: who did what when, bound to the event before it by a hash."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from crescere_kit.acts.register.encoding import canonico, impronta, rileggi
from crescere_kit.acts.register.refusals import RegistroGuasto

INIZIO = "0" * 64  # what stands before the first event
_CHIAVI = {"n", "quando", "chi", "cosa", "pratica", "dati", "prima", "impronta"}
_ITALIA = ZoneInfo("Europe/Rome")


@dataclass(frozen=True)
class Evento:
    """A line of the log. pratica is None for what touches no practice, such as a template of the comune."""

    n: int
    quando: datetime
    chi: str
    cosa: str
    pratica: str | None
    dati: dict[str, Any] = field(default_factory=dict)
    prima: str = INIZIO

    def _corpo(self) -> dict[str, Any]:
        return {
            "n": self.n,
            "quando": self.quando.isoformat(timespec="microseconds"),
            "chi": self.chi,
            "cosa": self.cosa,
            "pratica": self.pratica,
            "dati": self.dati,
            "prima": self.prima,
        }

    @property
    def impronta(self) -> str:
        """The hash of everything the event says, the hash of the event before included."""
        return impronta(canonico(self._corpo()))

    def riga(self) -> bytes:
        """Return the line of the log, end of line included."""
        return canonico(self._corpo() | {"impronta": self.impronta}) + b"\n"


def da_riga(riga: bytes) -> Evento:
    """Read a line of the log, which must be to the byte what `Evento.riga` wrote.

    Raises RegistroGuasto, with what is wrong, when a byte of it has changed.
    """
    try:
        voci = rileggi(riga)
        if not isinstance(voci, dict) or set(voci) != _CHIAVI or not isinstance(voci["dati"], dict):
            raise RegistroGuasto("non ha la forma di un evento del registro")
        dichiarata = voci.pop("impronta")
        evento = Evento(**voci | {"quando": datetime.fromisoformat(voci["quando"])})
        scritta = evento.riga()
    except (ValueError, TypeError, AttributeError, ArithmeticError) as errore:
        raise RegistroGuasto("non si legge: qualcuno ha cambiato il file") from errore
    if evento.impronta != dichiarata or scritta.rstrip(b"\n") != riga.rstrip(b"\n"):
        raise RegistroGuasto("è stata cambiata dopo la scrittura: l'impronta non corrisponde")
    return evento


def detto(quando: datetime) -> str:
    """Return a moment as it is said in an Italian office: «alle 10:42 del 22/11/2026»."""
    return f"alle {quando.astimezone(_ITALIA):%H:%M del %d/%m/%Y}"


def oggi(quando: datetime):
    """Return the day of a moment, in Italy."""
    return quando.astimezone(_ITALIA).date()
