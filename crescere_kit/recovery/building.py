"""From what an ente can do and what it lacks to the problem of its plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crescere_kit import rules
from crescere_kit.recovery.choices import Fabbisogno, Scelte
from crescere_kit.recovery.levers import Opzione
from crescere_kit.recovery.model import Problema
from crescere_kit.recovery.situation import ANNI, Situazione

_CENTESIMI = 100.0


@dataclass(frozen=True)
class Quadro:
    """One ente's need and its ratio P1, in cents: what the problem of its plan is made from.

    bisogno (4,): current side in the two years, then capital side; a surplus is negative. rigide and entrate
    (2,) are those before the plan, soglia the limit of P1, a share.
    """

    bisogno: np.ndarray
    rigide: np.ndarray
    entrate: np.ndarray
    soglia: float

    @classmethod
    def di(cls, situazione: Situazione, posto: int, fabbisogno: Fabbisogno, scelte: Scelte) -> Quadro:
        anno, bisogno = int(situazione.anno[posto]), fabbisogno.da_coprire(scelte.confidenza)
        return cls(
            np.concatenate([bisogno[:ANNI], np.nan_to_num(bisogno[ANNI:])]),  # an unknown side is left alone
            situazione.spese_rigide[posto],
            situazione.entrate_correnti[posto],
            float(rules.a_fine_anno("deficitarieta", "p1", anno).valore) / 100,
        )

    def dopo(self, fissate: Sequence[Opzione]) -> Quadro:
        """Return what is left to do once some levers are where they were put."""
        bisogno, rigide, entrate = self.bisogno.copy(), self.rigide, self.entrate
        for una in fissate:
            bisogno -= effetto_per_riga(una) * una.fissato
            rigide = rigide - _se("rigide", una) * una.netto * una.fissato
            entrate = entrate + _se("entrate", una) * una.lordo * una.fissato
        return Quadro(bisogno, rigide, entrate, self.soglia)


def costruisci(opzioni: Sequence[Opzione], quadro: Quadro, scelte: Scelte) -> Problema:
    """Build the problem over the free levers; those that can be of no use are left out."""
    righe, bisogno = _righe(opzioni, quadro, scelte)
    utili = _utili(opzioni, righe, bisogno)
    opzioni = [una for una, utile in zip(opzioni, utili, strict=True) if utile]
    righe = righe[:, utili]
    scala, alto, intero = _misure(opzioni, righe, bisogno)
    lordo = np.array([una.lordo.clip(min=0).sum() for una in opzioni]) / _CENTESIMI
    pesi = np.array([scelte.peso(una.leva.genere) for una in opzioni])
    insieme, richiede = _legami([una.leva.codice for una in opzioni], opzioni)
    da_coprire = quadro.bisogno.clip(min=0).sum() / _CENTESIMI
    return Problema(
        tuple(opzioni),
        righe * scala,
        bisogno,
        alto,
        scala,
        intero,
        pesi * lordo * scala,
        scelte.percento_misura / 100 * da_coprire,
        insieme,
        richiede,
    )


def effetto_per_riga(una: Opzione) -> np.ndarray:
    """Return what a unit brings to each row, (4,): a lever serves the current side or the capital one."""
    nulla = np.zeros(ANNI)
    return np.concatenate([nulla, una.netto] if una.leva.capitale else [una.netto, nulla])


def _righe(opzioni: Sequence[Opzione], quadro: Quadro, scelte: Scelte) -> tuple[np.ndarray, np.ndarray]:
    """Return, in euro, what a unit of each lever brings to each row, and what each row needs."""
    effetti = np.array([effetto_per_riga(una) for una in opzioni]).reshape(-1, 2 * ANNI).T
    bisogno = quadro.bisogno
    if scelte.entro_p1 and np.isfinite(quadro.rigide + quadro.entrate).all():
        # rigide − Σ r·x ≤ τ·(entrate + Σ t·x), linear because the threshold is a number
        rapporto = [
            _se("rigide", una) * una.netto + quadro.soglia * _se("entrate", una) * una.lordo
            for una in opzioni
        ]
        effetti = np.vstack([effetti, np.array(rapporto).reshape(-1, ANNI).T])
        bisogno = np.concatenate([bisogno, quadro.rigide - quadro.soglia * quadro.entrate])
    servono = (bisogno > 0) | (effetti < 0).any(axis=1)
    return effetti[servono] / _CENTESIMI, bisogno[servono] / _CENTESIMI


def _utili(opzioni: Sequence[Opzione], righe: np.ndarray, bisogno: np.ndarray) -> np.ndarray:
    """Say which levers bring something where something is needed, or undo what another takes away."""
    quanto = np.array([una.massimo for una in opzioni])
    serve = bisogno + np.maximum(-righe * quanto, 0).sum(axis=1) > 0
    utili = (righe[serve] > 0).any(axis=0)
    presenti = {una.codice for una, utile in zip(opzioni, utili, strict=True) if utile}
    return utili & np.array([una.leva.richiede in presenti | {""} for una in opzioni], dtype=bool)


def _misure(
    opzioni: Sequence[Opzione], righe: np.ndarray, bisogno: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the units of one variable, how many there are, and which are whole.

    No lever is worth more than what is missing: caps that say so keep the numbers of the solver small.
    """
    quanto = np.array([una.massimo for una in opzioni])
    intero = np.array([una.passo is not None for una in opzioni], dtype=bool)
    passo = np.array([una.passo or 1.0 for una in opzioni])
    serve = bisogno + np.maximum(-righe * quanto, 0).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        basta = np.where((righe > 0) & (serve > 0)[:, None], serve[:, None] / righe, 0).max(axis=0, initial=0)
    passi = np.array([una.passi if una.passo else 0 for una in opzioni])
    alto = np.where(intero, np.minimum(passi, np.ceil(basta / passo)), 1.0)
    return np.where(intero, passo, np.minimum(quanto, basta)), alto, intero


def _legami(
    codici: Sequence[str], opzioni: Sequence[Opzione]
) -> tuple[tuple[frozenset[int], ...], tuple[tuple[int, int], ...]]:
    posto = {codice: dove for dove, codice in enumerate(codici)}
    insieme = tuple(
        frozenset({posto[una.codice], posto[altra]})
        for una in opzioni
        for altra in una.leva.esclude
        if altra in posto
    )
    richiede = tuple(
        (posto[una.codice], posto[una.leva.richiede]) for una in opzioni if una.leva.richiede in posto
    )
    return insieme, richiede


def _se(cosa: str, una: Opzione) -> float:
    return float(cosa in una.leva.muove)
