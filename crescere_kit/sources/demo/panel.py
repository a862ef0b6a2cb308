"""The simulated voci as the rest of the kit wants them: long rows for the files, or the panel itself."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.accounts.panel import INDICE
from crescere_kit.accounts.voci import LIVELLI
from crescere_kit.sources.demo.comuni import Comuni
from crescere_kit.sources.demo.prospects import Voci

PERCENTUALE = "percentuale"


def in_righe(voci: Voci, comuni: Comuni, anno: int) -> pd.DataFrame:
    """Return long rows of one year; an absent value is an absent row."""
    presenti = np.stack([chi for _, chi in voci.values()])
    quale, chi = np.nonzero(presenti)
    rapporti = np.array([voce.fase == PERCENTUALE for voce in voci])[quale]
    importi = np.stack([np.where(si & (voce.fase != PERCENTUALE), v, 0) for voce, (v, si) in voci.items()])
    righe = {"istat": pd.Categorical.from_codes(chi, categories=comuni.istat), "anno": anno}
    for livello, testi in zip(LIVELLI, zip(*voci, strict=True), strict=True):
        codici, categorie = pd.factorize(np.array(testi))
        righe[livello] = pd.Categorical.from_codes(codici[quale], categories=categorie)
    righe["importo"] = pd.arrays.IntegerArray(importi[presenti].astype(np.int64), rapporti)
    righe["rapporto"] = pd.arrays.FloatingArray(_rapporti(voci)[presenti], ~rapporti)
    return pd.DataFrame(righe)


def in_conti(per_anno: dict[int, Voci], comuni: Comuni, anno_enti: int) -> Conti:
    """Return the panel of all the years; what a year does not have is missing."""
    anni, quanti = list(per_anno), len(comuni)
    ordine = np.arange(len(anni) * quanti).reshape(len(anni), quanti).T.ravel()
    posti = np.argsort(np.repeat(comuni.istat, len(anni)), kind="stable")
    indice = pd.MultiIndex.from_product([sorted(comuni.istat.tolist()), anni], names=INDICE)
    tutte = sorted({voce for voci in per_anno.values() for voce in voci})
    colonne = {}
    for voce in tutte:
        tipo, vuota = (np.float64 if voce.fase == PERCENTUALE else np.int64), np.zeros(quanti, dtype=bool)
        coppie = [per_anno[anno].get(voce, (vuota.astype(tipo), vuota)) for anno in anni]
        valori = np.concatenate([v for v, _ in coppie]).astype(tipo)[ordine][posti]
        assenti = ~np.concatenate([p for _, p in coppie])[ordine][posti]
        classe = pd.arrays.FloatingArray if voce.fase == PERCENTUALE else pd.arrays.IntegerArray
        colonne[voce] = classe(np.where(assenti, 0, valori), assenti)
    return Conti.di_colonne(colonne, indice, comuni.enti(anno_enti).sort_index())


def _rapporti(voci: Voci) -> np.ndarray:
    return np.stack([v if voce.fase == PERCENTUALE else np.zeros(len(v)) for voce, (v, _) in voci.items()])
