"""The files that every report of a folder shares: style, fonts, and what draws the figures."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from crescere_kit.batch.writing import copia
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.reports.style import statici

CARTELLA = "risorse"
PLOTLY, PLOTLY_INTERO = "vendor/plotly-basic.min.js", "vendor/plotly.min.js"
_MODELLI = (
    Path(__file__).parents[2] / "templates" / "report",
    Path(sys.prefix) / "share" / "crescere" / "report",
)
_STILI = ("caratteri.css", "conti.css", "relazione.css")
_FILE = (
    "caratteri.css",
    "conti.css",
    "grafici.js",
    PLOTLY,
    "vendor/plotly-LICENSE.txt",
    "vendor/titillium-regular.woff2",
    "vendor/titillium-600.woff2",
    "vendor/titillium-700.woff2",
    "vendor/titillium-OFL.txt",
)
_PROPRI = ("relazione.css", "elenco.js")


class RisorseMancanti(ErroreSpiegato):
    """The browser files were not installed."""


@dataclass(frozen=True)
class Dentro:
    """A script or a style written inside a page, with the hash by which the page lets it run."""

    testo: Markup

    @property
    def impronta(self) -> str:
        """The hash as a Content-Security-Policy names it."""
        cifre = hashlib.sha256(self.testo.encode()).digest()
        return f"'sha256-{base64.b64encode(cifre).decode()}'"


def modelli() -> Path:
    """Return the folder of the report templates, in the sources or where they are installed."""
    return next((cartella for cartella in _MODELLI if cartella.is_dir()), _MODELLI[0])


def prepara(cartella: Path) -> None:
    """Put the shared files beside the reports; what else is in the folder is not touched."""
    controlla()
    for nome in (*_FILE, *_PROPRI):
        copia(_dove(nome), cartella / CARTELLA / nome)
    if (intero := _plotly_intero()) is not None:
        copia(intero, cartella / CARTELLA / PLOTLY_INTERO)


def controlla() -> None:
    """Stop with a sentence when the files of the browser are not there."""
    mancanti = [nome for nome in _FILE if not _dove(nome).is_file()]
    if mancanti:
        raise RisorseMancanti(
            f"Mancano i file del browser ({', '.join(mancanti)}): installarli con «make» e riprovare."
        )


@cache
def stile() -> Dentro:
    """Return every style sheet as one text that asks for nothing: the fonts are in it."""
    testo = "\n".join(_dove(nome).read_text(encoding="utf-8") for nome in _STILI)
    return Dentro(Markup(re.sub(r'url\("(vendor/[^"]+)"\)', _incorporato, testo)))  # noqa: S704 - our own files


@cache
def script(nome: str) -> Dentro:
    """Return a script to be written inside a page."""
    file = _plotly_intero() if nome == PLOTLY_INTERO else _dove(nome)
    testo = (file or _dove(PLOTLY)).read_text(encoding="utf-8").replace("\r", "")
    return Dentro(Markup(re.sub(r"</(?=script)", r"<\\/", testo, flags=re.IGNORECASE)))  # noqa: S704


def _dove(nome: str) -> Path:
    return (modelli() if nome in _PROPRI else statici()) / nome


def _plotly_intero() -> Path | None:
    """Return the plotly that draws every kind of trace: the Python package brings it."""
    trovato = find_spec("plotly")
    file = Path(trovato.submodule_search_locations[0]) / "package_data" / "plotly.min.js" if trovato else None
    return file if file is not None and file.is_file() else None


def _incorporato(indirizzo: re.Match[str]) -> str:
    dati = base64.b64encode(_dove(indirizzo[1]).read_bytes()).decode()
    return f'url("data:font/woff2;base64,{dati}")'
