"""The register of a folder of downloads: which version of each archive is there, and its SHA-256."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from crescere_kit.errors import ErroreSpiegato

NOME = "scaricati.json"
_ETAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,200}"')
_DATA = re.compile(r"[A-Za-z]{3}, \d{2} [A-Za-z]{3} \d{4} \d{2}:\d{2}:\d{2} GMT")


class RegistroRovinato(ErroreSpiegato):
    """The register cannot be read: someone else wrote it."""


@dataclass(frozen=True)
class Versione:
    """Which content of an address this is, as the site names it; both names may be missing."""

    indirizzo: str
    etag: str | None = None
    modificato: str | None = None

    @property
    def ripresa(self) -> str | None:
        """What makes it safe to ask for the rest only: a weak ETag does not promise the same bytes."""
        forte = self.etag if self.etag and not self.etag.startswith("W/") else None
        return forte or self.modificato

    def condizioni(self) -> dict[str, str]:
        """Return the headers that ask for the content only if it is another one."""
        nomi = {"If-None-Match": self.etag, "If-Modified-Since": self.modificato}
        return {nome: valore for nome, valore in nomi.items() if valore}


@dataclass(frozen=True)
class Scheda:
    """An archive that is in the folder, whole."""

    versione: Versione
    sha256: str
    byte: int


@dataclass(frozen=True)
class Registro:
    """What is whole and what is still partial, by name."""

    interi: dict[str, Scheda] = field(default_factory=dict)
    parti: dict[str, Versione] = field(default_factory=dict)

    def con_parte(self, nome: str, versione: Versione) -> Registro:
        """Return a copy where a file has begun to arrive."""
        return replace(self, parti=self.parti | {nome: versione})

    def con_intero(self, nome: str, scheda: Scheda) -> Registro:
        """Return a copy where a file is whole."""
        parti = {altro: versione for altro, versione in self.parti.items() if altro != nome}
        return Registro(self.interi | {nome: scheda}, parti)


def versione(indirizzo: str, intestazioni: Mapping[str, str]) -> Versione:
    """Read the version from an answer; a name that could not be sent back as it is does not count."""
    etag, modificato = intestazioni.get("ETag", ""), intestazioni.get("Last-Modified", "")
    return Versione(
        indirizzo,
        etag if _ETAG.fullmatch(etag) else None,
        modificato if _DATA.fullmatch(modificato) else None,
    )


def leggi(cartella: Path) -> Registro:
    """Read the register of a folder; a folder without one has no downloads."""
    percorso = cartella / NOME
    try:
        grezzo = json.loads(percorso.read_text(encoding="utf-8"))
        interi = {
            nome: Scheda(Versione(**scheda["versione"]), scheda["sha256"], int(scheda["byte"]))
            for nome, scheda in grezzo["interi"].items()
        }
        return Registro(interi, {nome: Versione(**parte) for nome, parte in grezzo["parti"].items()})
    except FileNotFoundError:
        return Registro()
    except (ValueError, KeyError, TypeError, AttributeError) as errore:
        raise RegistroRovinato(
            f"Il registro «{percorso}» non si legge: cancellarlo, e i file saranno scaricati di nuovo."
        ) from errore


def scrivi(cartella: Path, registro: Registro) -> None:
    """Replace the register in one move, once it is safely on disk."""
    nuovo = cartella / f".{NOME}"
    with nuovo.open("w", encoding="utf-8") as aperto:
        json.dump(asdict(registro), aperto, ensure_ascii=False, indent=1)
        aperto.flush()
        os.fsync(aperto.fileno())
    nuovo.replace(cartella / NOME)


def impronta(percorso: Path) -> str | None:
    """Return the SHA-256 of a file, None when there is no such file."""
    try:
        with percorso.open("rb") as aperto:
            return hashlib.file_digest(aperto, "sha256").hexdigest()
    except FileNotFoundError:
        return None
