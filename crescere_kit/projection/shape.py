"""Give projected figures the shape of a rendiconto and of a bilancio: everything reads them as such."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.blocks import Colonne
from crescere_kit.accounts.panel import INDICE
from crescere_kit.accounts.voci import MANUALE
from crescere_kit.projection.horizon import ANNI, Orizzonte

_SEGNO = "#"  # between the code of an ente and the number of a path: no ISTAT code has it


def in_conti(conti: Conti, orizzonte: Orizzonte, voci: Mapping[Voce, np.ndarray]) -> Conti:
    """Return the past of each ente up to its last rendiconto, and the two projected years after it.

    voci: cents or points (n, 2), NaN where not known. Of what was filed for the projected years only what the
    ente wrote in its own form is kept: the rest is what is being projected. Nothing is late in the future.
    """
    passati = _passati(conti, orizzonte)
    indice = _con_futuro(conti.indice[passati], orizzonte)
    colonne = Colonne.vuote(dict.fromkeys([*conti.colonne, *voci]), len(indice))
    _copia(conti, colonne, conti.indice.get_indexer(indice), passati)
    posti = {riga: posto for posto, riga in enumerate(indice)}
    anni = [[posti[riga] for riga in orizzonte.righe(passo + 1)] for passo in range(ANNI)]
    _scrivi(colonne, voci, np.array(anni).T)
    return Conti(colonne, indice, conti.enti[conti.enti.index.isin(orizzonte.istat)])


def moltiplica(conti: Conti, istat: str, quante: int, futuro: Mapping[Voce, np.ndarray]) -> Conti:
    """Return one ente as so many enti, one per path: the same past, and of the future what each path says.

    futuro: (S, 2) for each voce that varies; the others keep the value that the central path has.
    """
    uno = conti.solo([istat])
    nomi = pd.Index([f"{istat}{_SEGNO}{numero:05d}" for numero in range(quante)], name=INDICE[0])
    indice = pd.MultiIndex.from_product([nomi, uno.indice.get_level_values(INDICE[1])], names=INDICE)
    colonne = uno.colonne.presi(np.tile(np.arange(len(uno)), quante))
    _scrivi(colonne, futuro, np.arange(len(indice)).reshape(quante, -1)[:, -ANNI:])
    posto = conti.enti.index.get_loc(istat)
    enti = conti.enti.take(np.full(quante, posto)).set_axis(nomi, axis=0)
    return Conti(colonne, indice, enti, conti.giorno)


def _passati(conti: Conti, orizzonte: Orizzonte) -> np.ndarray:
    """Tell (bool) which rows are of a year up to the last rendiconto of their ente."""
    ultimi = dict(orizzonte.righe())
    return np.array([istat in ultimi and anno <= ultimi[istat] for istat, anno in conti.indice], dtype=bool)


def _con_futuro(indice: pd.MultiIndex, orizzonte: Orizzonte) -> pd.MultiIndex:
    futuri = (riga for passo in range(ANNI) for riga in orizzonte.righe(passo + 1))
    return pd.MultiIndex.from_tuples(sorted({*indice, *futuri}), names=INDICE)


def _copia(conti: Conti, colonne: Colonne, da: np.ndarray, passati: np.ndarray) -> None:
    """Put in new columns, whose first voci are those of the accounts, the rows at some places of these."""
    futuri = ~np.isin(da, np.flatnonzero(passati))
    vecchi, nuovi = ((tutte.interi, tutte.decimali) for tutte in (conti.colonne, colonne))
    for decimale, (vecchio, nuovo) in enumerate(zip(vecchi, nuovi, strict=True)):
        quante = len(vecchio.dati)
        nuovo.dati[:quante], nuovo.mancanti[:quante] = vecchio.presi(da)
        altrui = [
            posto.numero
            for voce, posto in conti.colonne.posti.items()
            if posto.decimale == decimale and voce.documento != MANUALE
        ]
        nuovo.mancanti[np.ix_(altrui, futuri)] = True


def _scrivi(colonne: Colonne, voci: Mapping[Voce, np.ndarray], righe: np.ndarray) -> None:
    """Write voci, (n, 2) each, at the rows (n, 2) of columns that nobody has read: whole cents, or shares."""
    for decimale, blocco in enumerate((colonne.interi, colonne.decimali)):
        sue = [voce for voce in voci if colonne.posti[voce].decimale == decimale]
        if not sue:
            continue
        valori = np.stack([voci[voce].ravel() for voce in sue])
        assenti = np.isnan(valori)
        noti = np.where(assenti, 0.0, valori)
        dove = np.ix_([colonne.posti[voce].numero for voce in sue], righe.ravel())
        blocco.dati[dove] = noti if decimale else noti.round()
        blocco.mancanti[dove] = assenti
