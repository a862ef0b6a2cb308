"""What comuni share with each other."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from crescere_kit.cli.options import Comune, Json
from crescere_kit.cli.output import stampa_json, tabella

comunita = typer.Typer(no_args_is_help=True, help="Le buone pratiche che i comuni condividono.")


def pubblica(
    file: Annotated[Path, typer.Argument(help="Un notebook (.ipynb) o un rapporto (.html).")],
    titolo: Annotated[str, typer.Option(help="Di che cosa si tratta, in poche parole.")],
    nota: Annotated[str, typer.Option(help="A chi serve e come si usa.")],
    comune: Comune = None,
    autore: Annotated[str | None, typer.Option(help="Chi lo condivide.")] = None,
    si: Annotated[bool, typer.Option("--si", help="Non chiede conferma.")] = False,
) -> None:
    """Condivide un notebook o un rapporto con gli altri comuni, dopo aver mostrato che cosa."""
    from crescere_kit import community

    comune = _nome_del_comune(comune or os.environ.get("CRESCERE_COMUNE", ""))
    autore = autore or os.environ.get("CRESCERE_AUTORE") or f"Comune di {comune}"
    contenuto = community.anteprima(file)
    typer.echo(contenuto.lettura)
    typer.echo(f"Viene tolto: {'; '.join(contenuto.tolto) or 'nulla'}.", err=True)
    if not si and not typer.confirm(f"Condividere «{titolo}» con tutti i comuni?", err=True):
        raise typer.Exit(1)
    scheda = community.pubblica(file, titolo=titolo, nota=nota, autore=autore, comune=comune)
    typer.echo(f"Condiviso: {scheda.id}")


@comunita.command("elenco")
def elenco(json_: Json = False) -> None:
    """Che cosa hanno condiviso i comuni, dal più recente."""
    from dataclasses import asdict

    from crescere_kit import community

    schede = community.elenco()
    if json_:
        stampa_json([asdict(scheda) for scheda in schede])
        return
    righe = [(s.id, s.titolo, s.comune, s.nota) for s in schede]
    tabella("Comunità", ["identificativo", "titolo", "comune", "nota"], righe)


@comunita.command("copia")
def copia(
    identificativo: Annotated[str, typer.Argument(help="Come lo mostra «crescere comunita elenco».")],
    in_: Annotated[Path, typer.Option("--in", help="Cartella in cui copiarlo.")] = Path("dalla-comunita"),
) -> None:
    """Copia nella propria cartella ciò che un altro comune ha condiviso."""
    from crescere_kit import community

    typer.echo(f"Copiato in «{community.copia(identificativo, in_)}».")


def _nome_del_comune(comune: str) -> str:
    from crescere_kit.accounts import trova
    from crescere_kit.sources.store import Archivio

    enti = Archivio().enti()
    return str(enti.loc[trova(enti, comune), "nome"])
