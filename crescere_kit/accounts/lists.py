"""The lists of the ente's own form: rows with a name of its own, such as a loan, a lawsuit, a debt."""

from __future__ import annotations

from functools import cache

import pandas as pd

from crescere_kit.accounts.blocks import Colonne
from crescere_kit.accounts.columns import tipo
from crescere_kit.accounts.voci import MANUALE, Voce, manuali


def voci_scritte(colonne: Colonne, lato: str) -> list[Voce]:
    """Return the voci of a list that anybody of the panel wrote."""
    return [voce for voce in colonne.scritte_da_qualcuno if voce[:2] == (MANUALE, lato)]


def leggi(scritte: dict[Voce, pd.Series], lato: str, indice: pd.MultiIndex) -> pd.DataFrame:
    """Return a list as it was written, one row for each (istat, anno, codice)."""
    tipi = _tipi(lato)
    if not scritte:
        return _vuoto(lato, tuple(indice.names))
    colonne = pd.DataFrame({(voce.codice, voce.fase): serie for voce, serie in scritte.items()})
    colonne = colonne.dropna(how="all")
    per_riga = [
        colonne[codice].reindex(columns=list(tipi)).dropna(how="all").assign(codice=codice)
        for codice in dict.fromkeys(voce.codice for voce in scritte)
    ]
    return pd.concat(per_riga).astype(tipi).set_index("codice", append=True)


@cache
def _tipi(lato: str) -> dict[str, str]:
    return {
        voce.fase: tipo(Voce(MANUALE, lato, "riga", voce.fase))
        for voce in manuali()
        if voce.lato == lato and voce.codice == "*"
    }


@cache
def _vuoto(lato: str, nomi: tuple[str, ...]) -> pd.DataFrame:
    """Return a list in which nobody wrote anything, the same for all: not to be written."""
    nessuna = pd.MultiIndex.from_arrays([[], [], []], names=[*nomi, "codice"])
    return pd.DataFrame({fase: pd.array([], dtype=uno) for fase, uno in _tipi(lato).items()}, index=nessuna)


def somma(valori: pd.Series, indice: pd.MultiIndex) -> pd.Series:
    """Return the sum of a column of a list for each row of the panel.

    Missing where the ente wrote no row, or left blank what the sum needs.
    """
    if valori.empty:
        return pd.Series(pd.NA, index=indice, dtype=valori.dtype)
    gruppi = valori.groupby(level=indice.names)
    completi = gruppi.size().eq(gruppi.count())
    return gruppi.sum().where(completi).reindex(indice).astype(valori.dtype)
