"""The archive of a comune: its own accounts and nobody else's, taken from the region's archive.

What the comune loaded there by itself, such as its own form, stays when the region's archive changes.
"""

import hashlib
import shutil
from pathlib import Path

from crescere_kit import peers
from crescere_kit.projection.forecast import kept
from crescere_kit.sources.store import Archivio


def impronta(archivio: Path) -> str:
    """Change when any file of the archive changes, without reading them."""
    file = sorted(p for p in archivio.rglob("*") if p.is_file())
    stati = [(str(p.relative_to(archivio)), p.stat().st_size, p.stat().st_mtime_ns) for p in file]
    return hashlib.sha256(repr(stati).encode()).hexdigest()


def estrai(archivio: Path, istat: str, cartella: Path, impronta_attuale: str) -> bool:
    """Extract the comune's accounts when the archive has changed; True if it did."""
    dati, segno = cartella / "dati", cartella / "dati.impronta"
    if dati.exists() and segno.exists() and segno.read_text("ascii") == impronta_attuale:
        return False
    nuovi = cartella / "dati.nuovi"
    shutil.rmtree(nuovi, ignore_errors=True)
    Archivio(archivio).estrai(istat, nuovi)
    if dati.exists():
        Archivio(nuovi).riprendi(Archivio(dati), Archivio(archivio))
    peers.scrivi(peers.del_comune(archivio, istat), nuovi)
    kept.porta(archivio, nuovi)
    segno.unlink(missing_ok=True)
    shutil.rmtree(dati, ignore_errors=True)
    nuovi.rename(dati)
    segno.write_text(impronta_attuale, "ascii")
    return True
