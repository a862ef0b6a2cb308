"""What the ente declares of itself against what its accounts say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from crescere_kit.indicators import Indicatore, Indicatori
from crescere_kit.indicators.deficitarieta import PARAMETRI
from crescere_kit.indicators.plausibility import cento_volte, estremi
from crescere_kit.indicators.reasons import scarto_ammesso
from crescere_kit.quality.finding import Oggetto, Riscontro, numeri, riscontro


def riscontri(indicatori: Indicatori, rotte: Mapping[str, pd.DataFrame]) -> Iterator[Riscontro]:
    """Yield what is declared wrong, and what should have been declared and was not.

    rotte are the broken identities: a row of a prospect that does not add up is said there.
    """
    for indicatore in indicatori.elenco:
        if indicatore.dichiarato and indicatori.valutati[indicatore.codice].dichiarati.notna().any():
            yield from _dichiarati(indicatore, indicatori, _gia_detto(indicatore, indicatori, rotte))
    yield from _taciuti(indicatori)


def _dichiarati(indicatore: Indicatore, indicatori: Indicatori, gia_detto: np.ndarray) -> Iterator[Riscontro]:
    codice = indicatore.codice
    valutato = indicatori.valutati[codice]
    dichiarato = valutato.dichiarati
    voci = frozenset(indicatore.dichiarato)
    nome = f"«{indicatore.nome}» ({codice})"
    suo = Oggetto(nome, indicatore.unita, frozenset([codice]))
    fuori, confine = _fuori(indicatore, numeri(dichiarato))
    yield riscontro(
        "impossibile",
        Oggetto(nome, indicatore.unita, difettosa=voci.__contains__),
        fuori,
        dichiarato,
        confine,
    )
    ricalcolato = valutato.valori.where(valutato.ricalcolati)
    spostata = cento_volte(dichiarato, ricalcolato) | cento_volte(ricalcolato, dichiarato)
    spostata = (numeri(spostata) == 1) & ~fuori
    diverso = (numeri((dichiarato - ricalcolato).abs()) > float(scarto_ammesso(indicatore))) & ~fuori
    yield riscontro("cento_volte", suo, spostata & diverso, dichiarato, ricalcolato)
    yield riscontro("scarto", suo, diverso & ~spostata & ~gia_detto, dichiarato, ricalcolato)


def _gia_detto(
    indicatore: Indicatore, indicatori: Indicatori, rotte: Mapping[str, pd.DataFrame]
) -> np.ndarray:
    """Tell where the row of a prospect that an indicator restates is a broken identity."""
    detto = np.zeros(len(indicatori.conti), dtype=bool)
    inizi = tuple(f"{voce.lato}: {voce.codice} = " for voce in indicatore.dichiarato)
    for parole, dove in rotte.items():
        if parole.startswith(inizi):
            detto[dove["riga"].to_numpy()] = True
    return detto


def _fuori(indicatore: Indicatore, dichiarato: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Tell where the declared figure is out of its bounds, and which bound it passes."""
    minimo, massimo = estremi(indicatore)
    if minimo is None:
        return np.zeros(len(dichiarato), dtype=bool), np.full(len(dichiarato), np.nan)
    basso, alto = dichiarato < minimo, dichiarato > massimo
    return basso | alto, np.where(alto, massimo, minimo)


def _taciuti(indicatori: Indicatori) -> Iterator[Riscontro]:
    """Yield the parametri that only the ente can know, missing where it declared others."""
    parametri = [uno for uno in PARAMETRI if uno in indicatori.elenco and uno.dichiarato]
    if not parametri:
        return
    dichiarati = {uno: indicatori.valutati[uno.codice].dichiarati.notna().to_numpy() for uno in parametri}
    qualcuno = np.any(list(dichiarati.values()), axis=0)
    for uno in parametri:
        muto = not indicatori.valutati[uno.codice].ricalcolati.any() and not uno.prevale_dichiarato
        if muto:
            oggetto = Oggetto(f"«{uno.nome}» ({uno.codice})", uno.unita, frozenset([uno.codice]))
            yield riscontro("dichiarato_assente", oggetto, qualcuno & ~dichiarati[uno])
