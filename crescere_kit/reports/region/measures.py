"""What is known of many comuni in one year, measured some at a time: all their accounts fill a computer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from crescere_kit import criticalities, indicators
from crescere_kit.accounts import Conti
from crescere_kit.sources.store import Archivio

INSIEME = 100  # comuni whose accounts are in memory together: some 250 MB
_ANNI_PRIMA = 5  # what the formulas that look back need
_ANNI_DOPO = 1  # the bilancio di previsione that follows a rendiconto


@dataclass(frozen=True)
class Misure:
    """The indicators of a year by comune, the criticità found (a row each), who has the rendiconto."""

    valori: pd.DataFrame
    esiti: pd.DataFrame
    criticita: pd.DataFrame
    con_rendiconto: pd.Index


def misura(archivio: Archivio, istat: pd.Index, anno: int, insieme: int = INSIEME) -> Misure:
    """Measure these comuni in a year; of one at a time or of all together the figures are the same."""
    parti = list(_a_gruppi(archivio, istat.sort_values(), anno, insieme))
    return Misure(
        pd.concat([parte.valori for parte in parti]),
        pd.concat([parte.esiti for parte in parti]),
        pd.concat([parte.criticita for parte in parti], ignore_index=True),
        pd.Index([uno for parte in parti for uno in parte.con_rendiconto]),
    )


def _a_gruppi(archivio: Archivio, istat: pd.Index, anno: int, insieme: int) -> Iterator[Misure]:
    """Measure in the order of the codes, which is that of the archive."""
    anni = range(anno - _ANNI_PRIMA, anno + _ANNI_DOPO + 1)
    for inizio in range(0, max(1, len(istat)), insieme):
        conti = archivio.conti(list(istat[inizio : inizio + insieme]), anni)
        calcolati = indicators.calcola(conti)
        trovate = criticalities.trova(conti, calcolati).tabella
        yield Misure(
            _dell_anno(calcolati.valori, anno),
            _dell_anno(calcolati.esiti, anno),
            trovate[trovate["anno"] == anno],
            _con_rendiconto(conti, anno),
        )


def _dell_anno(tavola: pd.DataFrame, anno: int) -> pd.DataFrame:
    """Return the rows of a year, which none of these comuni may have."""
    return tavola[tavola.index.get_level_values("anno") == anno].droplevel("anno")


def _con_rendiconto(conti: Conti, anno: int) -> pd.Index:
    tavola = _dell_anno(conti.tavola, anno)
    colonne = tavola.columns.get_level_values("documento") == "rendiconto"
    return tavola.index[tavola.loc[:, colonne].notna().any(axis=1)]
