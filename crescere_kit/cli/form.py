"""`crescere dati modulo`: the ente's own form, to be filled in by the office and loaded back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crescere_kit.cli.new_file import scrivi_nuovo
from crescere_kit.cli.options import Comune

_PRIMO, _ULTIMO = 2015, 2098


def modulo(
    comune: Comune = None,
    anno: Annotated[
        int | None,
        typer.Option(min=_PRIMO, max=_ULTIMO, help="Anno del rendiconto; se manca, l'ultimo che c'è."),
    ] = None,
    bilancio: Annotated[
        int | None,
        typer.Option(
            min=_PRIMO, max=_ULTIMO + 1, help="Primo anno del bilancio; se manca, quello dopo il rendiconto."
        ),
    ] = None,
    in_: Annotated[Path | None, typer.Option("--in", help="Il file da scrivere (.xlsx).")] = None,
) -> None:
    """Scrive il modulo dell'ente (xlsx) con ciò che l'archivio già sa: si compila e si ricarica."""
    from crescere_kit.reports import apri

    fascicolo = apri(comune)
    fascicolo = fascicolo.dell_anno(anno) if anno else fascicolo
    da_scrivere = fascicolo.modulo(bilancio)
    file = in_ or Path(da_scrivere.nome)
    scrivi_nuovo(file, da_scrivere.contenuto, ", e potrebbe essere compilato")
    typer.echo(f"Scritto «{file}»: compilarlo e caricarlo con «crescere dati importa».")
