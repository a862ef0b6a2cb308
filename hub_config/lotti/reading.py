"""A published report, opened from the page.

Its folder is in the comune's hands, so a file in it may be a trap for whoever opens it. Scripts and styles
are always ours, never those that lie beside the report, and no script comes from any other address.
"""

from __future__ import annotations

import mimetypes
import re
from importlib.util import find_spec
from pathlib import Path

from tornado import iostream, web

from hub_config.lotti import jobs, publishing
from hub_config.lotti.website import Riservata, Vestita
from hub_config.places import CONDIVISI, RADICE, template_voila

SI_LEGGONO = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf"}
SI_SCARICANO = {
    ".ipynb": "application/x-ipynb+json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
}
PLOTLY_INTERO, MODELLI = "vendor/plotly.min.js", "templates/report"
PEZZO = 256 * 1024
INDIRIZZO = re.compile(r"[A-Za-z0-9.:\[\]-]+")


def regole(indirizzo: str, cartella: str) -> str:
    """What a report may load: our scripts, by their full address: the comune has files on this host too."""
    nostri = f"{indirizzo}{cartella}risorse/" if INDIRIZZO.fullmatch(indirizzo) else "'none'"
    return (
        f"default-src 'none'; script-src {nostri}; style-src {nostri} 'unsafe-inline'; font-src {nostri}; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


class FileDelRapporto(Riservata):
    """A file of a report of that comune, and of nobody else."""

    async def get(self, slug: str, numero: str, percorso: str) -> None:
        self.vede(slug)
        lavoro = jobs.del_comune(self.servizio.motore, slug, int(numero))
        tipo = SI_LEGGONO.get(Path(percorso).suffix) or SI_SCARICANO.get(Path(percorso).suffix)
        if lavoro is None or not lavoro.cartella or tipo is None:
            raise web.HTTPError(404)
        comune = self.servizio.impostazioni.comune(slug)
        try:
            file = publishing.apri(comune, f"{lavoro.cartella}/{percorso}")
        except FileNotFoundError as errore:
            raise web.HTTPError(404) from errore
        self.set_header("Content-Type", tipo)
        cartella = f"{self.hub_auth.base_url}{slug}/rapporti/{numero}/"
        self.set_header("Content-Security-Policy", regole(self.request.host, cartella))
        if Path(percorso).suffix in SI_SCARICANO:
            self.set_header("Content-Disposition", f'attachment; filename="{Path(percorso).name}"')
        with file:
            try:
                while pezzo := file.read(PEZZO):
                    self.write(pezzo)
                    await self.flush()
            except iostream.StreamClosedError:
                return


class Risorsa(Vestita):
    """Style, fonts and what draws the figures: the same for every report, nothing in them is anybody's."""

    def get(self, slug: str, nome: str) -> None:
        file = risorsa(nome)
        if file is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        self.set_header("Cache-Control", "private, max-age=3600")
        self.finish(file.read_bytes())


def risorsa(nome: str) -> Path | None:
    """Return one of the files that reports are drawn with, wherever it is installed."""
    if nome == PLOTLY_INTERO:  # its own package brings it
        nome, radici = "plotly.min.js", [Path(p) / "package_data" for p in _pacchetto("plotly")]
    else:
        radici = [template_voila() / "static", RADICE / MODELLI, CONDIVISI / "crescere" / "report"]
    return next((file for radice in radici if (file := _dentro(radice, nome))), None)


def _pacchetto(nome: str) -> list[str]:
    trovato = find_spec(nome)
    return list(trovato.submodule_search_locations or ()) if trovato else []


def _dentro(radice: Path, nome: str) -> Path | None:
    file = (radice / nome).resolve()
    adatto = file.suffix in {".css", ".js", ".woff2", ".txt"} and file.is_file()
    return file if adatto and file.is_relative_to(radice.resolve()) else None
