"""The files that every report of a folder shares: style, fonts, and what draws the figures."""

from __future__ import annotations

import sys
from pathlib import Path

from crescere_kit.batch.writing import copia
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.reports.style import statici

CARTELLA = "risorse"
_MODELLI = (
    Path(__file__).parents[2] / "templates" / "report",
    Path(sys.prefix) / "share" / "crescere" / "report",
)
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
    return next((cartella for cartella in _MODELLI if cartella.is_dir()), _MODELLI[0])


def prepara(cartella: Path) -> None:
    """Put the shared files beside the reports; what else is in the folder is not touched."""
    mancanti = [nome for nome in _FILE if not (statici() / nome).is_file()]
    if mancanti:
        raise RisorseMancanti(
            f"Mancano i file del browser ({', '.join(mancanti)}): installarli con «make» e riprovare."
        )
    for nome in _FILE:
        copia(statici() / nome, cartella / CARTELLA / nome)
    copia(modelli() / "relazione.css", cartella / CARTELLA / "relazione.css")
