"""The invented region."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def demo(
    comuni: Annotated[int, typer.Option(min=1, max=7900, help="Quanti comuni inventare.")] = 40,
    seme: Annotated[int, typer.Option(help="Con lo stesso seme, la stessa regione.")] = 2019,
    in_: Annotated[Path | None, typer.Option("--in", help="Dove scrivere i file ufficiali.")] = None,
) -> None:
    """Scrive una regione inventata nei formati ufficiali e la carica nell'archivio."""
    import tempfile

    from crescere_kit import peers
    from crescere_kit.projection.forecast import kept
    from crescere_kit.sources import demo as regione
    from crescere_kit.sources.store import Archivio

    archivio = Archivio()
    with tempfile.TemporaryDirectory() as provvisoria:
        file = regione.scrivi(in_ or Path(provvisoria), comuni=comuni, seme=seme)
        archivio.importa(file)
    peers.aggiorna_se_serve(archivio)
    kept.aggiorna_se_serve(archivio)
    typer.echo(f"Caricati {comuni} comuni inventati da {len(file)} file nell'archivio «{archivio.cartella}».")
