"""Why the register says no: each with one sentence for the person at the desk."""

from __future__ import annotations

from crescere_kit.errors import ErroreSpiegato


class RegistroRifiuta(ErroreSpiegato):
    """The register cannot do what was asked, and nothing was written."""


class PraticaAssente(RegistroRifiuta, LookupError):
    """No practice has that identifier."""


class CambiatoNelFrattempo(RegistroRifiuta):
    """Somebody else changed the practice after this person opened it."""


class NumeroGiaPreso(RegistroRifiuta):
    """Another act took the number first."""


class ControlliNonSuperati(RegistroRifiuta):
    """A blocking check did not pass, or could not be told: the practice stays where it is."""


class DiscoPieno(RegistroRifiuta, OSError):
    """There is no room on the disk: what was being written is gone, what was there before is intact."""


class RegistroOccupato(RegistroRifiuta):
    """Somebody has held the lock for too long."""


class RegistroGuasto(RegistroRifiuta):
    """The log or an object is not what was written: nothing is added until the copy is put back."""
