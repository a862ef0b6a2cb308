"""`crescere esporta`: the analysis as a file to send, to print or to work on."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from crescere_kit.cli.new_file import GiaScritto, scrivi_nuovo
from crescere_kit.cli.options import Anno, Comune


class Formato(StrEnum):
    """The kinds of file that can be written."""

    XLSX = "xlsx"
    PDF = "pdf"


def esporta(
    comune: Comune = None,
    anno: Anno = None,
    formato: Annotated[
        Formato, typer.Option(help="xlsx, i conti da rielaborare; pdf, l'analisi da stampare.")
    ] = Formato.XLSX,
    in_: Annotated[
        Path | None, typer.Option("--in", help="Il file da scrivere; se manca, comune e anno.")
    ] = None,
) -> None:
    """Scrive l'analisi di un comune in un file: i conti in Excel, o tutta la pagina in PDF."""
    from crescere_kit.reports import apri

    fascicolo = apri(comune, anno)
    file = in_ or Path(f"{fascicolo.slug}-{fascicolo.anno}.{formato}")
    if file.exists():  # said before the seconds that a PDF takes
        raise GiaScritto(f"«{file}» c'è già: indicare un altro nome con «--in».")
    scrivi_nuovo(file, _contenuto(fascicolo, formato))
    typer.echo(f"Scritto «{file}».")


def _contenuto(fascicolo: object, formato: Formato) -> bytes:
    if formato is Formato.PDF:
        from crescere_kit.printing import esporta_pdf

        return esporta_pdf(fascicolo)
    from crescere_kit.export import esporta_xlsx

    return esporta_xlsx(fascicolo)
