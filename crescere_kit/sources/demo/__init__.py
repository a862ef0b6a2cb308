"""A believable invented region, written in the official layouts so that it enters through the same readers.

The accounts are simulated year after year: what a year leaves (residui, cassa, FPV, disavanzo) is what the
next finds, and the identities of the conto del bilancio hold to the cent. The same seed always gives the same
region.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti, Voce
from crescere_kit.sources.bdap import layout
from crescere_kit.sources.demo import budget, cash, faults, prospects, registry
from crescere_kit.sources.demo.comuni import Comuni, nascono
from crescere_kit.sources.demo.faults import Guasto
from crescere_kit.sources.demo.panel import in_conti, in_righe
from crescere_kit.sources.demo.state import Esercizio
from crescere_kit.sources.demo.years import AVVIO, esercizi

REGIONE = "ESEMPIO"
SEME = 178
ANNI = range(2019, 2026)
ANNI_SIOPE = 2  # the last ones: a year of months is twelve times a year

__all__ = ["ANNI", "SEME", "Guasto", "conti", "guasti", "righe", "scrivi"]


def scrivi(
    cartella: Path | str, comuni: int = 40, seme: int = SEME, anni: Iterable[int] = ANNI
) -> list[Path]:
    """Write the region: BDAP rendiconti and previsioni, SIOPE of the last years, the ISTAT list."""
    cartella, anni = Path(cartella), _ordinati(anni)
    cartella.mkdir(parents=True, exist_ok=True)
    nati = nascono(comuni, seme)
    enti = nati.enti(anni[-1])
    scritti = [registry.scrivi(nati, anni[-1], cartella / "anagrafe_comuni.csv", REGIONE.capitalize())]
    for anno, esercizio, voci in _anni(nati, anni, dettaglio=True):
        ufficiali = {voce: valori for voce, valori in voci.items() if voce.documento != "siope"}
        scritti += layout.scrivi_zip(in_righe(ufficiali, nati, anno), enti, cartella, REGIONE)
        if anno in anni[-ANNI_SIOPE:]:
            scritti += cash.scrivi(nati, esercizio, cartella, REGIONE.capitalize())
    return sorted(scritti)


def conti(comuni: int = 40, anni: Iterable[int] = ANNI, seme: int = SEME, dettaglio: bool = False) -> Conti:
    """Return the region's panel without passing through files; `dettaglio` adds missioni and programmi."""
    anni = _ordinati(anni)
    nati = nascono(comuni, seme)
    voci = {anno: dell_anno for anno, _, dell_anno in _anni(nati, anni, dettaglio)}
    return in_conti(voci, nati, anni[-1])


def righe(comuni: int = 40, anni: Iterable[int] = ANNI, seme: int = SEME) -> Iterator[pd.DataFrame]:
    """Yield the region's long rows (see `Conti.da_righe`), a year at a time to spare memory."""
    nati = nascono(comuni, seme)
    for anno, _, voci in _anni(nati, _ordinati(anni), dettaglio=True):
        yield in_righe(voci, nati, anno)


def guasti(comuni: int = 40, anni: Iterable[int] = ANNI, seme: int = SEME) -> list[Guasto]:
    """Return the faults planted in the region: the only ones it has."""
    return faults.guasti(nascono(comuni, seme), _ordinati(anni))


def _anni(
    nati: Comuni, anni: Sequence[int], dettaglio: bool
) -> Iterator[tuple[int, Esercizio, prospects.Voci]]:
    """Yield the years asked and, after them, the year of which only the budget is known."""
    prima = None
    for esercizio in chain(esercizi(nati, anni[-1]), [None]):
        anno = esercizio.anno if esercizio else anni[-1] + 1
        if prima is not None and (anno in anni or esercizio is None):
            voci = _previsione(nati, prima, anno)
            if esercizio:
                voci |= faults.guasta(prospects.voci(nati, esercizio, dettaglio), nati, anno, anni)
                voci |= _siope(nati, esercizio) if anno in anni[-ANNI_SIOPE:] else {}
            yield anno, esercizio, voci
        prima = esercizio


def _previsione(nati: Comuni, prima: Esercizio, anno: int) -> prospects.Voci:
    tutti = np.ones(len(nati), dtype=bool)
    previste = budget.iniziale(nati, prima, anno)
    return {Voce("previsione", *voce): (valori, tutti) for voce, valori in previste.items()}


def _siope(nati: Comuni, esercizio: Esercizio) -> prospects.Voci:
    return {voce: (cassa, chi) for voce, cassa, chi in cash.voci(nati, esercizio)}


def _ordinati(anni: Iterable[int]) -> list[int]:
    ordinati = sorted(set(anni))
    if not ordinati or ordinati[0] <= AVVIO:
        raise ValueError(
            f"La regione di esempio ha i conti dal {AVVIO + 1}: indicare anni successivi al {AVVIO}."
        )
    return ordinati
