"""The model kept beside an archive: learned on all its comuni, carried by the archive of each of them.

It holds pooled quantities and rows of standardised errors, and names no ente.
"""

from __future__ import annotations

import json
from pathlib import Path

from crescere_kit.projection.forecast.learning import impara
from crescere_kit.projection.forecast.model import Modello
from crescere_kit.projection.forecast.voci import VOCI, dei_conti
from crescere_kit.sources.store import Archivio

_FILE = "proiezione.json"
_COMUNI_MINIMI = (
    6  # fewer are not a region: what they would teach of all, one of them could be told of another
)


def aggiorna(archivio: Archivio) -> Path:
    """Learn from every rendiconto of an archive and write the model there."""
    return scrivi(impara(dei_conti(archivio.conti())), archivio.cartella)


def aggiorna_se_serve(archivio: Archivio) -> bool:
    """Learn again when the accounts changed and there is a region to learn from; True if so."""
    registro, file = archivio.cartella / "registro.json", archivio.cartella / _FILE
    if not registro.is_file() or len(archivio.enti()) < _COMUNI_MINIMI or len(archivio.stato()) == 0:
        return False
    fresco = file.is_file() and file.stat().st_mtime_ns >= registro.stat().st_mtime_ns
    if fresco and leggi(archivio.cartella) is not None:
        return False
    aggiorna(archivio)
    return True


def scrivi(modello: Modello, cartella: Path) -> Path:
    """Write a model in one move: who reads finds the old one or the new one."""
    provvisorio, finale = cartella / f".{_FILE}", cartella / _FILE
    provvisorio.write_text(json.dumps(modello.come_dict(), allow_nan=False), encoding="utf-8")
    provvisorio.replace(finale)
    return finale


def leggi(cartella: Path) -> Modello | None:
    """Return the model kept in an archive; None when nobody learned one, or it is of another version."""
    file = cartella / _FILE
    if not file.is_file():
        return None
    try:
        modello = Modello.da_dict(json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError):
        return None
    return modello if modello.voci == tuple(VOCI) else None


def del_archivio(archivio: Archivio | None) -> Modello | None:
    """Return the model of an archive, learned on the spot from its own comuni when it keeps none."""
    if archivio is None:
        return None
    return leggi(archivio.cartella) or impara(dei_conti(archivio.conti()))


def porta(cartella: Path, destinazione: Path) -> None:
    """Give the archive of a comune the model of its region, if there is one."""
    if (cartella / _FILE).is_file():
        (destinazione / _FILE).write_bytes((cartella / _FILE).read_bytes())
