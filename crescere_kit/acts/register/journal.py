"""The file of the log: lines are added one at a time, whole, by one person at a time.

A line is there when it ends. A process killed while writing leaves a line without its end: whoever writes
next takes it away, under the lock. A line that ended is never taken away. Beside the log, a small file says
which was the last event: a log that ends before it has lost something, and nothing more is written on it.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crescere_kit.acts.register.disk import fissa_cartella, scrivi_tutto, spiegato
from crescere_kit.acts.register.refusals import RegistroGuasto, RegistroOccupato

_ATTESA = 30.0  # seconds: others hold the lock for milliseconds
_RESPIRO = 0.002


class Diario:
    """The lines of the log of one comune, as bytes."""

    def __init__(self, cartella: Path) -> None:
        self.cartella = cartella
        self.file = cartella / "registro.jsonl"
        self.segno = cartella / "registro.ultimo"

    @contextmanager
    def riservato(self) -> Iterator[None]:
        """Hold the lock; raises RegistroOccupato when somebody else does not let it go."""
        with spiegato(self.cartella):
            self.cartella.mkdir(parents=True, exist_ok=True)
            aperto = os.open(self.cartella / ".lucchetto", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        try:
            _attendi(aperto)
            yield
        finally:
            os.close(aperto)  # and with it the lock

    def lunghezza(self) -> int:
        """Return how many bytes the log has, a torn line included."""
        try:
            return self.file.stat().st_size
        except FileNotFoundError:
            return 0

    def righe(self, da: int = 0) -> tuple[list[bytes], bytes]:
        """Return the whole lines from a byte on, and what comes after the last of them."""
        try:
            with self.file.open("rb") as aperto:
                aperto.seek(da)
                *righe, coda = aperto.read().split(b"\n")
        except FileNotFoundError:
            return [], b""
        return righe, coda

    def ripara(self) -> None:
        """Take away a line that was never finished. To be called under the lock.

        Raises RegistroGuasto when what follows the last whole line is not the beginning of an event: then it
        is not a line that a crash cut short, but a file that somebody changed.
        """
        coda = self.righe()[1]
        if not coda:
            return
        if intera(coda):  # only its end is missing: the event was all there
            with spiegato(self.cartella), self.file.open("ab") as aperto:
                aperto.write(b"\n")
                aperto.flush()
                os.fsync(aperto.fileno())
            return
        if not strappata(coda):
            raise RegistroGuasto(
                f"L'ultima riga del registro «{self.file}» è stata cambiata: lanciare «crescere atti "
                "verifica» "
                "e rimettere la copia di riserva."
            )
        with spiegato(self.cartella):
            self._accorcia(self.lunghezza() - len(coda))

    def accoda(self, riga: bytes, n: int, impronta: str) -> None:
        """Add a line, safe on the disk when this returns. To be called under the lock, after `ripara`.

        When there is no room the log goes back to what it was.
        """
        prima = self.lunghezza()
        with spiegato(self.cartella):
            nuovo = not self.file.exists()
            aperto = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o640)
            try:
                scrivi_tutto(aperto, riga)
                os.fsync(aperto)
            except OSError:
                os.ftruncate(aperto, prima)
                raise
            finally:
                os.close(aperto)
            if nuovo:
                fissa_cartella(self.cartella)
        self._segna(n, impronta)

    def ultimo_segnato(self) -> tuple[int, str] | None:
        """Return number and hash of the last event said to be written, None where nothing says it."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            segno = json.loads(self.segno.read_text(encoding="utf-8"))
            return int(segno["n"]), str(segno["impronta"])
        return None

    def _segna(self, n: int, impronta: str) -> None:
        # Never ahead of the log, which is already on the disk; it may stay behind, and that is no fault.
        with suppress(OSError):
            provvisorio = self.segno.with_suffix(".nuovo")
            provvisorio.write_text(json.dumps({"n": n, "impronta": impronta}), encoding="utf-8")
            provvisorio.replace(self.segno)

    def _accorcia(self, lunghezza: int) -> None:
        with self.file.open("rb+") as aperto:
            aperto.truncate(lunghezza)
            os.fsync(aperto.fileno())


def intera(coda: bytes) -> bool:
    """Say whether bytes without an end of line are a whole event."""
    try:
        json.loads(coda)
    except ValueError:
        return False
    return True


def strappata(coda: bytes) -> bool:
    """Say whether bytes without an end of line are the beginning of an event that a crash cut short."""
    coda = coda.rstrip(b"\0")  # what some disks leave after a power cut
    if not coda:
        return True
    try:
        json.JSONDecoder().raw_decode(coda.decode("utf-8", errors="replace"))
    except ValueError:
        return coda.startswith(b"{")
    return False  # a whole event, and then something that the register never wrote


def _attendi(lucchetto: int) -> None:
    fine = time.monotonic() + _ATTESA
    while True:
        try:
            fcntl.flock(lucchetto, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > fine:
                raise RegistroOccupato(
                    "Un'altra persona sta scrivendo nel registro da troppo tempo: riprovare fra un minuto."
                ) from None
            time.sleep(_RESPIRO)
        else:
            return
