"""The sums of the official prospects, and the risultato from one year to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti, discrepanze
from crescere_kit.accounts.identities import termini
from crescere_kit.indicators import Indicatori
from crescere_kit.quality.finding import Oggetto, Riscontro, riscontro

_RICONCILIAZIONE = "RICONCILIAZIONE"


def rotture(conti: Conti) -> dict[str, pd.DataFrame]:
    """Return, by the words of each broken identity, its rows of the panel (`riga`), trovato and atteso."""
    rotte = discrepanze(conti)
    righe = conti.indice.get_indexer(pd.MultiIndex.from_frame(rotte[["istat", "anno"]]))
    return dict(iter(rotte.assign(riga=righe).groupby("identita", sort=False)))


def riscontri(indicatori: Indicatori, rotte: Mapping[str, pd.DataFrame]) -> Iterator[Riscontro]:
    """Yield the identities that do not hold to the cent, and the lettera E that does not reconcile."""
    for parole, dove in rotte.items():
        oggetto = Oggetto(parole, difettosa=termini()[parole].__contains__)
        numeri = (dove[nome].to_numpy(dtype=float) for nome in ("trovato", "atteso"))
        yield Riscontro("identita", oggetto, dove["riga"].to_numpy(), *numeri)
    if _RICONCILIAZIONE in indicatori.valutati:
        differenza = indicatori.valutati[_RICONCILIAZIONE].valori
        ammessa = 100 * float(rules.ultima("qualita", "riconciliazione").valore)
        oggetto = Oggetto(
            indicatori.indicatore(_RICONCILIAZIONE).nome, indicatori=frozenset([_RICONCILIAZIONE])
        )
        yield riscontro("riconciliazione", oggetto, differenza.abs() > ammessa, differenza, 0)
