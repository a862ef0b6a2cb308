"""One notebook for every comune."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crescere_kit.cli import batch_machines
from crescere_kit.cli.options import Anno
from crescere_kit.errors import ErroreSpiegato

if TYPE_CHECKING:
    from crescere_kit.batch import Esito

TUTTI, RICHIESTA_SBAGLIATA, ALCUNI_FALLITI, TUTTI_FALLITI, INTERROTTO = 0, 2, 3, 4, 130
_COME, _QUANTO = "Che cosa scrivere", "Quanto può usare ogni rapporto"
_EPILOGO = (
    "Si può interrompere con Ctrl-C: lo stesso comando riprende da dove era. Esce con 0 se tutti i rapporti "
    "sono scritti, 2 se la richiesta è sbagliata, 3 se alcuni non sono riusciti, 4 se nessuno è riuscito, "
    "130 se è stato interrotto."
)


def lotto(
    notebook: Annotated[str, typer.Argument(help="Nome del notebook («07_relazione») o il suo file.")],
    comuni: Annotated[
        str,
        typer.Option(help="«tutti», codici o nomi separati da virgole, o un file .txt o .csv, uno per riga."),
    ] = "tutti",
    anno: Anno = None,
    in_: Annotated[Path, typer.Option("--in", help="Cartella dei rapporti.")] = Path("rapporti"),
    parametro: Annotated[
        list[str] | None, typer.Option("-p", "--parametro", help="nome=valore; si può ripetere.")
    ] = None,
    parametri: Annotated[Path | None, typer.Option(help="File TOML dei parametri.")] = None,
    formati: Annotated[
        str, typer.Option(help="html, ipynb, pdf, xlsx: quelli voluti.", rich_help_panel=_COME)
    ] = "html,ipynb",
    singolo_file: Annotated[
        bool, typer.Option("--singolo-file", help="Pagine intere, da spedire.", rich_help_panel=_COME)
    ] = False,
    solo_falliti: Annotated[
        bool, typer.Option("--solo-falliti", help="Solo quelli non riusciti.", rich_help_panel=_COME)
    ] = False,
    rifai: Annotated[
        bool, typer.Option("--rifai", help="Anche i rapporti ancora buoni.", rich_help_panel=_COME)
    ] = False,
    regione: Annotated[
        bool | None,
        typer.Option(
            "--regione/--senza-regione",
            help="La pagina di tutti i comuni. Se non si dice: con più comuni e un notebook di Crescere.",
            rich_help_panel=_COME,
        ),
    ] = None,
    magazzino: Annotated[
        Path | None,
        typer.Option(help="Cartella che conserva i rapporti per altri lotti.", rich_help_panel=_COME),
    ] = None,
    posti: Annotated[
        int | None, typer.Option(help="Quanti insieme; se manca, i processori.", rich_help_panel=_QUANTO)
    ] = None,
    tentativi: Annotated[
        int, typer.Option(help="Quante volte, se il calcolo muore.", rich_help_panel=_QUANTO)
    ] = 2,
    secondi: Annotated[float, typer.Option(help="Tempo di un rapporto.", rich_help_panel=_QUANTO)] = 600,
    memoria: Annotated[int, typer.Option(help="Megabyte di un rapporto.", rich_help_panel=_QUANTO)] = 2048,
    modo: Annotated[str, typer.Option(help="caldo, kernel o freddo.", rich_help_panel=_QUANTO)] = "caldo",
    dettagli: Annotated[bool, typer.Option("--dettagli", help="Una riga per rapporto.")] = False,
    scheduler: batch_machines.Scheduler = "",
    dask: batch_machines.Dask = 0,
    certificati: batch_machines.Certificati = None,
    senza_tls: batch_machines.SenzaTls = False,
    dati_macchine: batch_machines.DatiMacchine = "",
    consegna: batch_machines.Consegna = "",
) -> None:
    """Esegue un notebook per ogni comune e scrive i rapporti con un indice."""
    from crescere_kit import batch
    from crescere_kit.batch.progress import scegli
    from crescere_kit.cli.batch_parameters import comune_e_anno
    from crescere_kit.cli.batch_parameters import parametri as leggi

    with _uscita(), _fermabile():
        propri, scelti, suo = comune_e_anno(leggi(parametro or [], parametri), comuni, anno)
        limiti = batch.Limiti(secondi=secondi, secondi_per_cella=min(300, secondi), megabyte=memoria)
        scelte = batch.Scelte(
            tuple(dict.fromkeys(uno.strip() for uno in formati.split(",") if uno.strip())),
            singolo_file, limiti, modo, posti, tentativi, solo_falliti, rifai, magazzino, regione,
        )  # fmt: skip
        gc.collect()
        gc.freeze()  # the program itself stays: looking it through again costs a tenth of leading the batch
        corsie = batch_machines.corsie(scheduler, dask, certificati, senza_tls, dati_macchine, consegna)
        esito = batch.esegui(
            notebook, scelti, suo, in_, propri, scelte=scelte, corsie=corsie, sguardo=scegli(dettagli)
        )
        typer.echo(f"{_conti(esito)}: aprire «{esito.indice}».")
        if esito.regione and esito.regione.errore:
            typer.echo(
                f"La pagina della regione non è riuscita, i rapporti non cambiano. {esito.regione.errore}",
                err=True,
            )
        raise typer.Exit(_codice(esito))


lotto.__doc__ = f"{lotto.__doc__}\n\n{_EPILOGO}"  # it is the help


@contextmanager
def _uscita() -> Iterator[None]:
    """Tell what went wrong in its sentence, and exit with the code that the help declares."""
    from crescere_kit.batch import Interrotto

    try:
        yield
    except Interrotto as errore:
        fatto = f"{_conti(errore.esito)}; lo stesso comando riprende da qui"
        typer.echo(
            f"{errore}\n{fatto}." if not errore.da_chi_lo_ha_avviato else f"{errore}: {fatto}.", err=True
        )
        fermato = TUTTI_FALLITI if not errore.esito.riusciti else ALCUNI_FALLITI
        raise typer.Exit(INTERROTTO if errore.da_chi_lo_ha_avviato else fermato) from errore
    except KeyboardInterrupt as errore:
        typer.echo("Interrotto prima di cominciare.", err=True)
        raise typer.Exit(INTERROTTO) from errore
    except ErroreSpiegato as errore:
        typer.echo(str(errore), err=True)
        raise typer.Exit(RICHIESTA_SBAGLIATA) from errore


@contextmanager
def _fermabile() -> Iterator[None]:
    """Stop at the first Ctrl-C or SIGTERM, and let nothing disturb the stopping."""

    def ferma(_numero: int, _quadro: object) -> None:
        for segnale in prima:
            signal.signal(segnale, signal.SIG_IGN)
        raise KeyboardInterrupt

    prima = {segnale: signal.getsignal(segnale) for segnale in (signal.SIGINT, signal.SIGTERM)}
    for segnale in prima:
        signal.signal(segnale, ferma)
    try:
        yield
    finally:
        for segnale, gestore in prima.items():
            signal.signal(segnale, gestore)


def _conti(esito: Esito) -> str:
    scritti, falliti, riusati = len(esito.riusciti), len(esito.falliti), len(esito.riusati)
    fatto = "1 rapporto scritto" if scritti == 1 else f"{scritti} rapporti scritti"
    gia = f" (di cui {riusati} {'già pronto' if riusati == 1 else 'già pronti'})" if riusati else ""
    mancato = "1 non riuscito" if falliti == 1 else f"{falliti} non riusciti"
    return f"{fatto}{gia}, {mancato}"


def _codice(esito: Esito) -> int:
    if not esito.falliti:
        return TUTTI
    return ALCUNI_FALLITI if esito.riusciti else TUTTI_FALLITI
