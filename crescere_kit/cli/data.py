"""The archive of accounts: load official files, download them, see what is there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from crescere_kit.cli.options import Json
from crescere_kit.cli.output import stampa_json, tabella

dati = typer.Typer(
    no_args_is_help=True, help="L'archivio dei conti: caricare file ufficiali e vedere che cosa c'è."
)


@dati.command()
def importa(
    file: Annotated[
        list[Path],
        typer.Argument(help="File ufficiali (OpenBDAP, SIOPE, rendiconto, anagrafe), capitoli, modulo."),
    ],
    escludi: Annotated[
        list[str] | None, typer.Option(help="Codice ISTAT di un comune da lasciare fuori.")
    ] = None,
    regione: Annotated[
        str | None, typer.Option(help="Ammette nell'archivio i file di questa regione.")
    ] = None,
    comune: Annotated[
        str | None, typer.Option(help="Di chi sono i file che non lo dicono (rendiconto, capitoli).")
    ] = None,
    anno: Annotated[int | None, typer.Option(help="Di quale anno è il rendiconto in open data.")] = None,
) -> None:
    """Carica file ufficiali nell'archivio: tutto, oppure nulla con l'elenco di ogni difetto."""
    from crescere_kit.projection.forecast import kept
    from crescere_kit.reports import loaded
    from crescere_kit.sources.store import Archivio

    archivio = Archivio()
    caricamento = archivio.importa(file, tuple(escludi or ()), regione, comune, anno)
    kept.aggiorna_se_serve(archivio)
    for avviso in caricamento.avvisi:
        typer.echo(f"Attenzione: {avviso}", err=True)
    righe, enti = len(caricamento.righe), caricamento.righe["istat"].nunique()
    typer.echo(f"Caricati {righe} valori di {enti} comuni nell'archivio «{archivio.cartella}».")
    for riga in loaded.resoconto(caricamento, archivio.enti()):
        typer.echo(riga)


@dati.command()
def scarica(
    regione: Annotated[str, typer.Option(help="La regione, come «CALABRIA».")],
    anni: Annotated[str, typer.Option(help="«2022-2024», oppure «2022,2024».")],
    in_: Annotated[Path, typer.Option("--in", help="Cartella in cui scaricare.")] = Path("scaricati"),
    base: Annotated[
        str | None, typer.Option(envvar="CRESCERE_BDAP", help="Un sito diverso da quello di OpenBDAP.")
    ] = None,
    previsione: Annotated[bool, typer.Option(help="Anche i bilanci di previsione.")] = True,
    carica: Annotated[bool, typer.Option("--carica", help="Poi li carica nell'archivio.")] = False,
) -> None:
    """Scarica da OpenBDAP i file ufficiali di una regione; se interrotto, riprende da dove era arrivato."""
    from crescere_kit.sources import download

    catalogo = download.carica(base)
    scelti = download.anni(anni, ultimo=datetime.now(UTC).year + 1)  # next year's previsione may be out
    richieste = catalogo.richieste(regione, scelti, previsione)
    with download.barra() as avanza:
        esiti = download.scarica(richieste, in_, catalogo, avanza)
    typer.echo(download.riassunto(esiti, in_))
    for esito in sorted(esiti, key=lambda esito: not esito.riuscito):
        typer.echo(esito.frase, err=not esito.riuscito)
    presenti = [in_ / esito.nome for esito in esiti if esito.presente]
    if carica and presenti:
        importa(presenti, regione=catalogo.regione(regione))
    if not presenti or not all(esito.riuscito for esito in esiti):
        raise typer.Exit(3)


@dati.command()
def stato(json_: Json = False) -> None:
    """Dice che cosa c'è nell'archivio, per anno e documento."""
    from crescere_kit.sources.store import Archivio

    archivio = Archivio()
    righe = archivio.stato().to_dict("records")
    if json_:
        stampa_json({"archivio": str(archivio.cartella), "stato": righe})
        return
    tabella(
        f"Archivio «{archivio.cartella}»", list(righe[0]) if righe else ["vuoto"], [r.values() for r in righe]
    )
