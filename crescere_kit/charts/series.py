"""From the panel to the years of one comune, with the words for amounts that a sentence can carry."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.charts.palette import MILA, MILIONE
from crescere_kit.euro import euro, numero
from crescere_kit.tables import Tabella, importo

NON_NEI_FILE = "il dato non è nei file caricati per quell'anno"


def per_anno(conti: Conti, serie: dict[str, pd.Series]) -> dict[str, pd.Series]:
    """Return series of a one-comune panel by year, from the first year any of them knows to the last.

    A year in between without data stays, missing: it is a gap to be seen.
    """
    tavola = pd.DataFrame({nome: valori.droplevel("istat") for nome, valori in serie.items()})
    noti = tavola.dropna(how="all").index
    anni = range(noti.min(), noti.max() + 1) if len(noti) else range(0)
    return {nome: tavola[nome].reindex(anni) for nome in serie}


def scegli(anno: int | None, *serie: pd.Series) -> int | None:
    """Return the asked year if every series is known in it, else the last in which they all are."""
    completi = pd.concat(serie, axis=1).dropna()
    if anno in completi.index:
        return anno
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
