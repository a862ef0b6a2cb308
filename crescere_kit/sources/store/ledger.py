"""The register of an archive: which Parquet files hold its data now, and which official files they come from.

It is the last thing an import writes, in one move: until then the archive is the one of before, and what a
crash leaves behind is named in no register and is cleared by the next import.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from crescere_kit.errors import ErroreSpiegato

_NOME = "registro.json"
_LUCCHETTO = ".lucchetto"


class ArchivioRovinato(ErroreSpiegato):
    """The register cannot be read: someone else wrote it."""


@dataclass(frozen=True)
class FonteCaricata:
    """A file that was loaded: where the numbers come from."""

    nome: str
    sha256: str
    formato: str
    regione: str | None
    caricata: str
    righe: int


@dataclass(frozen=True)
class Registro:
    """The content of the register: a file of rows per year, one of enti, the sources, the boundaries."""

    anni: dict[int, str] = field(default_factory=dict)
    enti: str | None = None
    schede: str | None = None
    fonti: tuple[FonteCaricata, ...] = ()
    confini: dict[str, str] = field(default_factory=dict)

    def percorsi(self) -> set[str]:
        """Return every file that the archive is made of."""
        return {
            percorso
            for percorso in (*self.anni.values(), self.enti, self.schede, *self.confini.values())
            if percorso
        }

    def con(self, **campi) -> Registro:
        """Return a copy with some fields changed."""
        return replace(self, **campi)


def leggi(cartella: Path) -> Registro:
    """Read the register of an archive; a folder without one is an empty archive."""
    percorso = cartella / _NOME
    try:
        grezzo = json.loads(percorso.read_text(encoding="utf-8"))
        return Registro(
            anni={int(anno): file for anno, file in grezzo["anni"].items()},
            enti=grezzo["enti"],
            schede=grezzo["schede"],
            fonti=tuple(FonteCaricata(**fonte) for fonte in grezzo["fonti"]),
            confini=dict(grezzo.get("confini", {})),  # which older archives have not
        )
    except FileNotFoundError:
        return Registro()
    except (ValueError, KeyError, TypeError) as errore:
        raise ArchivioRovinato(
            f"Il registro «{percorso}» non si legge: rimettere la copia di riserva dell'archivio."
        ) from errore


def scrivi(cartella: Path, registro: Registro) -> None:
    """Replace the register in one move, once it is safely on disk."""
    testo = json.dumps(asdict(registro), ensure_ascii=False, indent=1)
    nuovo = cartella / f".{_NOME}.{secrets.token_hex(4)}"
    with nuovo.open("w", encoding="utf-8") as aperto:
        aperto.write(testo)
        aperto.flush()
        os.fsync(aperto.fileno())
    nuovo.replace(cartella / _NOME)


def nuovo_file(
    cartella: Path, dove: str, scrivi_in: Callable[[Path], None], suffisso: str = "parquet"
) -> str:
    """Write a file with a name nobody has used, whole or not at all; return its relative path."""
    relativo = f"{dove}/{secrets.token_hex(8)}.{suffisso}"
    finale = cartella / relativo
    finale.parent.mkdir(parents=True, exist_ok=True)
    provvisorio = finale.with_suffix(".parziale")
    scrivi_in(provvisorio)
    with provvisorio.open("rb") as scritto:
        os.fsync(scritto.fileno())
    provvisorio.replace(finale)
    return relativo


@contextmanager
def uno_alla_volta(cartella: Path) -> Iterator[None]:
    """Hold the archive's lock: two imports at once follow each other."""
    cartella.mkdir(parents=True, exist_ok=True)
    with (cartella / _LUCCHETTO).open("w") as aperto:
        fcntl.flock(aperto, fcntl.LOCK_EX)
        yield


def pulisci(cartella: Path, registro: Registro) -> None:
    """Remove what no register names: the versions before the last, and what a crash left behind.

    Called when an import begins, so that who is reading the version just replaced can finish.
    """
    tenuti = {cartella / relativo for relativo in registro.percorsi()}
    for cosa in ("conti", "enti", "schede"):
        for trovato in (cartella / cosa).rglob("*.par*"):
            if trovato not in tenuti:
                trovato.unlink(missing_ok=True)
    for trovato in (cartella / "riferimenti").glob("*.*"):
        if trovato not in tenuti:
            trovato.unlink(missing_ok=True)
    for avanzo in cartella.glob(f".{_NOME}.*"):
        avanzo.unlink(missing_ok=True)
