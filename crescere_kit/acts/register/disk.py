"""Bytes that are on the disk when we say so, and a disk that is full said in a sentence."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crescere_kit.acts.register.refusals import DiscoPieno, RegistroRifiuta

_SENZA_POSTO = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def spiegato(dove: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence for the office."""
    try:
        yield
    except RegistroRifiuta:
        raise
    except OSError as errore:
        if errore.errno in _SENZA_POSTO:
            raise DiscoPieno(
                f"Il disco della cartella «{dove}» è pieno: non è stato registrato nulla e nulla di ciò che "
                "c'era è "
                "andato perso. Liberare spazio e ripetere."
            ) from errore
        raise RegistroRifiuta(
            f"La cartella «{dove}» non si può leggere o scrivere ({errore.strerror}): non è stato registrato "
            "nulla. "
            "Chiedere a chi amministra il servizio di controllarla."
        ) from errore


def scrivi_tutto(descrittore: int, contenuto: bytes) -> None:
    """Write all the bytes: the system may take only a part at a time."""
    resto = memoryview(contenuto)
    while resto:
        resto = resto[os.write(descrittore, resto) :]


def fissa_cartella(cartella: Path) -> None:
    """Make the names in a folder safe from a power cut."""
    descrittore = os.open(cartella, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descrittore)
    finally:
        os.close(descrittore)


def scrivi_intero(file: Path, contenuto: bytes) -> None:
    """Write a file whole or not at all, safe on the disk when this returns."""
    provvisorio = file.with_name(f".{file.name[:8]}.{secrets.token_hex(8)}")
    try:
        descrittore = os.open(provvisorio, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o640)
        try:
            scrivi_tutto(descrittore, contenuto)
            os.fsync(descrittore)
        finally:
            os.close(descrittore)
        provvisorio.replace(file)
    except OSError:
        with suppress(OSError):
            provvisorio.unlink()
        raise
    fissa_cartella(file.parent)
