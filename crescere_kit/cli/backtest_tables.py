"""The proof of the projection as tables: each voce in a row, at one year and two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from crescere_kit.cli.output import tabella
from crescere_kit.euro import NON_CALCOLABILE, numero, percentuale
from crescere_kit.projection.forecast.voci import in_parole

if TYPE_CHECKING:
    from crescere_kit.projection.forecast.backtest import Misura, Prova

_INTESTAZIONI = {
    "proiezione": "proiezione",
    "ultimo": "come l'ultimo anno",
    "media_3": "media di 3 anni",
    "deriva": "deriva",
    "previsione": "bilancio dell'ente",
}


def documento(prova: Prova, metodi: bool) -> dict[str, Any]:
    """Return the JSON document; without `metodi` only the projection and what it is compared with."""
    scritto = prova.come_dict() | {"frasi": {voce: prova.frase(voce) for voce in prova.voci}}
    if not metodi:
        scritto["misure"] = [riga for riga in scritto["misure"] if riga["metodo"] in _INTESTAZIONI]
    return scritto


def stampa(prova: Prova, metodi: bool) -> None:
    """Print the tables."""
    anni = f"dal {prova.origini[0]} al {prova.origini[-1]}"
    for passo, distanza in ((1, "un anno"), (2, "due anni")):
        _errori(prova, passo, f"Errore mediano (WAPE) a {distanza}, {numero(prova.enti)} enti, {anni}")
        if metodi:
            _metodi(prova, passo, f"Errore mediano di ogni metodo, a {distanza}")
    _classi(prova)
    _bande(prova)
    for passo, distanza in ((1, "un anno"), (2, "due anni")):
        rapporto = prova.complessivo(passo)
        typer.echo(f"A {distanza}: errore {numero(rapporto, 3)} volte quello di chi ripete l'ultimo anno.")
    for voce in prova.voci:
        typer.echo(f"{in_parole(voce)}: {prova.frase(voce)}")


def _errori(prova: Prova, passo: int, titolo: str) -> None:
    presenti = [m for m in _INTESTAZIONI if any(prova.misura(voce, passo, m) for voce in prova.voci)]
    righe = [
        [in_parole(voce), *(_scritta(prova.misura(voce, passo, metodo)) for metodo in presenti)]
        for voce in prova.voci
    ]
    tabella(titolo, ["voce", *(_INTESTAZIONI[metodo] for metodo in presenti)], righe)


def _metodi(prova: Prova, passo: int, titolo: str) -> None:
    from crescere_kit.projection.forecast.experts import NOMI

    nomi = {"proiezione": "la mistura"} | NOMI
    righe = [
        [in_parole(voce), *(_solo_mediana(prova.misura(voce, passo, metodo)) for metodo in nomi)]
        for voce in prova.voci
    ]
    insieme = (numero(prova.complessivo(passo, metodo), 3) for metodo in nomi)
    righe.append(["rispetto all'ultimo anno", *insieme])
    tabella(titolo, ["voce", *nomi.values()], righe)


def _classi(prova: Prova) -> None:
    classi = dict.fromkeys(misura.classe for misura in prova.misure)
    righe = [
        [
            in_parole(voce),
            *(_solo_mediana(prova.misura(voce, 2, classe=classe)) for classe in classi),
        ]
        for voce in prova.voci
    ]
    tabella("Errore mediano della proiezione a due anni, per abitanti", ["voce", *classi], righe)


def _bande(prova: Prova) -> None:
    chiavi = [(livello, passo) for livello in (0.5, 0.8) for passo in (1, 2)]
    righe = [
        [
            in_parole(voce),
            *(percentuale(100 * prova.copertura(livello, voce, passo), 1) for livello, passo in chiavi),
        ]
        for voce in prova.voci
    ]
    righe.append(["tutte", *(percentuale(100 * prova.copertura(li, None, p), 1) for li, p in chiavi)])
    colonne = [
        f"banda {100 * livello:.0f} %, {passo} ann{'o' if passo == 1 else 'i'}" for livello, passo in chiavi
    ]
    tabella("Quante volte il valore è caduto nella banda", ["voce", *colonne], righe)


def _scritta(misura: Misura | None) -> str:
    if misura is None:
        return NON_CALCOLABILE
    return f"{percentuale(100 * misura.mediana, 1)} ({numero(100 * misura.wape, 1)})"


def _solo_mediana(misura: Misura | None) -> str:
    return percentuale(100 * misura.mediana, 1) if misura else NON_CALCOLABILE
