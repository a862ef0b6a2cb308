"""The letterhead and the wording of a comune, from a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from crescere_kit.cli.output import tabella

Cartella = Annotated[
    Path | None, typer.Option("--atti", help="Cartella degli atti; se manca, $CRESCERE_ATTI o «atti».")
]
Comune = Annotated[str, typer.Option(help="Codice ISTAT o nome del comune.")]
DiChi = Annotated[
    str, typer.Argument(help="Codice dell'atto, come «fgdc»; «carta_intestata» per la carta intestata.")
]

modello = typer.Typer(no_args_is_help=True, help="Carta intestata e modelli propri di un comune.")


@modello.command("carica")
def carica(
    codice: DiChi,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Il file Word.")],
    comune: Comune,
    chi: Annotated[str, typer.Option(help="Chi lo carica, per il registro.")] = "ufficio",
    atti: Cartella = None,
) -> None:
    """Esamina un modello, lo conserva come nuova versione e lo mette in uso."""
    from crescere_kit.acts import dress

    detto, _ = dress.carica(_scrivania(comune, atti), codice, file.read_bytes(), chi)
    typer.echo(detto)


@modello.command("versioni")
def versioni(codice: DiChi, comune: Comune, atti: Cartella = None) -> None:
    """Mostra le versioni di un modello, e quale è in uso."""
    from crescere_kit.acts import dress

    scrivania = _scrivania(comune, atti)
    attiva = scrivania.ufficio.registro.stato().attivi.get(codice)
    righe = [
        [uno.versione, "in uso" if uno.versione == attiva else "", uno.sha256]
        for uno in dress.modelli_propri(scrivania, codice).versioni(codice)
    ]
    tabella(f"Versioni di «{codice}»", ["versione", "", "impronta"], righe)


@modello.command("ripristina")
def ripristina(
    codice: DiChi,
    comune: Comune,
    chi: Annotated[str, typer.Option(help="Chi lo ripristina, per il registro.")] = "ufficio",
    atti: Cartella = None,
) -> None:
    """Torna alla versione che era in uso prima dell'ultimo cambio."""
    from crescere_kit.acts import dress

    prima = dress.modelli_propri(_scrivania(comune, atti), codice).ripristina(codice, chi)
    typer.echo(
        f"Di nuovo in uso la versione {prima}." if prima else "Di nuovo in uso il modello di Crescere."
    )


def _scrivania(comune: str, atti: Path | None) -> Any:
    from crescere_kit.cli.acts_batch import scrivanie

    (una,) = scrivanie(comune, atti)
    return una
