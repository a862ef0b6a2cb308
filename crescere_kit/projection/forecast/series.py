"""The history that is projected: one number per ente, voce and year, whatever it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti


@dataclass(frozen=True)
class Serie:
    """A panel of yearly numbers. The years follow one another: one that nobody knows is a row of NaN.

    valori: float (ente, voce, anno), NaN = unknown, never zero; popolazione: (ente, anno), None when no
        inhabitants are known.
    """

    enti: tuple[str, ...]
    voci: tuple[str, ...]
    anni: tuple[int, ...]
    valori: np.ndarray
    popolazione: np.ndarray | None = None

    def __post_init__(self):
        assert self.valori.shape == (len(self.enti), len(self.voci), len(self.anni))
        assert all(dopo - prima == 1 for prima, dopo in zip(self.anni, self.anni[1:], strict=False))

    def fino_al(self, anno: int) -> Serie:
        """Return the series as they were known when that year had just been closed."""
        quanti = max(0, min(len(self.anni), anno - self.anni[0] + 1))
        popolazione = None if self.popolazione is None else self.popolazione[:, :quanti]
        return replace(
            self, anni=self.anni[:quanti], valori=self.valori[:, :, :quanti], popolazione=popolazione
        )

    def solo(self, posti: np.ndarray) -> Serie:
        """Return some of the enti only, by place."""
        enti = tuple(np.array(self.enti, dtype=object)[posti])
        popolazione = None if self.popolazione is None else self.popolazione[posti]
        return replace(self, enti=enti, valori=self.valori[posti], popolazione=popolazione)

    def delle_voci(self, voci: Iterable[str]) -> Serie:
        """Return some of the voci only, in the order asked."""
        scelte = tuple(voci)
        posti = [self.voci.index(voce) for voce in scelte]
        return replace(self, voci=scelte, valori=self.valori[:, posti])

    def al(self, anno: int) -> np.ndarray:
        """Return the values of one year, float (ente, voce); NaN for a year outside the series."""
        posto = anno - self.anni[0]
        if not 0 <= posto < len(self.anni):
            return np.full(self.valori.shape[:2], np.nan)
        return self.valori[:, :, posto]

    def abitanti(self, anno: int) -> np.ndarray:
        """Return the inhabitants of each ente in one year, float (ente,), NaN where unknown."""
        posto = anno - self.anni[0]
        if self.popolazione is None or not 0 <= posto < len(self.anni):
            return np.full(len(self.enti), np.nan)
        return self.popolazione[:, posto]

    def ultimi(self) -> np.ndarray:
        """Return for each ente the last year of which anything is known, int (ente,)."""
        nota = np.isfinite(self.valori).any(axis=1)
        return self.anni[-1] - nota[:, ::-1].argmax(axis=1)


def da_righe(righe: pd.DataFrame, popolazione: str = "popolazione") -> Serie:
    """Build the series from tidy rows: ente, anno, voce, valore; the voce of the inhabitants goes aside."""
    enti, anni = sorted(set(righe["ente"])), range(righe["anno"].min(), righe["anno"].max() + 1)
    voci = sorted(set(righe["voce"]))
    cubo = np.full((len(enti), len(voci), len(anni)), np.nan)
    ente, voce = (pd.Index(nomi).get_indexer(righe[c]) for nomi, c in ((enti, "ente"), (voci, "voce")))
    cubo[ente, voce, righe["anno"].to_numpy() - anni[0]] = righe["valore"]
    serie = Serie(tuple(enti), tuple(voci), tuple(anni), cubo)
    if popolazione not in voci:
        return serie
    restanti = serie.delle_voci(voce for voce in voci if voce != popolazione)
    return replace(restanti, popolazione=cubo[:, voci.index(popolazione)])


def di_conti(conti: Conti, voci: Mapping[str, Callable[[Conti], pd.Series]]) -> Serie:
    """Take the series out of accounts: for each voce a function that reads it, in the unit it gives.

    A rendiconto filed with every titolo at zero says nothing, so it is unknown.
    """
    istat, anno = (conti.indice.get_level_values(livello) for livello in ("istat", "anno"))
    enti = pd.Index(sorted(set(istat)))
    anni = range(anno.min(), anno.max() + 1)
    righe, colonne = enti.get_indexer(istat), anno.to_numpy(dtype=int) - anni[0]
    vuoti = conti.rendiconto_vuoto.to_numpy(dtype=bool)
    cubo = np.full((len(enti), len(voci), len(anni)), np.nan)
    for posto, leggi in enumerate(voci.values()):
        valori = leggi(conti).to_numpy(dtype=float, na_value=np.nan)
        cubo[righe, posto, colonne] = np.where(vuoti, np.nan, valori)
    popolazione = np.full((len(enti), len(anni)), np.nan)
    popolazione[righe, colonne] = conti.popolazione().to_numpy(dtype=float, na_value=np.nan)
    return Serie(tuple(map(str, enti)), tuple(voci), tuple(anni), cubo, popolazione)
