"""Where each comune stands among its alike: a percentile, a median, how many are in the norm. No ranking."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from crescere_kit.indicators import Esito, Indicatori
from crescere_kit.peers import neighbours
from crescere_kit.peers.choices import CLASSE, PROVINCIA, VICINI, classe_demografica, scelte

COLONNE = [
    *("istat", "anno", "codice", "gruppo", "altri", "percentile"),
    *("quartile_1", "mediana", "quartile_3", "con_limite", "in_norma"),
]
_QUARTILI = {"quartile_1": 0.25, "mediana": 0.5, "quartile_3": 0.75}
_GIUDICATI = (Esito.NORMA, Esito.VICINO, Esito.OLTRE)


@dataclass(frozen=True)
class Confronto:
    """One indicator of one comune among those alike.

    altri: how many others have it; percentile: share of them (0-100) with a smaller value, ties by half;
    quartiles and median are of the others, in the unit of the indicator (cents for euro); con_limite: how
    many others have an outcome; in_norma: how many of these are within the limit.
    """

    codice: str
    gruppo: str
    altri: int
    percentile: float
    quartile_1: float
    mediana: float
    quartile_3: float
    con_limite: int
    in_norma: int


def confronta(indicatori: Indicatori, anno: int) -> pd.DataFrame:
    """Compare every ente of a year with each of its groups: one row per ente, indicator and group.

    A group with too few others says nothing and has no row.
    """
    dell_anno = indicatori.valori.index.get_level_values("anno") == anno
    valori = _di_ogni_ente(indicatori.valori[dell_anno]).astype("Float64").astype("float64")
    esiti = _di_ogni_ente(indicatori.esiti[dell_anno])
    giudicati, nella_norma = esiti.isin(_GIUDICATI), esiti.isin(_GIUDICATI[:2])
    enti = indicatori.conti.enti.reindex(valori.index)
    vicini = neighbours.piu_vicini(neighbours.caratteristiche(indicatori.conti, anno))
    insiemi = {
        CLASSE: _stesso(classe_demografica(enti["popolazione"])),
        PROVINCIA: _stesso(enti["provincia"]),
        VICINI: _elenco(vicini, valori.index),
    }
    tavole = [
        _fra(altri, valori, giudicati, nella_norma).assign(gruppo=gruppo) for gruppo, altri in insiemi.items()
    ]
    unite = pd.concat(tavole, ignore_index=True).assign(anno=anno)
    return unite[unite["altri"] >= scelte()["minimo"]["quanti"]][COLONNE].reset_index(drop=True)


def _di_ogni_ente(tavola: pd.DataFrame) -> pd.DataFrame:
    return tavola.droplevel("anno")


def _stesso(chiave: pd.Series) -> list[np.ndarray]:
    """Return, for each ente, the positions of the others that have the same key; none where it is unknown."""
    codici, _ = pd.factorize(chiave)
    insiemi = {codice: np.flatnonzero(codici == codice) for codice in np.unique(codici[codici >= 0])}
    vuoto = np.array([], dtype=int)
    return [
        insiemi[codice][insiemi[codice] != posto] if codice >= 0 else vuoto
        for posto, codice in enumerate(codici)
    ]


def _elenco(vicini: pd.DataFrame, indice: pd.Index) -> list[np.ndarray]:
    posti = pd.Series(np.arange(len(indice)), index=indice)
    vuoto = np.array([], dtype=int)
    righe = dict(zip(vicini.index, vicini.to_numpy(), strict=True))
    return [posti[righe[istat]].to_numpy() if istat in righe else vuoto for istat in indice]


def _fra(
    insiemi: list[np.ndarray], valori: pd.DataFrame, giudicati: pd.DataFrame, nella_norma: pd.DataFrame
) -> pd.DataFrame:
    """Compare each ente with its set of others, all indicators at once."""
    numeri, con_esito, bene = (tavola.to_numpy() for tavola in (valori, giudicati, nella_norma))
    righe = [
        _di_uno(numeri[posto], numeri[altri], con_esito[altri], bene[altri])
        for posto, altri in enumerate(insiemi)
    ]
    colonne = {nome: np.concatenate([riga[nome] for riga in righe]) for nome in righe[0]} if righe else {}
    quanti = len(valori.columns)
    return pd.DataFrame(
        {
            "istat": np.repeat(valori.index.to_numpy(), quanti),
            "codice": np.tile(valori.columns.to_numpy(), len(valori)),
            **colonne,
        }
    ).dropna(subset=["percentile"])


def _di_uno(suo: np.ndarray, altri: np.ndarray, giudicati: np.ndarray, bene: np.ndarray) -> dict:
    noti = ~np.isnan(altri)
    quanti = noti.sum(axis=0)
    sotto = (altri < suo).sum(axis=0) + (altri == suo).sum(axis=0) / 2
    con_confronto = (quanti > 0) & ~np.isnan(suo)
    percentile = np.full(len(suo), np.nan)
    percentile[con_confronto] = 100 * sotto[con_confronto] / quanti[con_confronto]
    return {
        "altri": quanti,
        "percentile": percentile,
        **_quartili(altri, con_confronto),
        "con_limite": giudicati.sum(axis=0),
        "in_norma": bene.sum(axis=0),
    }


def _quartili(altri: np.ndarray, dove: np.ndarray) -> dict[str, np.ndarray]:
    esiti = {nome: np.full(altri.shape[1], np.nan) for nome in _QUARTILI}
    if dove.any():
        trovati = np.nanquantile(altri[:, dove], list(_QUARTILI.values()), axis=0)
        for nome, riga in zip(esiti, trovati, strict=True):
            esiti[nome][dove] = riga
    return esiti
