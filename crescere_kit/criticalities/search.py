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
    indice = conti.tavola.index.to_frame(index=False)
    trovate = pd.concat(
        [_righe(posto, caso, indicatori) for posto, caso in enumerate(casi())], ignore_index=True
    )
    tabella = indice.iloc[trovate.pop("riga")].reset_index(drop=True).join(trovate)
    tabella["gravita"] = tabella["gravita"].astype(_GRAVITA)
    tabella = tabella.sort_values(["istat", "anno", "gravita", "posto"], ignore_index=True)
    return Criticita(indicatori, tabella.drop(columns="posto"))


def _righe(posto: int, caso: Caso, indicatori: Indicatori) -> pd.DataFrame:
    riscontro = PROVE[caso.prova](indicatori, caso.indicatore)
    righe = np.flatnonzero(riscontro.presente)
    valore, limite = riscontro.valore[righe], riscontro.limite[righe]
    return pd.DataFrame(
        {
            "riga": righe,
            "posto": posto,
            "codice": caso.codice,
            "caso": caso.caso,
            "gravita": caso.gravita,
            "indicatore": caso.indicatore,
            "unita": indicatori.indicatore(caso.indicatore).unita,
            "valore": valore,
            "limite": limite,
            "distanza": valore - limite,
        }
    )
