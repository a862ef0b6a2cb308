"""`crescere risana`: the recovery plan of a comune, what refusing each measure costs, and the ladder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from crescere_kit.cli.options import Anno, Comune, Json
from crescere_kit.cli.output import stampa_json, tabella, testata
from crescere_kit.cli.projecting import Quale, leggi_scenario
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.euro import euro

if TYPE_CHECKING:
    from crescere_kit.recovery import Piano, Scala, Scelte

Preset = Annotated[str, typer.Option(help="Che cosa pesa di più: meno-tasse, meno-tagli o meno-misure.")]
Vieta = Annotated[list[str] | None, typer.Option(help="Una leva da non usare; si può ripetere.")]
Fissa = Annotated[
    list[str] | None, typer.Option(help="LEVA=livello: una leva già decisa, per esempio imu=0,5.")
]
Minimo = Annotated[
    list[str] | None,
    typer.Option(help="LEVA=euro: la spesa annua sotto cui non scendere, per leve di spesa."),
]
Massimo = Annotated[
    list[str] | None, typer.Option(help="LEVA=livello: quanto al massimo si può muovere una leva.")
]
Misure = Annotated[int | None, typer.Option(help="Non più di tante misure.", min=0)]
Confidenza = Annotated[int, typer.Option(help="Equilibrio in 50 o in 80 casi su cento.")]
EntroP1 = Annotated[bool, typer.Option("--entro-p1", help="Riporta anche le spese rigide entro P1.")]
Alternative = Annotated[int, typer.Option(help="Quanti piani diversi mostrare oltre al primo.", min=0)]


class CoppiaNonValida(ErroreSpiegato, ValueError):
    """Not LEVA=numero."""


def risana(
    comune: Comune = None,
    anno: Anno = None,
    scenario: Quale = "base",
    preset: Preset = "meno-tasse",
    vieta: Vieta = None,
    fissa: Fissa = None,
    minimo: Minimo = None,
    massimo: Massimo = None,
    massimo_misure: Misure = None,
    confidenza: Confidenza = 50,
    entro_p1: EntroP1 = False,
    alternative: Alternative = 0,
    json_: Json = False,
) -> None:
    """Il piano di risanamento: le misure, che cosa costa rifiutarle, che cosa resta scoperto."""
    from crescere_kit.recovery import Risanamento, Scelte
    from crescere_kit.reports import apri

    scelte = Scelte(
        preset=preset,
        vietate=frozenset(vieta or ()),
        fissate=_coppie(fissa),
        minimi={leva: round(100 * valore) for leva, valore in _coppie(minimo).items()},
        massimi=_coppie(massimo),
        massimo_misure=massimo_misure,
        confidenza=confidenza,
        entro_p1=entro_p1,
    )
    fascicolo = apri(comune, anno)
    with _uscita_pulita():
        risanamento = Risanamento(fascicolo.proiezione(leggi_scenario(scenario)))
        piano = risanamento.piano(scelte)
        altri, scala = piano.alternative(alternative), risanamento.scala(piano)
    if json_:
        stampa_json(testata(fascicolo) | _documento(piano, altri, scala))
        return
    _stampa(fascicolo.nome, [piano, *altri], scala, scelte)


def _documento(piano: Piano, altri: list[Piano], scala: Scala) -> dict:
    from crescere_kit.recovery import come_dict, scala_come_dict

    return {
        "piano": come_dict(piano),
        "scala": scala_come_dict(scala),
        "alternative": [come_dict(altro) for altro in altri],
    }


def _coppie(scritte: list[str] | None) -> dict[str, float]:
    """Read «leva=numero», with the comma or the dot of decimals."""
    coppie = {}
    for scritta in scritte or ():
        leva, uguale, numero = scritta.partition("=")
        try:
            coppie[leva.strip()] = float(numero.strip().replace(",", "."))
        except ValueError:
            uguale = ""
        if not uguale:
            raise CoppiaNonValida(f"«{scritta}» non è una coppia LEVA=numero, come «imu=0,5».")
    return coppie


@contextmanager
def _uscita_pulita() -> Iterator[None]:
    """Send to the errors what the solver prints by itself: out comes one document and nothing else."""
    sys.stdout.flush()
    vera = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(vera, 1)
        os.close(vera)


def _stampa(nome: str, piani: list[Piano], scala: Scala, scelte: Scelte) -> None:
    for numero, piano in enumerate(piani):
        titolo = f"{nome}: piano {scelte.del_preset.nome}" + (f", alternativa {numero}" if numero else "")
        for frase in piano.spiegazioni:
            typer.echo(frase)
        righe = [
            (misura.frase, *map(euro, misura.effetti), misura.rifiuto.frase, misura.norma)
            for misura in piano.misure
        ]
        if righe:
            colonne = ["misura", *map(str, piano.anni), "a rifiutarla", "norma"]
            tabella(titolo, colonne, righe)
    pesi = ", ".join(f"{genere} {peso:g}" for genere, peso in piani[0].pesi.items())
    typer.echo(f"Pesi: {pesi}; ogni misura in più pesa il {scelte.percento_misura:g} % di quanto manca.")
    typer.echo(scala.frase)
    righe = [
        (gradino.articolo, gradino.nome, condizione.frase, condizione.esito)
        for gradino in scala.gradini
        for condizione in gradino.condizioni
    ]
    if righe:
        tabella("Scala delle procedure (TUEL)", ["art.", "procedura", "condizione", "c'è"], righe)
