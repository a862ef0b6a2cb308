"""`crescere …`: the same functions as the notebooks, from a terminal."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

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
dati = typer.Typer(
    no_args_is_help=True, help="L'archivio dei conti: caricare file ufficiali e vedere che cosa c'è."
)
comunita = typer.Typer(no_args_is_help=True, help="Le buone pratiche che i comuni condividono.")
app.add_typer(dati, name="dati")
app.add_typer(comunita, name="comunita")

Comune = Annotated[str | None, typer.Option(help="Codice ISTAT o nome del comune.")]
Anno = Annotated[int | None, typer.Option(help="Anno del rendiconto; se manca, l'ultimo che c'è.")]
Json = Annotated[bool, typer.Option("--json", help="Un documento JSON e nient'altro.")]


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


@app.command()
def demo(
    comuni: Annotated[int, typer.Option(min=1, max=7900, help="Quanti comuni inventare.")] = 40,
    seme: Annotated[int, typer.Option(help="Con lo stesso seme, la stessa regione.")] = 2019,
    in_: Annotated[Path | None, typer.Option("--in", help="Dove scrivere i file ufficiali.")] = None,
) -> None:
    """Scrive una regione inventata nei formati ufficiali e la carica nell'archivio."""
    import tempfile

    from crescere_kit.sources import demo as regione
    from crescere_kit.sources.store import Archivio

    archivio = Archivio()
    with tempfile.TemporaryDirectory() as provvisoria:
        file = regione.scrivi(in_ or Path(provvisoria), comuni=comuni, seme=seme)
        archivio.importa(file)
    typer.echo(f"Caricati {comuni} comuni inventati da {len(file)} file nell'archivio «{archivio.cartella}».")


@dati.command()
def importa(
    file: Annotated[
        list[Path],
        typer.Argument(help="File ufficiali: zip di OpenBDAP, CSV di SIOPE, rendiconto, anagrafe."),
    ],
    escludi: Annotated[
        list[str] | None, typer.Option(help="Codice ISTAT di un comune da lasciare fuori.")
    ] = None,
    regione: Annotated[
        str | None, typer.Option(help="Ammette nell'archivio i file di questa regione.")
    ] = None,
    comune: Annotated[
        str | None, typer.Option(help="Di chi è il rendiconto in open data, che non lo dice.")
    ] = None,
    anno: Annotated[int | None, typer.Option(help="Di quale anno è il rendiconto in open data.")] = None,
) -> None:
    """Carica file ufficiali nell'archivio: tutto, oppure nulla con l'elenco di ogni difetto."""
    from crescere_kit.sources.store import Archivio

    archivio = Archivio()
    caricamento = archivio.importa(file, tuple(escludi or ()), regione, comune, anno)
    for avviso in caricamento.avvisi:
        typer.echo(f"Attenzione: {avviso}", err=True)
    righe, enti = len(caricamento.righe), caricamento.righe["istat"].nunique()
    typer.echo(f"Caricati {righe} valori di {enti} comuni nell'archivio «{archivio.cartella}».")


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
        _stampa_json({"archivio": str(archivio.cartella), "stato": righe})
        return
    _tabella(
        f"Archivio «{archivio.cartella}»", list(righe[0]) if righe else ["vuoto"], [r.values() for r in righe]
    )


@app.command()
def indicatori(comune: Comune = None, anno: Anno = None, json_: Json = False) -> None:
    """Gli indicatori di un comune: equilibri, risultato di amministrazione, parametri di deficitarietà."""
    from crescere_kit.reports import apri

    fascicolo = apri(comune, anno)
    valori = [valore.come_dict() for valore in fascicolo.valori()]
    if json_:
        _stampa_json(_testata(fascicolo) | {"indicatori": valori})
        return
    righe = [(v["codice"], v["nome"], v["testo"], v["motivo"] or v["esito"]) for v in valori]
    _tabella(f"{fascicolo.nome}, {fascicolo.anno}", ["codice", "indicatore", "valore", "esito"], righe)


@app.command()
def criticita(comune: Comune = None, anno: Anno = None, json_: Json = False) -> None:
    """Le criticità di un comune, dalla più grave, con la norma e che cosa fare."""
    from crescere_kit.reports import apri

    fascicolo = apri(comune, anno)
    voci = [voce.come_dict() for voce in fascicolo.voci_critiche()]
    if json_:
        _stampa_json(_testata(fascicolo) | {"criticita": voci})
        return
    righe = [(v["gravita"], v["frase"], v["norma"]) for v in voci]
    _tabella(f"{fascicolo.nome}, {fascicolo.anno}", ["gravità", "criticità", "norma"], righe)


@app.command()
def analisi(comune: Comune = None, anno: Anno = None, json_: Json = False) -> None:
    """L'analisi intera di un comune: criticità, scadenze, indicatori, e che cosa caricare."""
    from crescere_kit.reports import apri
    from crescere_kit.reports.analysis import come_dict

    fascicolo = apri(comune, anno)
    if json_:
        _stampa_json(_testata(fascicolo) | come_dict(fascicolo))
        return
    critiche = [(v.gravita, v.frase, v.norma) for v in fascicolo.voci_critiche()]
    scadenze = [(f"{s.giorno:%d/%m/%Y}", s.cosa, s.chi) for s in fascicolo.prossime()]
    valori = [(v.codice, v.nome, v.testo, v.motivo or v.esito) for v in fascicolo.valori()]
    carichi = [(c.file, len(c.da_solo), len(c.insieme)) for c in fascicolo.carichi()]
    titolo = f"{fascicolo.nome}, {fascicolo.anno}"
    _tabella(f"{titolo}: criticità", ["gravità", "criticità", "norma"], critiche)
    _tabella(f"{titolo}: scadenze", ["entro il", "che cosa", "chi"], scadenze)
    _tabella(f"{titolo}: indicatori", ["codice", "indicatore", "valore", "esito"], valori)
    _tabella(f"{titolo}: da caricare", ["file", "indicatori da solo", "con altri dati"], carichi)


@app.command()
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


@app.command()
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
        _stampa_json([asdict(scheda) for scheda in schede])
        return
    righe = [(s.id, s.titolo, s.comune, s.nota) for s in schede]
    _tabella("Comunità", ["identificativo", "titolo", "comune", "nota"], righe)


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


def _testata(fascicolo: Any) -> dict[str, Any]:
    return {
        "comune": fascicolo.nome,
        "istat": fascicolo.istat,
        "anno": fascicolo.anno,
        "versione": version("crescere"),
        "calcolato": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _stampa_json(documento: Any) -> None:
    json.dump(documento, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def _tabella(titolo: str, colonne: list[str], righe: Any) -> None:
    tabella = Table(*colonne, title=titolo)
    for riga in righe:
        tabella.add_row(*(escape(str(cella)) for cella in riga))
    Console().print(tabella)
