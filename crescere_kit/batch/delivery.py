"""From the machine that wrote a report to the folder of the batch: one parcel per attempt, taken once.

A machine that was given up for lost may come back and finish what others have redone. It can only leave one
more parcel, with a name of its own, that nobody takes: the folder of the batch is written by who started it.
"""

from __future__ import annotations

import shutil
import tempfile
import uuid
import zipfile
from dataclasses import dataclass
from pathlib import Path

import fsspec

from crescere_kit.errors import ErroreSpiegato

_SEGNO = "lotto-aperto"  # an object store has no empty folders: this says that the batch is on


class ConsegnaImpossibile(ErroreSpiegato):
    """The place where parcels are left cannot be written or read."""


@dataclass(frozen=True)
class Consegna:
    """Where parcels are left: a folder that all machines see, or an address that fsspec understands."""

    luogo: str

    def apri(self) -> None:
        """Make the place; only who starts the batch does it."""
        try:
            disco, base = fsspec.url_to_fs(self.luogo)
            disco.makedirs(base, exist_ok=True)
            disco.pipe_file(f"{base}/{_SEGNO}", b"")
        except (OSError, ImportError, ValueError) as errore:
            raise ConsegnaImpossibile(
                f"Non si può scrivere in «{self.luogo}», dove le macchine consegnano i rapporti: {errore}."
            ) from errore

    def controlla(self) -> None:
        """Say so when the place of who started the batch is not to be seen from here."""
        disco, base = fsspec.url_to_fs(self.luogo)
        if not disco.exists(f"{base}/{_SEGNO}"):
            raise ConsegnaImpossibile(
                f"Da qui non si vede «{self.luogo}», dove consegnare i rapporti: montare la stessa"
                " cartella, o indicare con --consegna un luogo che tutte le macchine vedono."
            )

    def porta(self, cartella: Path) -> str:
        """Leave what is in this private folder; return the name of the parcel, which nobody else knows."""
        nome = f"{uuid.uuid4().hex}.zip"
        with tempfile.NamedTemporaryFile(dir=cartella.parent, suffix=".zip") as pacco:
            with zipfile.ZipFile(pacco, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as chiuso:
                for file in sorted(f for f in cartella.rglob("*") if f.is_file() and not f.is_symlink()):
                    chiuso.write(file, file.relative_to(cartella))
            pacco.flush()
            # No folder is made here: when it is gone the batch is over, and late comers must not remake it.
            disco, base = fsspec.url_to_fs(self.luogo)
            disco.put_file(pacco.name, f"{base}/{nome}")
        return nome

    def ritira(self, nome: str, cartella: Path) -> None:
        """Publish a parcel file by file, each in one move, and throw its wrapping away."""
        disco, base = fsspec.url_to_fs(self.luogo)
        with tempfile.TemporaryDirectory(dir=cartella, prefix=".ritiro-") as qui:
            disco.get_file(f"{base}/{nome}", f"{qui}/pacco.zip")
            with zipfile.ZipFile(f"{qui}/pacco.zip") as chiuso:
                chiuso.extractall(f"{qui}/aperto")
            for file in sorted(f for f in Path(qui, "aperto").rglob("*") if f.is_file()):
                destinazione = cartella / file.relative_to(Path(qui, "aperto"))
                destinazione.parent.mkdir(parents=True, exist_ok=True)
                file.chmod(0o644)
                file.replace(destinazione)
        disco.rm_file(f"{base}/{nome}")

    def chiudi(self) -> None:
        """Throw away what was never taken."""
        disco, base = fsspec.url_to_fs(self.luogo)
        if disco.exists(base):
            disco.rm(base, recursive=True)


def prendi(archivio: str, cartella: Path) -> Path:
    """Return the archive as a folder: itself when it is one, or a private copy of what is at an address."""
    if "://" not in archivio:
        return Path(archivio)
    disco, base = fsspec.url_to_fs(archivio)
    copia = cartella / "archivio"
    shutil.rmtree(copia, ignore_errors=True)
    disco.get(base.rstrip("/") + "/", f"{copia}/", recursive=True)
    return copia
