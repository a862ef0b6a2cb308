"""Look for every sign of the catalogue over a whole panel, in one call."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.criticalities.catalogue import GRAVITA, Caso, casi
from crescere_kit.criticalities.finding import Rilievo, rilievo
from crescere_kit.criticalities.signs import PROVE
from crescere_kit.indicators import Indicatori

_DEL_CASO = ("codice", "caso", "gravita", "indicatore")
_GRAVITA = pd.CategoricalDtype(GRAVITA, ordered=True)


@dataclass(frozen=True)
class Criticita:
    """What was found over a panel.

    tabella: one row per criticità, for each comune and year from the most serious down: istat, anno, codice,
    caso, gravita, indicatore, unita, valore, limite, distanza. Amounts in cents, shares in percentage points.
    """

    indicatori: Indicatori
    tabella: pd.DataFrame

    def di(self, istat: str, anno: int) -> list[Rilievo]:
        """Return the criticità of one comune and year in words, from the most serious down."""
        sue = self.tabella[(self.tabella["istat"] == istat) & (self.tabella["anno"] == anno)]
        per_nome = {caso.caso: caso for caso in casi()}
        return [rilievo(per_nome[riga.caso], self.indicatori, riga) for riga in sue.itertuples(index=False)]


def trova(conti: Conti, indicatori: Indicatori) -> Criticita:
    """Return every criticità that the indicators of these accounts show."""
    indice = conti.indice.to_frame(index=False)
    tutte = casi()
    trovate = [_righe(caso, indicatori) for caso in tutte]
    righe, valori, limiti = (np.concatenate(parte) for parte in zip(*trovate, strict=True))
    posti = np.repeat(np.arange(len(tutte)), [len(sue) for sue, *_ in trovate])
    parole = _parole(indicatori).take(posti).reset_index(drop=True)
    numeri = {"valore": valori, "limite": limiti, "distanza": valori - limiti, "posto": posti}
    tabella = indice.take(righe).reset_index(drop=True).join(parole.assign(**numeri))
    tabella = tabella.sort_values(["istat", "anno", "gravita", "posto"], ignore_index=True)
    return Criticita(indicatori, tabella.drop(columns="posto"))


def _parole(indicatori: Indicatori) -> pd.DataFrame:
    """Return what the table says of each caso, whatever its numbers."""
    tutte = casi()
    parole = {nome: [getattr(caso, nome) for caso in tutte] for nome in _DEL_CASO}
    unita = [indicatori.indicatore(caso.indicatore).unita for caso in tutte]
    return pd.DataFrame(parole | {"unita": unita}).astype({"gravita": _GRAVITA})


def _righe(caso: Caso, indicatori: Indicatori) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the rows where a sign shows, with the value and the limit there."""
    riscontro = PROVE[caso.prova](indicatori, caso.indicatore)
    righe = np.flatnonzero(riscontro.presente)
    return righe, riscontro.valore[righe], riscontro.limite[righe]
