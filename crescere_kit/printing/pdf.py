"""From the printed document to PDF, by WeasyPrint: it opens our style sheets and fonts, and nothing else."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from crescere_kit.errors import ErroreSpiegato
from crescere_kit.printing.document import documento
from crescere_kit.reports import Fascicolo
from crescere_kit.reports.style import statici

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

_ACCESSIBILE = "pdf/ua-1"
_LIBRERIE = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class StampaNonPronta(ErroreSpiegato):
    """This machine lacks the libraries that write a PDF."""


def esporta_pdf(fascicolo: Fascicolo) -> bytes:
    """Return the whole analysis of a comune and year as an accessible PDF, in A4."""
    return in_pdf(documento(fascicolo))


def in_pdf(html: str) -> bytes:
    """Write a document as PDF/UA; whatever it asks for outside our folder stays out."""
    try:
        from weasyprint import HTML
    except OSError as errore:  # the package is there, the libraries of the system are not
        raise StampaNonPronta(
            "Il PDF non si può preparare perché su questa macchina manca Pango: chi la gestisce lo installi "
            f"con «sudo apt install {_LIBRERIE}»."
        ) from errore
    memoria = io.BytesIO()
    base = f"{statici().resolve().as_uri()}/"
    HTML(string=html, base_url=base, url_fetcher=_solo_nostri()).write_pdf(memoria, pdf_variant=_ACCESSIBILE)
    return memoria.getvalue()


def _solo_nostri() -> URLFetcher:
    """Return what opens addresses for WeasyPrint: the files of the style, and no other door."""
    from weasyprint.urls import URLFetcher

    class SoloNostri(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> object:
            if not nostro(url):
                raise ValueError("only the style sheets and the fonts of Crescere are opened")
            return super().fetch(url, headers)

    return SoloNostri(allowed_protocols=("file", "data"), allow_redirects=False)


def nostro(url: str) -> bool:
    """Tell whether an address holds its own content, or is a file of the folder of the style."""
    parti = urlsplit(url)
    if parti.scheme == "data":
        return True
    file = Path(url2pathname(parti.path)).resolve()
    return parti.scheme == "file" and not parti.netloc and file.is_relative_to(statici().resolve())
