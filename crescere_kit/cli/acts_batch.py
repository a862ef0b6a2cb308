"""Many proposals on disk: each written whole or not at all, with the table of who lacks what."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import typer

from crescere_kit.accounts import trova
from crescere_kit.acts.batch import PRONTO, DatiDi, EsitoEnte, genera
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.desk import Scrivania
from crescere_kit.acts.outputs import pdf as in_pdf
from crescere_kit.acts.register import shelf
from crescere_kit.cli.output import tabella
from crescere_kit.sources.store import Archivio

ESITI = "esiti.json"


def scrivanie(comuni: str, cartella: Path | None) -> list[Scrivania]:
    """Return the desks of the comuni asked for: «tutti», or names and codes with commas."""
    archivio = Archivio()
    conti = archivio.conti()
    enti = conti.enti
    chiesti = (
        enti.index if comuni == "tutti" else [trova(enti, uno) for uno in comuni.split(",") if uno.strip()]
    )
    return [
        Scrivania(conti, istat, shelf.ufficio(str(enti.loc[istat, "slug"]), cartella), archivio)
        for istat in chiesti
    ]


def scrivi(
    definizione: Definizione,
    desks: Sequence[Scrivania],
    giorno: date,
    dati_di: DatiDi,
    cartella: Path,
    *,
    pdf: bool,
) -> list[dict[str, Any]]:
    """Write a docx (and a PDF) for each comune whose proposal nothing stops; return how each went."""
    cartella.mkdir(parents=True, exist_ok=True)
    esiti = list(genera(definizione, desks, giorno, dati_di))
    detti = {uno.slug: uno.come_dict() for uno in esiti}
    for uno in esiti:
        if uno.docx is not None:
            nome = f"{definizione.codice}_{uno.slug}.docx"
            scrivi_intero(cartella / nome, uno.docx)
            detti[uno.slug]["file"] = [nome]
    if pdf:
        _in_pdf(definizione, esiti, cartella, detti)
    tutti = list(detti.values())
    scrivi_intero(cartella / ESITI, json.dumps(tutti, ensure_ascii=False, indent=2).encode())
    return tutti


def _in_pdf(
    definizione: Definizione, esiti: Sequence[EsitoEnte], cartella: Path, detti: dict[str, dict[str, Any]]
) -> None:
    pronti = {f"{definizione.codice}_{uno.slug}": uno for uno in esiti if uno.docx is not None}
    convertiti = in_pdf.converti({f"{nome}.docx": uno.docx for nome, uno in pronti.items()})
    for nome, uno in pronti.items():
        esito = convertiti[f"{nome}.docx"]
        if isinstance(esito, in_pdf.Mancato):
            detti[uno.slug]["pdf"] = esito.motivo
            continue
        scrivi_intero(cartella / f"{nome}.pdf", esito.contenuto)
        detti[uno.slug]["file"].append(f"{nome}.pdf")


def mostra(definizione: Definizione, esiti: Sequence[dict[str, Any]], cartella: Path) -> None:
    """Print the table of who has the proposal and who lacks what."""
    righe = [
        [
            uno["nome"],
            uno["stato"],
            "; ".join(uno["mancano"]),
            "\n".join([*uno["controlli"], *([uno["pdf"]] if "pdf" in uno else [])]),
        ]
        for uno in esiti
    ]
    tabella(definizione.nome, ["comune", "esito", "campi che mancano", "controlli"], righe)
    pronti = sum(uno["stato"] == PRONTO for uno in esiti)
    typer.echo(f"{pronti} proposte scritte in «{cartella}», {len(esiti) - pronti} no.")


def scrivi_intero(file: Path, contenuto: bytes) -> None:
    """Write a file at once: whoever looks meanwhile sees none, never half of one."""
    provvisorio = file.with_name(f".{file.name}.{os.getpid()}")
    provvisorio.write_bytes(contenuto)
    provvisorio.replace(file)
