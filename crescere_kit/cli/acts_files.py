"""The files of a practice, from a terminal: the package, the copy for the albo; and what acts make due."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from crescere_kit.cli.options import Json
from crescere_kit.cli.output import stampa_json, tabella

Cartella = Annotated[
    Path | None, typer.Option("--atti", help="Cartella degli atti; se manca, $CRESCERE_ATTI o «atti».")
]
Comune = Annotated[str, typer.Option(help="Codice ISTAT o nome del comune.")]
Pratica = Annotated[str, typer.Argument(help="Identificativo della pratica, come «2026-0001».")]
Dove = Annotated[Path, typer.Option("--in", help="Dove scrivere i file.")]


def fascicolo(
    pratica: Pratica,
    comune: Comune,
    in_: Dove = Path(),
    pdf: Annotated[bool, typer.Option(help="Anche il PDF/A.")] = True,
    atti: Cartella = None,
) -> None:
    """Scrive il fascicolo di una pratica (zip): atto, controlli, dati, copia per l'albo, metadati."""
    from crescere_kit.acts import files
    from crescere_kit.acts.outputs import pdf as in_pdf
    from crescere_kit.cli.acts_batch import scrivi_intero

    ufficio, aperta, lavoro = _al_lavoro(pratica, comune, atti)
    fatto = in_pdf.converti({"atto.docx": files.docx(ufficio, aperta, lavoro)})["atto.docx"] if pdf else None
    if isinstance(fatto, in_pdf.Mancato):
        typer.echo(f"Il PDF non c'è. {fatto.motivo}")
        fatto = None
    zip_ = files.fascicolo(ufficio, aperta, lavoro, fatto and fatto.contenuto)
    in_.mkdir(parents=True, exist_ok=True)
    file = in_ / f"{lavoro.definizione.codice}-{pratica}.zip"
    scrivi_intero(file, zip_)
    typer.echo(f"Scritto «{file}».")


def albo(pratica: Pratica, comune: Comune, in_: Dove = Path(), atti: Cartella = None) -> None:
    """Scrive la copia per l'albo di una pratica e dice che cosa ne resta fuori."""
    from crescere_kit.acts import files
    from crescere_kit.cli.acts_batch import scrivi_intero

    ufficio, aperta, lavoro = _al_lavoro(pratica, comune, atti)
    copia, versione = files.copia_per_l_albo(ufficio, aperta, lavoro)
    in_.mkdir(parents=True, exist_ok=True)
    file = in_ / f"albo-{lavoro.definizione.codice}-{pratica}.docx"
    scrivi_intero(file, copia)
    typer.echo(f"Scritta «{file}».")
    for uno in versione.omissis:
        typer.echo(f"  fuori: {uno.campo}, al suo posto «{uno.al_posto}». {uno.perche}")
    for uno in versione.da_rivedere:
        typer.echo(f"  da rivedere: {uno.campo}, «{uno.parola}». {uno.perche}")


def scadenze(
    comune: Annotated[
        str | None, typer.Option(help="Nome del comune; se manca, tutti quelli che ci sono.")
    ] = None,
    atti: Cartella = None,
    json_: Json = False,
) -> None:
    """Mostra che cosa gli atti adottati fanno scadere: prima ciò che è in ritardo."""
    from crescere_kit.acts.due import quando
    from crescere_kit.acts.register import shelf

    oggi = datetime.now().astimezone().date()
    aperte = [
        (nome, una) for nome, ufficio in shelf.uffici(atti, comune).items() for una in ufficio.scadenze()
    ]
    aperte.sort(key=lambda coppia: (coppia[1].giorno, coppia[0]))
    if json_:
        stampa_json([{"comune": nome, **asdict(una)} for nome, una in aperte])
        return
    righe = [
        [nome, f"{una.giorno:%d/%m/%Y}", quando(una.giorno, oggi), una.cosa, una.codice, una.pratica]
        for nome, una in aperte
    ]
    tabella("Scadenze degli atti", ["comune", "entro", "stato", "che cosa", "atto", "nasce da"], righe)


def _al_lavoro(id_: str, comune: str, atti: Path | None) -> tuple[Any, Any, Any]:
    from crescere_kit.acts.dress import della_pratica
    from crescere_kit.cli.acts_batch import scrivanie

    (scrivania,) = scrivanie(comune, atti)
    pratica = scrivania.ufficio.pratica(id_)
    giorno: date = pratica.data or datetime.now().astimezone().date()
    return scrivania.ufficio, pratica, della_pratica(scrivania, pratica, giorno)
