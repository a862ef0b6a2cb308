"""The nearest comuni on the declared features, each measured in its own spread."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.accounts.ratios import quoziente
from crescere_kit.accounts.voci import ENTRATE_CORRENTI
from crescere_kit.peers.choices import scelte

_ALLA_VOLTA = 500  # comuni per block: the distances of all of Italy at once would not fit


def caratteristiche(conti: Conti, anno: int) -> pd.DataFrame:
    """Return the declared features of every ente in a year (index istat); missing where not known."""
    dell_anno = conti.solo(anni=[anno])
    correnti = dell_anno.accertamenti(*ENTRATE_CORRENTI)
    istat = dell_anno.indice.get_level_values("istat")
    abitanti = pd.Series(conti.enti["popolazione"].reindex(istat).array, index=correnti.index, dtype="Int64")
    spese = dell_anno.impegni("1", "2")
    tutte = {
        "popolazione": np.log10(abitanti.astype("Float64").where(abitanti > 0)),
        "entrate_correnti_per_abitante": quoziente(correnti, abitanti),
        "autonomia": quoziente(dell_anno.accertamenti("1", "3"), correnti),
        "investimenti": quoziente(dell_anno.impegni("2"), spese),
    }
    tavola = pd.DataFrame({voce["codice"]: tutte[voce["codice"]] for voce in scelte()["caratteristiche"]})
    return tavola.astype("Float64").set_axis(pd.Index(istat, name="istat"))


def piu_vicini(misure: pd.DataFrame) -> pd.DataFrame:
    """Return for each ente (index istat) the ISTAT codes of the nearest ones, the nearest first.

    An ente with an unknown feature has no neighbours and is nobody's.
    """
    complete = misure.dropna().astype("float64")
    quanti = min(scelte()["vicini"]["quanti"], len(complete) - 1)
    if quanti < 1:
        return pd.DataFrame(index=complete.index)
    punti = _in_scarti(complete).to_numpy()
    vicini = np.concatenate([_del_blocco(punti, da, quanti) for da in range(0, len(punti), _ALLA_VOLTA)])
    return pd.DataFrame(complete.index.to_numpy()[vicini], index=complete.index)


def _in_scarti(complete: pd.DataFrame) -> pd.DataFrame:
    """Weigh each feature; one in which all are equal tells nobody apart."""
    pesi = pd.Series({voce["codice"]: voce["peso"] for voce in scelte()["caratteristiche"]})
    scarto = complete.std(ddof=0)
    return (complete - complete.mean()) / scarto.where(scarto > 0, 1) * np.sqrt(pesi)


def _del_blocco(punti: np.ndarray, da: int, quanti: int) -> np.ndarray:
    blocco = punti[da : da + _ALLA_VOLTA]
    distanze = ((blocco[:, None, :] - punti[None, :, :]) ** 2).sum(axis=2)
    distanze[np.arange(len(blocco)), np.arange(da, da + len(blocco))] = np.inf  # nobody is near oneself
    return np.argsort(distanze, axis=1, kind="stable")[:, :quanti]
