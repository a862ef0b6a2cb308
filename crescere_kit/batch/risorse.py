"""The files that every report of a folder shares: style, fonts, and what draws the figures."""

from __future__ import annotations

import sys
from pathlib import Path

from crescere_kit.batch.scrittura import copia
from crescere_kit.errors import ErroreSpiegato

CARTELLA = "risorse"
_SORGENTE = Path(__file__).parents[2] / "templates"
_INSTALLATI = Path(sys.prefix) / "share"
_FILE = (
    "caratteri.css",
    "conti.css",
    "grafici.js",
    "vendor/plotly-basic.min.js",
    "vendor/plotly-LICENSE.txt",
    "vendor/titillium-regular.woff2",
    "vendor/titillium-600.woff2",
    "vendor/titillium-700.woff2",
    "vendor/titillium-OFL.txt",
)


class RisorseMancanti(ErroreSpiegato):
    """The browser files were not installed."""


def modelli() -> Path:
    """Return the folder of the report templates, in the sources or where they are installed."""
    return _prima(_SORGENTE / "report", _INSTALLATI / "crescere" / "report")


def _statici() -> Path:
    return _prima(
        _SORGENTE / "voila" / "crescere" / "static",
        _INSTALLATI / "jupyter" / "voila" / "templates" / "crescere" / "static",
    )


def _prima(*cartelle: Path) -> Path:
    return next((cartella for cartella in cartelle if cartella.is_dir()), cartelle[0])


def prepara(cartella: Path) -> None:
    """Put the shared files beside the reports; what else is in the folder is not touched."""
    mancanti = [nome for nome in _FILE if not (_statici() / nome).is_file()]
    if mancanti:
        raise RisorseMancanti(
            f"Mancano i file del browser ({', '.join(mancanti)}): installarli con «make» e riprovare."
        )
    for nome in _FILE:
        copia(_statici() / nome, cartella / CARTELLA / nome)
    copia(modelli() / "relazione.css", cartella / CARTELLA / "relazione.css")
