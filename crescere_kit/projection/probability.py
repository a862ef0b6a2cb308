"""How likely each limit is to be broken: the indicators themselves, on every path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.trace import Traccia
from crescere_kit.indicators import TUTTI, Esito, Indicatori, compute
from crescere_kit.indicators.evaluation import Valutazione
from crescere_kit.projection.engine import Motore
from crescere_kit.projection.horizon import ANNI
from crescere_kit.projection.shape import moltiplica

# What a projection shows of each year; the limits of the last ones depend on what it cannot tell.
CON_PROBABILITA = (
    *("PREV_O_1", "W1", "W2", "RA_E", "RECUPERO", "P1", "P2", "P3", "P4", "P5", "P8"),
    *("DEB_204", "PERS_SOST", "PERS_RIENTRO", "FCDE_RESIDUI", "RESIDUI_EC"),
)
_GIUDICATI = (Esito.OLTRE, Esito.VICINO, Esito.NORMA)
MOSTRATI = (*CON_PROBABILITA, "P6", "P7", "N_P")


def rischi(
    motore: Motore, centrali: Indicatori, futuro: Mapping[Voce, np.ndarray]
) -> dict[tuple[str, int], float]:
    """Return the share of paths beyond each limit, by (indicator, year); nothing where none can be told.

    centrali: the indicators of one comune on the central path; futuro: (1, S, 2) of every voce.
    """
    elenco = [indicatore for indicatore in TUTTI if indicatore.codice in CON_PROBABILITA]
    varie = {voce: valori[0] for voce, valori in futuro.items() if valori.shape[1] > 1}
    quante = max((valori.shape[0] for valori in varie.values()), default=1)
    istat, base = motore.orizzonte.istat[0], int(motore.orizzonte.base[0])
    letti = che_servono([centrali.tracce[uno.codice] for uno in elenco], centrali.conti, base)
    molti = moltiplica(letti, istat, quante, {voce: v for voce, v in varie.items() if voce in letti.colonne})
    valutati = compute.calcola(molti, elenco).valutati
    return {
        (codice, base + 1 + passo): float(_quanti(valutato, (Esito.OLTRE,), quante)[passo] / noti)
        for passo in range(ANNI)
        for codice, valutato in valutati.items()
        if (noti := _quanti(valutato, _GIUDICATI, quante)[passo])
    }


def _quanti(valutato: Valutazione, esiti: Sequence[Esito], percorsi: int) -> np.ndarray:
    """Return how many paths end in one of some outcomes in each of the projected years, (2,)."""
    suoi = np.logical_or.reduce([valutato.sono(esito) for esito in esiti])
    return suoi.reshape(percorsi, -1)[:, -ANNI:].sum(axis=0)


def che_servono(tracce: Sequence[Traccia], conti: Conti, base: int) -> Conti:
    """Leave only what the indicators read of the years after `base`: copies of the rest would be for nothing.

    A formula that looks two years back and then one sees three: as many years as all its glances together.
    """
    lette = {tuple(voce) for traccia in tracce for voce in (*traccia, *traccia.facoltative)}
    indietro = sum(max(anni, 0) for anni in set().union(*(traccia.indietro for traccia in tracce)))
    letti = Conti(conti.colonne.solo(lambda voce: voce in lette), conti.indice, conti.enti)
    return letti.solo(anni=range(base + 1 - indietro, base + ANNI + 1))
