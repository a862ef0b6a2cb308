"""A file that a command writes: a new one, never in the place of another."""

from __future__ import annotations

from pathlib import Path

from crescere_kit.errors import ErroreSpiegato


class GiaScritto(ErroreSpiegato):
    """There is a file with that name, which somebody may need."""


def scrivi_nuovo(file: Path, contenuto: bytes, timore: str = "") -> None:
    """Write a file that is not there yet; `timore` says what would be lost in the one that is."""
    try:
        with file.open("xb") as aperto:
            aperto.write(contenuto)
    except FileExistsError:
        raise GiaScritto(f"«{file}» c'è già{timore}: indicare un altro nome con «--in».") from None
    except OSError as errore:
        raise ErroreSpiegato(f"«{file}» non si può scrivere: {errore.strerror}.") from errore
