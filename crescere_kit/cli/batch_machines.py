"""A batch on many machines: its options, and the commands that prepare and keep the machines."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from crescere_kit.batch.machines import Macchine

_RETE = "Su più macchine"
Scheduler = Annotated[
    str, typer.Option("--scheduler", help="Centro dei lotti: «tls://10.0.0.1:8786».", rich_help_panel=_RETE)
]
Dask = Annotated[
    int, typer.Option("--dask", help="Posti di un Dask su questa macchina, per prova.", rich_help_panel=_RETE)
]
Certificati = Annotated[
    Path | None,
    typer.Option("--certificati", help="Cartella dei certificati di questa macchina.", rich_help_panel=_RETE),
]
SenzaTls = Annotated[
    bool,
    typer.Option("--senza-tls", help="Ammette «tcp://» su una rete chiusa ad altri.", rich_help_panel=_RETE),
]
DatiMacchine = Annotated[
    str,
    typer.Option(
        "--dati-macchine", help="Dove le macchine leggono l'archivio, se altrove.", rich_help_panel=_RETE
    ),
]
Consegna = Annotated[
    str,
    typer.Option(
        "--consegna", help="Dove le macchine lasciano i rapporti, se non vedono --in.", rich_help_panel=_RETE
    ),
]


def corsie(
    scheduler: str,
    dask: int,
    certificati: Path | None,
    senza_tls: bool,
    dati_macchine: str,
    consegna: str,
) -> Macchine | None:
    """Return the lanes that the options ask for; None for the slots of this machine."""
    if not (scheduler or dask):
        return None
    from functools import partial

    from crescere_kit.batch.machines import Macchine
    from crescere_kit.batch.scheduler import IndirizzoRifiutato, cliente, indirizzo, su_questa_macchina

    if scheduler and dask:
        raise IndirizzoRifiutato(
            "--scheduler e --dask non vanno insieme: il secondo è una prova su questa macchina."
        )
    if scheduler:
        collega = partial(cliente, indirizzo(scheduler, certificati, senza_tls=senza_tls))
    else:
        collega = partial(su_questa_macchina, dask)
    return Macchine(collega, dati_macchine, consegna, avvisa=_avvisa)


def lotto_certificati(
    cartella: Annotated[Path, typer.Argument(help="Dove scrivere l'autorità e una cartella per macchina.")],
    macchine: Annotated[str, typer.Option(help="Nomi separati da virgole: «centro,nodo1,nodo2».")],
) -> None:
    """Prepara i certificati delle macchine dei lotti."""
    from crescere_kit.batch import certificates

    for scritta in certificates.crea(cartella, [nome.strip() for nome in macchine.split(",")]):
        typer.echo(f"Copiare «{scritta}» sulla macchina «{scritta.name}».")
    typer.echo(f"«{cartella / 'autorita'}» resta qui: chi ha la sua chiave può far lavorare altre macchine.")


def lotto_centrale(
    indirizzo: Annotated[str, typer.Option(help="Dove rispondere: «tls://10.0.0.1:8786».")],
    certificati: Certificati = None,
    senza_tls: SenzaTls = False,
    silenzio: Annotated[
        float, typer.Option(min=5, help="Secondi di silenzio dopo i quali una macchina è persa.")
    ] = 30,
) -> None:
    """Avvia il centro dei lotti, dove le macchine si incontrano."""
    import asyncio

    from crescere_kit.batch import scheduler, serving

    dove = scheduler.indirizzo(indirizzo, certificati, senza_tls=senza_tls)
    asyncio.run(serving.centrale(dove, silenzio, _avvisa))


def lotto_macchina(
    scheduler: Scheduler,
    certificati: Certificati = None,
    senza_tls: SenzaTls = False,
    nome: Annotated[str, typer.Option(help="Come chiamarla nei resoconti.")] = "",
    posti: Annotated[
        int, typer.Option(help="Rapporti insieme; di solito uno per core, se la memoria basta.")
    ] = 0,
) -> None:
    """Mette questa macchina al lavoro per un centro dei lotti, finché non la si ferma."""
    import asyncio

    from crescere_kit.batch import scheduler as rete
    from crescere_kit.batch import serving

    dove, quanti = rete.indirizzo(scheduler, certificati, senza_tls=senza_tls), posti or serving.posti()
    _avvisa(
        f"{quanti} posti: i rapporti possono usare insieme fino a"
        f" {quanti * serving.MEGABYTE_PER_POSTO / 1024:.0f} GB, salvo altro limite di chi avvia il lotto."
    )
    asyncio.run(serving.macchina(dove, nome or socket.gethostname(), quanti, _avvisa))


def _avvisa(frase: str) -> None:
    typer.echo(frase, err=True)
