"""`crescere proietta`: the next two years of a comune, with bands, reasons and the limits they come near."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crescere_kit.cli.options import Anno, Comune, Json
from crescere_kit.cli.output import stampa_json, tabella, testata
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.euro import NON_CALCOLABILE, euro, percentuale

if TYPE_CHECKING:
    from crescere_kit.projection import Proiezione, Scenario

Quale = Annotated[
    str, typer.Option(help="Lo scenario: base, prudente, riequilibrio, o un file TOML di chiunque.")
]


class ScenarioAssente(ErroreSpiegato, LookupError):
    """Neither a scenario of the programme nor a file."""


def proietta(comune: Comune = None, anno: Anno = None, scenario: Quale = "base", json_: Json = False) -> None:
    """I conti dei due anni dopo l'ultimo rendiconto: equilibri, avanzo, cassa, limiti, criticità."""
    from crescere_kit.projection.document import come_dict
    from crescere_kit.reports import apri

    fascicolo = apri(comune, anno)
    proiezione = fascicolo.proiezione(leggi_scenario(scenario))
    if json_:
        stampa_json(testata(fascicolo) | come_dict(proiezione))
        return
    _stampa(fascicolo.nome, proiezione)


def leggi_scenario(quale: str) -> Scenario:
    """Return a scenario of the programme by name, or the one written in a file."""
    from crescere_kit.projection import predefiniti
    from crescere_kit.projection.scenario_file import PESO_MASSIMO, leggi

    if quale in predefiniti():
        return predefiniti()[quale]
    file = Path(quale)
    if not file.is_file():
        nomi = ", ".join(predefiniti())
        raise ScenarioAssente(
            f"Non c'è uno scenario «{quale}»: scegliere fra {nomi}, o indicare un file TOML."
        )
    with file.open("rb") as aperto:
        return leggi(aperto.read(PESO_MASSIMO + 1))


def _stampa(nome: str, proiezione: Proiezione) -> None:
    from crescere_kit.projection.document import SALDI

    base, *anni = proiezione.anni()
    titolo = f"{nome}, dal rendiconto {base}: scenario «{proiezione.scenario.nome}»"
    for frase in proiezione.avvertenze():
        typer.echo(f"Attenzione: {frase}")
    saldi = [
        (
            SALDI[saldo.nome],
            saldo.anno,
            _scrivi(saldo.valore),
            _banda(saldo.bande.get(80)),
            _scrivi(saldo.gap),
        )
        for per_anno in proiezione.saldi().values()
        for saldo in per_anno
    ]
    tabella(titolo, ["saldo", "anno", "valore", "otto volte su dieci fra", "manca"], saldi)
    righe = [
        (riga.nome, _scrivi(riga.base), *map(_scrivi, riga.valori), riga.perche)
        for riga in proiezione.righe()
    ]
    tabella(titolo, ["linea", str(base), *map(str, anni), "perché"], righe)
    limiti = [
        (codice, anno, percentuale(100 * quanto, 0))
        for (codice, anno), quanto in proiezione.rischi.items()
        if quanto
    ]
    tabella(titolo, ["indicatore", "anno", "probabilità di superare il limite"], limiti)


def _scrivi(cents: int | None) -> str:
    return NON_CALCOLABILE if cents is None else euro(cents)


def _banda(banda: tuple[int, int] | None) -> str:
    return "" if banda is None else f"{euro(banda[0])} e {euro(banda[1])}"
