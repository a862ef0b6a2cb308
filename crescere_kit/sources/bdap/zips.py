"""Open a zip without trusting it: it may be truncated, corrupted, encrypted or made to explode."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from crescere_kit.sources.faults import Difetto

_PEZZO = 1 << 20
_CIFRATO = 0x1


@dataclass(frozen=True)
class Limiti:
    """How large an archive may be. A national file is 334 MB zipped; text compresses 30 times, not 250."""

    file: int = 2_000
    byte: int = 4 << 30
    byte_per_file: int = 1 << 30
    rapporto: int = 250
    byte_senza_rapporto: int = 8 << 20  # below this size the ratio says nothing


@dataclass(frozen=True)
class Membro:
    """A file inside a zip (or a file on its own): its name, how to get its bytes at once or in order."""

    nome: str
    leggi: Callable[[], bytes]
    apri: Callable[[], BinaryIO]


class FileIllegibile(Exception):
    """A zip or a member that cannot be read; carries the fault."""

    def __init__(self, difetto: Difetto):
        self.difetto = difetto
        super().__init__(difetto.trovato)


@contextmanager
def apri(percorso: Path, limiti: Limiti | None = None) -> Iterator[tuple[list[Membro], list[Difetto]]]:
    """Open a zip and give its files, in order, with the faults of its table of contents.

    A zip with faults gives no files: nothing of it is decompressed.
    """
    limiti = limiti or Limiti()
    try:
        archivio = zipfile.ZipFile(percorso)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError):
        yield [], [Difetto(percorso.name, None, None, _che_cosa_e(percorso), "un archivio zip intero")]
        return
    with archivio:
        voci = [voce for voce in archivio.infolist() if not voce.is_dir()]
        difetti = [*_troppo(percorso.name, voci, limiti), *_voci_pericolose(percorso.name, voci, limiti)]
        yield ([] if difetti else [_membro(archivio, percorso.name, voce) for voce in voci]), difetti


def da_solo(percorso: Path) -> Membro:
    """Return a file that is in no zip."""
    return Membro(percorso.name, percorso.read_bytes, lambda: percorso.open("rb"))


def _membro(archivio: zipfile.ZipFile, zip_: str, voce: zipfile.ZipInfo) -> Membro:
    def apri() -> BinaryIO:
        with _spiegato(dove(zip_, voce.filename)):
            return _Flusso(archivio.open(voce), dove(zip_, voce.filename))

    def leggi() -> bytes:
        with apri() as aperto:
            return b"".join(iter(lambda: aperto.read(_PEZZO), b""))

    return Membro(PurePosixPath(voce.filename.replace("\\", "/")).name, leggi, apri)


class _Flusso(io.RawIOBase):
    """The bytes of a member as they are decompressed: what goes wrong on the way is said as a fault."""

    def __init__(self, aperto: BinaryIO, file: str):
        self._aperto, self._file = aperto, file

    def readable(self) -> bool:
        return True

    def read(self, quanti: int = -1) -> bytes:
        with _spiegato(self._file):
            return self._aperto.read(quanti)

    def close(self) -> None:
        self._aperto.close()
        super().close()


@contextmanager
def _spiegato(file: str) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as errore:
        raise FileIllegibile(_rovinato(file, errore)) from errore


def dove(zip_: str, membro: str) -> str:
    """Name a member for a fault or for the provenance: «archivio.zip » membro.csv»."""
    return f"{zip_} » {PurePosixPath(membro).name}"


def _troppo(zip_: str, voci: list[zipfile.ZipInfo], limiti: Limiti) -> Iterator[Difetto]:
    if len(voci) > limiti.file:
        yield Difetto(zip_, None, None, f"{len(voci)} file", f"al più {limiti.file} file in un archivio")
    totale = sum(voce.file_size for voce in voci)
    if totale > limiti.byte:
        yield Difetto(
            zip_, None, None, f"{_misura(totale)} una volta aperto", f"al più {_misura(limiti.byte)}"
        )


def _voci_pericolose(zip_: str, voci: list[zipfile.ZipInfo], limiti: Limiti) -> Iterator[Difetto]:
    visti: set[str] = set()
    for voce in voci:
        for trovato, atteso in _pericoli(voce, limiti):
            yield Difetto(dove(zip_, voce.filename), None, None, trovato, atteso)
        if voce.filename in visti:
            yield Difetto(
                dove(zip_, voce.filename), None, None, "due file con lo stesso nome", "un file solo"
            )
        visti.add(voce.filename)


def _pericoli(voce: zipfile.ZipInfo, limiti: Limiti) -> Iterator[tuple[str, str]]:
    percorso = PurePosixPath(voce.filename.replace("\\", "/"))
    if percorso.is_absolute() or ".." in percorso.parts or ":" in percorso.parts[0]:
        yield f"il percorso «{voce.filename}»", "un file dentro la cartella dell'archivio"
    if voce.flag_bits & _CIFRATO:
        yield "un file protetto da parola d'ordine", "un file in chiaro"
    if percorso.suffix.lower() == ".zip":
        yield "uno zip dentro lo zip", "i CSV, senza altri archivi dentro"
    if voce.file_size > limiti.byte_per_file:
        yield f"{_misura(voce.file_size)} una volta aperto", f"al più {_misura(limiti.byte_per_file)}"
    rapporto = voce.file_size // max(voce.compress_size, 1)
    if voce.file_size > limiti.byte_senza_rapporto and rapporto > limiti.rapporto:
        trovato = f"un file che si gonfia {rapporto} volte, fino a {_misura(voce.file_size)}"
        yield trovato, f"un CSV, che si comprime al più {limiti.rapporto} volte"


def _rovinato(file: str, errore: Exception) -> Difetto:
    motivo = "non corrisponde al suo codice di controllo" if "CRC" in str(errore) else "non si decomprime"
    return Difetto(
        file, None, None, f"un file rovinato: {motivo}", "un file intero: scaricare di nuovo lo zip"
    )


def _che_cosa_e(percorso: Path) -> str:
    with percorso.open("rb") as aperto:
        inizio = aperto.read(4)
    if not inizio:
        return "un file vuoto"
    if inizio.startswith(b"PK"):
        return "uno zip tronco o rovinato: scaricarlo di nuovo"
    return "un file che non è uno zip, malgrado il nome"


def _misura(byte: int) -> str:
    if byte < 1 << 20:
        return f"{byte >> 10} kB"
    return f"{byte >> 20:,} MB".replace(",", ".")
