"""The catalogue of the acts, and the documents made from it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from crescere_kit.cli.options import Json
from crescere_kit.cli.output import stampa_json, tabella
from crescere_kit.errors import ErroreSpiegato

Cartella = Annotated[
    Path | None, typer.Option("--atti", help="Cartella degli atti; se manca, $CRESCERE_ATTI o «atti».")
]


class DatiIllegibili(ErroreSpiegato):
    """A file of data for the acts cannot be read."""


def elenco(json_: Json = False) -> None:
    """Mostra gli atti che Crescere prepara: codice, nome, organo, pareri."""
    from crescere_kit.acts.catalogue import tutte

    righe = [
        {
            "codice": uno.codice,
            "nome": uno.nome,
            "organo": uno.organo,
            "pareri": list(uno.pareri),
            "controlli": [controllo.id for controllo in uno.tutti_i_controlli],
        }
        for uno in tutte()
    ]
    if json_:
        stampa_json(righe)
        return
    colonne = ["codice", "nome", "organo", "pareri", "controlli"]
    celle = [
        [uno["codice"], uno["nome"], uno["organo"], ", ".join(uno["pareri"]), len(uno["controlli"])]
        for uno in righe
    ]
    tabella("Catalogo degli atti", colonne, celle)


def costruisci() -> None:
    """Riscrive i modelli Word di Crescere dai loro testi (serve a chi cambia i testi)."""
    from crescere_kit.acts.writing.shipped import riscrivi

    scritti = riscrivi()
    typer.echo(f"Riscritti {len(scritti)} modelli." if scritti else "I modelli sono già quelli dei testi.")


def schema(atto: Annotated[str, typer.Argument(help="Codice dell'atto, come «fgdc».")]) -> None:
    """Stampa lo schema JSON dei dati che l'ufficio scrive per un atto."""
    from crescere_kit.acts.catalogue import definizione

    stampa_json(definizione(atto).schema_dei_dati())


def genera(
    atto: Annotated[str, typer.Argument(help="Codice dell'atto, come «fgdc» («crescere atti elenco»).")],
    comuni: Annotated[str, typer.Option(help="«tutti», oppure codici o nomi separati da virgole.")] = "tutti",
    anno: Annotated[int | None, typer.Option(help="Anno dell'atto; se manca, quello del giorno.")] = None,
    giorno: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%d/%m/%Y"], help="Giorno dell'atto; se manca, oggi."),
    ] = None,
    dati: Annotated[Path | None, typer.Option(help="TOML con i dati uguali per tutti.")] = None,
    dati_di: Annotated[
        Path | None, typer.Option("--dati-di", help="Cartella con un TOML per comune (borgo-esempio.toml).")
    ] = None,
    in_: Annotated[Path, typer.Option("--in", help="Dove scrivere i documenti.")] = Path("proposte"),
    pdf: Annotated[bool, typer.Option(help="Anche in PDF/A.")] = False,
    esempio: Annotated[bool, typer.Option(help="Con i dati di esempio dell'atto, per provare.")] = False,
    fattura: Annotated[
        list[Path] | None,
        typer.Option("--fattura", help="Fattura elettronica (XML) da liquidare; si può ripetere."),
    ] = None,
    atti: Cartella = None,
    json_: Json = False,
) -> None:
    """Prepara la proposta di un atto per uno o più comuni e dice a chi manca che cosa."""
    from crescere_kit.acts.catalogue import definizione
    from crescere_kit.cli import acts_batch

    scelto = definizione(atto)
    quando = _giorno(giorno, anno)
    comuni_ = {**(scelto.esempio if esempio else {}), **_toml(dati)}
    scrivanie = acts_batch.scrivanie(comuni, atti)
    con = _fatture(atto, fattura or [], len(scrivanie))
    esiti = acts_batch.scrivi(
        scelto,
        scrivanie,
        quando,
        lambda slug: con(comuni_ | _toml(dati_di and dati_di / f"{slug}.toml", facoltativo=True)),
        in_,
        pdf=pdf,
    )
    if json_:
        stampa_json(esiti)
    else:
        acts_batch.mostra(scelto, esiti, in_)
    if any(uno["stato"] != acts_batch.PRONTO for uno in esiti):
        raise typer.Exit(3)


def _fatture(atto: str, file: Sequence[Path], comuni: int) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return what puts the invoices of the files in the data of the act; nothing when there are none."""
    from crescere_kit.acts.received import LIQUIDAZIONE, con_fatture

    if not file:
        return lambda dati: dati
    if atto != LIQUIDAZIONE or comuni != 1:
        raise DatiIllegibili(f"--fattura serve a «{LIQUIDAZIONE}» di un comune solo.")
    letti = {uno.name: _contenuto(uno) for uno in file}
    return lambda dati: con_fatture(dati, letti)


def _contenuto(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as errore:
        raise DatiIllegibili(f"Il file «{file}» non si legge: {errore.strerror}.") from errore


def _giorno(giorno: datetime | None, anno: int | None) -> date:
    quando = giorno.date() if giorno else datetime.now().astimezone().date()
    if anno is None or quando.year == anno:
        return quando
    if giorno:
        raise DatiIllegibili(f"Il giorno {quando:%d/%m/%Y} non è del {anno}: indicarne uno solo.")
    return date(anno, 1, 1) if anno > quando.year else date(anno, 12, 31)


def _toml(file: Path | None, facoltativo: bool = False) -> dict[str, Any]:
    if file is None or (facoltativo and not file.exists()):
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DatiIllegibili(f"Il file «{file}» non c'è.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as errore:
        raise DatiIllegibili(f"«{file}» non si legge come TOML: {errore}.") from errore
