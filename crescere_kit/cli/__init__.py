"""`crescere …`: the same functions as the notebooks, from a terminal."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from crescere_kit.cli import (
    acts,
    analysis,
    backtest,
    batch,
    batch_machines,
    community,
    data,
    demo,
    export,
    form,
    projecting,
    risana,
)
from crescere_kit.errors import ErroreSpiegato


class _Gruppo(typer.core.TyperGroup):
    """Show an explained error as its sentence and nothing else."""

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except ErroreSpiegato as errore:
            typer.echo(str(errore), err=True)
            raise typer.Exit(1) from errore


app = typer.Typer(cls=_Gruppo, no_args_is_help=True, help="L'ufficio finanziario del comune, dal terminale.")
data.dati.command()(form.modulo)
app.add_typer(data.dati, name="dati")
app.add_typer(community.comunita, name="comunita")
app.add_typer(acts.atti, name="atti")
for comando in (
    demo.demo,
    analysis.indicatori,
    analysis.criticita,
    analysis.analisi,
    projecting.proietta,
    risana.risana,
    export.esporta,
    backtest.backtest,
    batch.lotto,
    batch_machines.lotto_certificati,
    batch_machines.lotto_centrale,
    batch_machines.lotto_macchina,
    community.pubblica,
):
    app.command()(comando)


def _versione(mostra: bool) -> None:
    if mostra:
        typer.echo(version("crescere"))
        raise typer.Exit


@app.callback()
def principale(
    versione: Annotated[
        bool, typer.Option("--version", callback=_versione, is_eager=True, help="Versione di Crescere.")
    ] = False,
) -> None:
    """L'ufficio finanziario del comune, dal terminale."""
