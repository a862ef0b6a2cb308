"""Look for every sign of the catalogue over a whole panel, in one call."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.criticalities.catalogue import GRAVITA, Caso, casi
from crescere_kit.criticalities.finding import Rilievo, Segno, rilievo
from crescere_kit.criticalities.signs import PROVE
from crescere_kit.indicators import Indicatori

_DEL_CASO = ("codice", "caso", "gravita", "indicatore")
_GRAVITA = pd.CategoricalDtype(GRAVITA, ordered=True)


class Segni(NamedTuple):
    """Where signs show: the row of the panel, the place of the caso in the catalogue, value and limit."""

    righe: np.ndarray
    casi: np.ndarray
    valori: np.ndarray
    limiti: np.ndarray


@dataclass(frozen=True)
class Criticita:
    """What was found over a panel, in the order of the catalogue."""

    conti: Conti
    indicatori: Indicatori
    segni: Segni

    @cached_property
    def tabella(self) -> pd.DataFrame:
        """One row per criticità, for each comune and year from the most serious down.

        istat, anno, codice, caso, gravita, indicatore, unita, valore, limite, distanza. Amounts are in cents,
        shares in percentage points.
        """
        righe, posti, valori, limiti = self.segni
        indice = self.conti.indice.to_frame(index=False)
        parole = _parole(self.indicatori).take(posti).reset_index(drop=True)
        numeri = {"valore": valori, "limite": limiti, "distanza": valori - limiti, "posto": posti}
        tabella = indice.take(righe).reset_index(drop=True).join(parole.assign(**numeri))
        tabella = tabella.sort_values(["istat", "anno", "gravita", "posto"], ignore_index=True)
        return tabella.drop(columns="posto")

    def di(self, istat: str, anno: int) -> list[Rilievo]:
        """Return the criticità of one comune and year in words, from the most serious down."""
        posto = self.conti.posto(istat, anno)
        suoi = np.flatnonzero(self.segni.righe == (-1 if posto is None else posto))
        trovati = [
            (casi()[caso], Segno(istat, anno, valore, limite))
            for caso, valore, limite in zip(*(lato[suoi].tolist() for lato in self.segni[1:]), strict=True)
        ]
        trovati.sort(key=lambda trovato: GRAVITA.index(trovato[0].gravita))
        return [rilievo(caso, self.indicatori, segno) for caso, segno in trovati]


def trova(conti: Conti, indicatori: Indicatori) -> Criticita:
    """Return every criticità that the indicators of these accounts show."""
    trovate = [_righe(caso, indicatori) for caso in casi()]
    righe, valori, limiti = (np.concatenate(parte) for parte in zip(*trovate, strict=True))
    posti = np.repeat(np.arange(len(trovate)), [len(sue) for sue, *_ in trovate])
    return Criticita(conti, indicatori, Segni(righe, posti, valori, limiti))


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
