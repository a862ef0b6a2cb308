"""`crescere atti lint`: what in a template would fail, lie or be lost, before an act is made from it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from crescere_kit.cli.options import Json
from crescere_kit.cli.output import stampa_json
from crescere_kit.errors import ErroreSpiegato

_PLURALI = {"errore": ("errore", "errori"), "avviso": ("avviso", "avvisi")}


class FileNonLetto(ErroreSpiegato):
    """A template that cannot be read from the disk."""


def lint(
    file: Annotated[list[Path], typer.Argument(help="I modelli da esaminare, in formato .docx.")],
    atto: Annotated[
        str | None, typer.Option(help="Codice dell'atto; se manca, quello che dà il nome al file.")
    ] = None,
    json_: Json = False,
) -> None:
    """Esamina i modelli degli atti e dice ogni difetto con il suo posto; esce con 1 se c'è un errore."""
    esami = [_esame(uno, atto) for uno in file]
    if json_:
        stampa_json(esami)
    else:
        for esame in esami:
            _racconta(esame)
    if any(rilievo["gravita"] == "errore" for esame in esami for rilievo in esame["rilievi"]):
        raise typer.Exit(1)


def _esame(file: Path, atto: str | None) -> dict[str, Any]:
    from crescere_kit.acts import catalogue, norms
    from crescere_kit.acts.lint import esamina

    codice = atto or (file.stem if file.stem in catalogue.CODICI else None)
    schema = catalogue.definizione(codice).schema() if codice else None
    try:
        contenuto = file.read_bytes()
    except OSError as errore:
        raise FileNonLetto(f"«{file}» non si può leggere: controllare nome, cartella e permessi.") from errore
    oggi = datetime.now(UTC).astimezone().date()
    rilievi = esamina(contenuto, schema, giorno=oggi, norme=norms)
    return {"file": str(file), "atto": codice, "rilievi": [asdict(rilievo) for rilievo in rilievi]}


def _racconta(esame: dict[str, Any]) -> None:
    conti = [_conta(esame["rilievi"], gravita) for gravita in _PLURALI]
    typer.echo(f"{esame['file']}: {', '.join(conti)}.")
    if esame["atto"] is None:
        typer.echo("  I nomi dei campi non sono stati controllati: indicare l'atto con «--atto».")
    for rilievo in esame["rilievi"]:
        typer.echo(f"  {rilievo['codice']} {rilievo['gravita']}. {rilievo['messaggio']}")


def _conta(rilievi: list[dict[str, Any]], gravita: str) -> str:
    quanti = sum(rilievo["gravita"] == gravita for rilievo in rilievi)
    uno, tanti = _PLURALI[gravita]
    return f"{quanti} {uno if quanti == 1 else tanti}"
