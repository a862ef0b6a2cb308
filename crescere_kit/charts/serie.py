"""From the panel to the years of one comune, with the words for amounts that a sentence can carry."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.charts.stile import MILA, MILIONE
from crescere_kit.euro import euro, numero
from crescere_kit.tables import Tabella, importo

NON_NEI_FILE = "il dato non è nei file caricati per quell'anno"


def anni(conti: Conti) -> list[int]:
    """Return all the years between the first and the last: one without data is a gap to be seen."""
    presenti = conti.tavola.index.get_level_values("anno")
    return list(range(presenti.min(), presenti.max() + 1)) if len(presenti) else []


def per_anno(conti: Conti, serie: pd.Series) -> pd.Series:
    """Return a series of a one-comune panel by year, missing where the year is missing."""
    return serie.droplevel("istat").reindex(anni(conti))


def ultimo(*serie: pd.Series) -> int | None:
    """Return the last year in which every series is known."""
    completi = pd.concat(serie, axis=1).dropna()
    return None if completi.empty else int(completi.index.max())


def breve(cents: int) -> str:
    """Write an amount for a sentence: «6,00 milioni di euro», «340 mila euro», «950,00 €»."""
    if abs(cents) >= MILIONE:
        return f"{numero(int(cents) / MILIONE, 2)} milioni di euro"
    if abs(cents) >= 10 * MILA:
        return f"{numero(int(cents) / MILA)} mila euro"
    return euro(int(cents))


def tabella(titolo: str, colonne: dict[str, pd.Series]) -> Tabella:
    """Return the exact numbers of a chart, one row per year."""
    indice = next(iter(colonne.values())).index
    righe = tuple(
        (str(anno), *(importo(serie[anno], NON_NEI_FILE) for serie in colonne.values())) for anno in indice
    )
    return Tabella(titolo, ("Anno", *colonne), righe)
