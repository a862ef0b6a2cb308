"""Amounts of one year that none of the others would let expect."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.voci import ENTRATE_CORRENTI
from crescere_kit.quality.finding import Oggetto, Riscontro, numeri, riscontro

_TITOLI = (
    *(
        ("entrate", "accertamenti", titolo, f"il titolo {titolo} delle entrate")
        for titolo in ENTRATE_CORRENTI
    ),
    ("spese", "impegni", "1", "il titolo 1 delle spese"),
)


def riscontri(conti: Conti) -> Iterator[Riscontro]:
    """Yield the jumps of titoli 1, 2 and 3, of the spese correnti and, if no titolo jumps, of the sum."""
    griglia = _Griglia(conti)
    spiegato = np.zeros(len(conti), dtype=bool)
    for lato, fase, titolo, nome in _TITOLI:
        voce = Voce("rendiconto", lato, titolo, fase)
        trovato = _salti(nome, frozenset([voce]), numeri(conti.voce(*voce)), griglia)
        if lato == "entrate":
            spiegato[trovato.righe] = True
        yield trovato
    voci = frozenset(Voce("rendiconto", "entrate", titolo, "accertamenti") for titolo in ENTRATE_CORRENTI)
    correnti = numeri(conti.accertamenti(*ENTRATE_CORRENTI))
    yield _salti("il totale delle entrate correnti", voci, correnti, griglia, ~spiegato)


class _Griglia:
    """The panel as comuni × years, so that the years of each are seen together."""

    def __init__(self, conti: Conti) -> None:
        livelli = (conti.indice.get_level_values(livello) for livello in ("istat", "anno"))
        (self._ente, enti), (self._anno, anni) = (pd.factorize(livello) for livello in livelli)
        self._forma = len(enti), len(anni)
        self._parla = ~conti.rendiconto_vuoto.to_numpy()

    def mediana_degli_altri(self, valori: np.ndarray, almeno: int) -> np.ndarray:
        """Return, for each row, the median of the other years of its comune; NaN if too few are known."""
        tutti = np.full(self._forma, np.nan)
        tutti[self._ente, self._anno] = np.where(self._parla, valori, np.nan)
        mediane = np.empty(self._forma)
        for anno in range(self._forma[1]):
            altri = np.delete(tutti, anno, axis=1)
            mediane[:, anno] = _mediana(altri)
        noti = (~np.isnan(tutti)).sum(axis=1)
        mediane[noti < almeno] = np.nan
        return np.where(self._parla, mediane[self._ente, self._anno], np.nan)


def _salti(
    nome: str, voci: frozenset[Voce], valori: np.ndarray, griglia: _Griglia, dove: np.ndarray | bool = True
) -> Riscontro:
    volte = float(rules.ultima("qualita", "salto").valore)
    attesi = griglia.mediana_degli_altri(valori, int(rules.ultima("qualita", "salto_anni").valore))
    fuori = (attesi > 0) & ((valori > attesi * volte) | (valori < attesi / volte))
    return riscontro("salto", Oggetto(nome, difettosa=voci.__contains__), fuori & dove, valori, attesi)


def _mediana(righe: np.ndarray) -> np.ndarray:
    """Return the median of each row without its NaN; numpy's own takes the rows one at a time."""
    ordinate = np.sort(righe, axis=1)  # NaN last
    noti = (~np.isnan(righe)).sum(axis=1)
    if not ordinate.shape[1]:
        return np.full(len(righe), np.nan)
    posti = np.arange(len(righe))
    basso, alto = np.maximum(noti - 1, 0) // 2, noti // 2
    return (ordinate[posti, basso] + ordinate[posti, np.minimum(alto, ordinate.shape[1] - 1)]) / 2
