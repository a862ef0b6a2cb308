"""One notebook for every comune."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crescere_kit.cli.options import Anno


def lotto(
    notebook: Annotated[str, typer.Argument(help="Nome del notebook («07_relazione») o il suo file.")],
    comuni: Annotated[str, typer.Option(help="«tutti», oppure codici o nomi separati da virgole.")] = "tutti",
    anno: Anno = None,
    in_: Annotated[Path, typer.Option("--in", help="Cartella dei rapporti.")] = Path("rapporti"),
) -> None:
    """Esegue un notebook per ogni comune e scrive i rapporti con un indice."""
    from crescere_kit import batch

    scelti = None if comuni == "tutti" else [nome.strip() for nome in comuni.split(",") if nome.strip()]
    esito = batch.esegui(notebook, scelti, anno, in_)
    scritti, falliti = len(esito.riusciti), len(esito.falliti)
    fatto = "1 rapporto scritto" if scritti == 1 else f"{scritti} rapporti scritti"
    mancato = "1 non riuscito" if falliti == 1 else f"{falliti} non riusciti"
    typer.echo(f"{fatto}, {mancato}: aprire «{esito.indice}».")
    if falliti:
        raise typer.Exit(3)
