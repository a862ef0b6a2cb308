"""A report on paper: the page itself, with its figures, as a tagged PDF, by one Chromium that is reused."""

from __future__ import annotations

import atexit
import base64
import contextlib
import os
import shutil
import tempfile
import threading
import time
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Self

from crescere_kit.batch import assets
from crescere_kit.batch.chromium import Chromium, ChromiumInterrotto, ChromiumLento, eseguibile
from crescere_kit.batch.writing import scrivi
from crescere_kit.errors import ErroreSpiegato

SECONDI = 60.0  # for one report
_RICAMBIO = 200  # reports after which a browser is replaced: what it forgot to free goes with it
_TENTATIVI = 2  # a Chromium killed by somebody else is started again once
_DISEGNA = """(async () => {
  window.dispatchEvent(new Event("beforeprint"));
  await document.fonts.ready;
  const figure = Array.from(document.querySelectorAll(".disegno[data-figura]"));
  return figure.filter(f => !f.dataset.disegnato).length;
})()"""
_PIEDE = (
    '<div style="width:100%;padding:0 15mm;font:8pt sans-serif;color:#435a70;display:flex;'
    'justify-content:space-between"><span>{titolo}</span><span>pagina <span class="pageNumber"></span> di '
    '<span class="totalPages"></span></span></div>'
)
_POLLICE = 25.4
_FOGLIO = {
    "paperWidth": 210 / _POLLICE,
    "paperHeight": 297 / _POLLICE,
    "marginTop": 15 / _POLLICE,
    "marginBottom": 18 / _POLLICE,
    "marginLeft": 15 / _POLLICE,
    "marginRight": 15 / _POLLICE,
    "printBackground": True,
    "displayHeaderFooter": True,
    "headerTemplate": "<span></span>",
    "generateTaggedPDF": True,
    "generateDocumentOutline": True,
}


class StampaNonRiuscita(ErroreSpiegato):
    """The PDF of a report could not be made; the page is there all the same."""


class Stampante:
    """Prints one report at a time; many threads may ask."""

    def __init__(self, secondi: float = SECONDI) -> None:
        self._secondi, self._stampati = secondi, 0
        self._chromium: Chromium | None = None
        self._cartella: Path | None = None
        self._turno = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type | BaseException | TracebackType | None) -> None:
        self.chiudi()

    def stampa(self, html: str, titolo: str) -> bytes:
        """Return a page of `page.relazione` as PDF; raise a sentence that says why not."""
        with self._turno:
            fine = time.monotonic() + self._secondi
            for _ in range(_TENTATIVI):
                try:
                    return self._stampa(html, titolo, fine)
                except ChromiumInterrotto as errore:
                    self._spegni()
                    perche = str(errore)
                    if isinstance(errore, ChromiumLento):
                        break
        raise StampaNonRiuscita(
            f"Il PDF non è riuscito: Chromium {perche}. La relazione si legge nella pagina HTML, che si può "
            "stampare dal browser."
        )

    def _stampa(self, html: str, titolo: str, fine: float) -> bytes:
        cartella, chromium = self._pronti()
        pagina = cartella / "relazione.html"
        scrivi(pagina, html)
        chromium.apri(pagina.as_uri(), fine - time.monotonic())
        disegna = {"expression": _DISEGNA, "awaitPromise": True, "returnByValue": True}
        detto = chromium.chiedi("Runtime.evaluate", disegna, fine - time.monotonic())
        if "exceptionDetails" in detto or detto["result"].get("value"):
            raise ChromiumInterrotto("non ha disegnato i grafici")
        piede = {"footerTemplate": _PIEDE.format(titolo=escape(titolo))}
        stampato = chromium.chiedi("Page.printToPDF", _FOGLIO | piede, fine - time.monotonic())
        self._stampati += 1
        return base64.b64decode(stampato["data"])

    def _pronti(self) -> tuple[Path, Chromium]:
        if self._cartella is None:
            self._cartella = Path(tempfile.mkdtemp(prefix="crescere-stampa-"))
            assets.prepara(self._cartella)
        if self._stampati >= _RICAMBIO:
            self._spegni()
        if self._chromium is None:
            self._chromium = _accendi()
        return self._cartella, self._chromium

    def _spegni(self) -> None:
        if self._chromium is not None:
            self._chromium.chiudi()
        self._chromium, self._stampati = None, 0

    def chiudi(self) -> None:
        """End the browser and remove what it was given to print."""
        with self._turno:
            self._spegni()
            if self._cartella is not None:
                shutil.rmtree(self._cartella, ignore_errors=True)
                self._cartella = None


_del_processo: dict[int, Stampante] = {}


def del_processo() -> Stampante:
    """Return the printer of this process: it starts at the first report, and ends with the process."""
    if os.getpid() not in _del_processo:
        _del_processo.clear()  # a forked child does not speak to its parent's browser
        _del_processo[os.getpid()] = Stampante()
        atexit.register(_del_processo[os.getpid()].chiudi)
    return _del_processo[os.getpid()]


def _accendi() -> Chromium:
    """Start Chromium in its own sandbox; where the system gives it none, what it prints is already clean."""
    comando = [eseguibile()]
    if os.geteuid() != 0:
        with contextlib.suppress(ChromiumInterrotto):
            return Chromium(comando)
    return Chromium([*comando, "--no-sandbox"])
