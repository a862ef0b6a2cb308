"""The folder `rapporti` of a comune: a report appears in it whole, the old ones make room.

The comune can write there too, so nothing in it is trusted: every step goes from an open folder to a name
in it, and a link is never followed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from hub_config.lotti.cadence import ROMA

CARTELLA = "rapporti"
MANIFESTO, INDICE = "lotto.json", "index.html"
BYTE_DEL_MANIFESTO = 4_000_000
NOME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}")  # never hidden, never a step up


@dataclass(frozen=True)
class Contenuto:
    """What a batch of one comune says of itself."""

    pagina: str
    errore: str


def prepara(comune: Path) -> None:
    """Make the folder, and let the laboratorio see it; what the comune put in its place is left alone."""
    (comune / CARTELLA).mkdir(parents=True, exist_ok=True)
    collegamento = comune / "laboratorio" / CARTELLA
    if collegamento.parent.is_dir() and not collegamento.is_symlink() and not collegamento.exists():
        collegamento.symlink_to(Path("..") / CARTELLA)


def in_lavorazione(numero: int) -> str:
    """The name of a report that is being written: hidden, so that nobody opens half of it."""
    return f".in-lavorazione-{numero}"


def nome(numero: int, notebook: str, previsto: datetime) -> str:
    """«2026-12-01_07_relazione_12»: the same however often it is tried, so that it is published once."""
    return f"{previsto.astimezone(ROMA):%Y-%m-%d}_{notebook}_{numero}"


@contextmanager
def _aperta(cartella: Path) -> Iterator[int]:
    descrittore = os.open(cartella, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield descrittore
    finally:
        os.close(descrittore)


def pubblica(comune: Path, provvisorio: str, definitivo: str) -> None:
    """Give a finished report its name; an earlier one of the same job, left by a crash, is replaced."""
    with _aperta(comune / CARTELLA) as qui:
        _togli(qui, definitivo)
        os.rename(provvisorio, definitivo, src_dir_fd=qui, dst_dir_fd=qui)


def condividi(comune: Path, nuovo: str, vecchio: str) -> None:
    """Keep once on the disk what two reports have in common: what draws the figures is six megabytes."""
    with suppress(OSError), _aperta(comune / CARTELLA) as qui:
        for cartella, _, nomi, aperta in os.fwalk(nuovo, dir_fd=qui):
            passi = (vecchio, *PurePosixPath(cartella).parts[1:])
            for uno in nomi:
                _condividi(qui, (*passi, uno), aperta, uno)


def _condividi(qui: int, gia: tuple[str, ...], aperta: int, nome_: str) -> None:
    """Link the older file in place of an equal newer one, through open files: none can be swapped."""
    try:
        with _scendi(qui, gia) as prima, _scendi(aperta, (nome_,)) as adesso:
            if (
                os.fstat(prima.fileno()).st_size != os.fstat(adesso.fileno()).st_size
                or prima.read() != adesso.read()
            ):
                return
            doppione = f".{nome_}.doppione"
            os.link(f"/proc/self/fd/{prima.fileno()}", doppione, dst_dir_fd=aperta, follow_symlinks=True)
    except OSError:
        return
    os.replace(doppione, nome_, src_dir_fd=aperta, dst_dir_fd=aperta)


def togli(comune: Path, *nomi: str) -> None:
    """Remove reports by name; what is not there is not looked for."""
    with suppress(OSError), _aperta(comune / CARTELLA) as qui:
        for uno in nomi:
            _togli(qui, uno)


def _togli(qui: int, nome_: str) -> None:
    try:
        shutil.rmtree(nome_, dir_fd=qui)
    except FileNotFoundError:
        pass
    except OSError:  # not a folder: somebody put a file or a link in its place
        with suppress(OSError):
            os.unlink(nome_, dir_fd=qui)


def apri(comune: Path, percorso: str) -> BinaryIO:
    """Open a file of `rapporti` for reading; FileNotFoundError unless it plainly is a file in there."""
    passi = PurePosixPath(percorso).parts
    if not passi or not all(NOME.fullmatch(passo) for passo in passi):
        raise FileNotFoundError(percorso)
    try:
        with _aperta(comune / CARTELLA) as qui:
            return _scendi(qui, passi)
    except OSError as errore:
        raise FileNotFoundError(percorso) from errore


def _scendi(qui: int, passi: tuple[str, ...]) -> BinaryIO:
    """Go down one name at a time: O_NOFOLLOW looks only at the last one of a path."""
    cartella = os.dup(qui)
    try:
        for passo in passi[:-1]:
            sotto = os.open(passo, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=cartella)
            os.close(cartella)
            cartella = sotto
        file = os.open(passi[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=cartella)
    finally:
        os.close(cartella)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise FileNotFoundError(passi[-1])
    return os.fdopen(file, "rb")


def contenuto(comune: Path, cartella: str) -> Contenuto:
    """Read which page to open and what went wrong, from a manifest that the comune could have written."""
    rapporto = _del_manifesto(comune / CARTELLA / cartella)
    pagina, errore = str(rapporto.get("html") or ""), str(rapporto.get("errore") or "")
    nel_posto = all(NOME.fullmatch(passo) for passo in pagina.split("/"))
    return Contenuto(pagina if nel_posto else INDICE, " ".join(errore.split())[:600])


def _del_manifesto(cartella: Path) -> dict:
    try:
        with _aperta(cartella) as qui, _scendi(qui, (MANIFESTO,)) as file:
            rapporti = json.loads(file.read(BYTE_DEL_MANIFESTO))["rapporti"]
        return rapporti[0] if isinstance(rapporti[0], dict) else {}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return {}
