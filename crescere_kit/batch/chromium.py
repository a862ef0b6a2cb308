"""One Chromium without a window, spoken to through two pipes: no port listens, no driver is installed."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from crescere_kit.printing.pdf import StampaNonPronta

NOMI = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OPZIONI = (
    "--headless",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # a report asks for nothing, and could not get it
    "about:blank",
)
_BLOCCO = 1 << 20
_AVVIO = 30.0  # seconds


class ChromiumInterrotto(Exception):
    """It died: whoever holds it closes it and may start another. The message goes after «Chromium»."""


class ChromiumLento(ChromiumInterrotto):
    """It did not answer in time: another would not either."""


def eseguibile() -> str:
    """Return the Chromium of this machine; raise StampaNonPronta when there is none."""
    trovato = os.environ.get("CRESCERE_CHROMIUM") or next(filter(None, map(shutil.which, NOMI)), None)
    if trovato is None or not Path(trovato).exists():
        raise StampaNonPronta(
            "Il PDF non si può preparare perché su questa macchina manca Chromium: chi la gestisce lo "
            "installi con «sudo apt install chromium»."
        )
    return trovato


class Chromium:
    """A running browser with one page, reused for everything that is printed."""

    def __init__(self, comando: Sequence[str]) -> None:
        self._cartella = tempfile.mkdtemp(prefix="crescere-chromium-")
        lettura, self._scrive = _pipe()
        self._legge, scrittura = _pipe()
        try:
            self.pid = _avvia([*comando, f"--user-data-dir={self._cartella}", *_OPZIONI], lettura, scrittura)
        except OSError as errore:
            self.pid = 0
            self.chiudi()
            raise StampaNonPronta(f"Chromium non parte: {errore.strerror or errore}.") from errore
        finally:
            os.close(lettura)
            os.close(scrittura)
        os.set_blocking(self._scrive, False)
        self._resto, self._numero, self._eventi = b"", 0, []
        self._sessione = self._pagina()

    def _pagina(self) -> str:
        try:
            nuova = self._chiedi("Target.createTarget", {"url": "about:blank"}, entro=_AVVIO)
            unita = self._chiedi("Target.attachToTarget", nuova | {"flatten": True}, entro=_AVVIO)
        except ChromiumInterrotto:
            self.chiudi()
            raise
        return unita["sessionId"]

    def chiedi(
        self, metodo: str, parametri: Mapping[str, Any] | None = None, entro: float = 30.0
    ) -> dict[str, Any]:
        """Ask the page something and wait for its answer, so many seconds at most."""
        return self._chiedi(metodo, parametri or {}, self._sessione, entro)

    def _chiedi(
        self, metodo: str, parametri: Mapping[str, Any], sessione: str = "", entro: float = 30.0
    ) -> dict[str, Any]:
        self._numero += 1
        fine, numero = time.monotonic() + entro, self._numero
        domanda = {"id": numero, "method": metodo, "params": dict(parametri)}
        self._scrivi(
            json.dumps(domanda | ({"sessionId": sessione} if sessione else {})).encode() + b"\0", fine
        )
        while True:
            risposta = self._leggi(fine)
            if risposta.get("id") == numero:
                break
            self._eventi.append(risposta.get("method"))
        if "error" in risposta:
            raise ChromiumInterrotto(f"ha rifiutato {metodo}")
        return risposta["result"]

    def apri(self, indirizzo: str, entro: float) -> None:
        """Open an address in the page and wait until it is loaded."""
        fine = time.monotonic() + entro
        self.chiedi("Page.enable", entro=entro)
        self._eventi.clear()
        aperta = self.chiedi("Page.navigate", {"url": indirizzo}, entro)
        if aperta.get("errorText"):
            raise ChromiumInterrotto("non apre la pagina")
        while "Page.loadEventFired" not in self._eventi:
            self._eventi.append(self._leggi(fine).get("method"))

    def _scrivi(self, dati: bytes, fine: float) -> None:
        while dati:
            self._aspetta([], [self._scrive], fine)
            try:
                dati = dati[os.write(self._scrive, dati) :]
            except OSError as errore:
                raise ChromiumInterrotto("si è interrotto") from errore

    def _leggi(self, fine: float) -> dict[str, Any]:
        pezzi = [self._resto]
        while b"\0" not in pezzi[-1]:
            self._aspetta([self._legge], [], fine)
            arrivato = os.read(self._legge, _BLOCCO)
            if not arrivato:
                raise ChromiumInterrotto("si è interrotto")
            pezzi.append(arrivato)
        messaggio, _, self._resto = b"".join(pezzi).partition(b"\0")
        return json.loads(messaggio)

    def _aspetta(self, lettura: list[int], scrittura: list[int], fine: float) -> None:
        resta = fine - time.monotonic()
        if resta <= 0 or not any(select.select(lettura, scrittura, [], resta)):
            raise ChromiumLento("non ha finito in tempo")

    def chiudi(self) -> None:
        """End it with all its processes, and leave nothing in the temporary folder."""
        for canale in (self._scrive, self._legge):
            with contextlib.suppress(OSError):
                os.close(canale)
        if self.pid:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
            self.pid = 0
        shutil.rmtree(self._cartella, ignore_errors=True)


def _pipe() -> tuple[int, int]:
    """Return a pipe whose ends stay clear of the numbers that Chromium wants."""
    crude = os.pipe()
    alte = tuple(fcntl.fcntl(uno, fcntl.F_DUPFD_CLOEXEC, 10) for uno in crude)
    for uno in crude:
        os.close(uno)
    return alte


def _avvia(comando: Sequence[str], lettura: int, scrittura: int) -> int:
    """Start it in a session of its own, with commands on descriptor 3 and answers on 4."""
    privata = next(a for a in comando if a.startswith("--user-data-dir=")).partition("=")[2]
    ambiente = {n: v for n in ("PATH", "LANG", "TMPDIR") if (v := os.environ.get(n))} | {"HOME": privata}
    nulla = [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_RDWR, 0) for n in (0, 1, 2)]
    canali = [(os.POSIX_SPAWN_DUP2, lettura, 3), (os.POSIX_SPAWN_DUP2, scrittura, 4)]
    return os.posix_spawn(comando[0], list(comando), ambiente, file_actions=[*nulla, *canali], setsid=True)
