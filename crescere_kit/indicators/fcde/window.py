"""The last approved rendiconti: which they are for a bilancio, which for a rendiconto."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.indicators.fcde import items
from crescere_kit.indicators.indicator import RENDICONTO


@dataclass(frozen=True)
class Finestra:
    """The years of a series, one row each from the most recent: their place in the panel, and which they are.

    posti is -1 where the panel has no such year.
    """

    posti: np.ndarray
    anni: np.ndarray

    def di(self, righe: np.ndarray) -> Finestra:
        """Return the years of some rows only."""
        return Finestra(self.posti[:, righe], self.anni[:, righe])

    def guarda(self, valori: np.ndarray) -> np.ndarray:
        """Return the values of those years, NaN where the year is not in the panel."""
        return np.append(valori, np.nan)[self.posti]

    def qualcuno(self, presenti: np.ndarray) -> np.ndarray:
        """Say of each row whether it holds in any of its years."""
        return np.append(presenti, False)[self.posti].any(axis=0)


def anni_serie() -> int:
    """Return how many rendiconti the series is made of."""
    return int(rules.ultima("fcde", "anni_serie").valore)


def prima_del_bilancio(conti: Conti, quanti: int) -> Finestra:
    """Return the last rendiconti approved before a bilancio.

    The most recent is that of the year before when it is known, as at the assestamento; when the bilancio is
    first approved that year is not closed yet, and the series ends one year earlier.
    """
    return conti.ricorda(("finestra_bilancio", quanti), lambda letti: _prima_del_bilancio(letti, quanti))


def _prima_del_bilancio(conti: Conti, quanti: int) -> Finestra:
    anni = conti.anno_di_riga
    chiuso = np.append(chiusi(conti), False)[conti.posti_prima(1)]
    posti = [
        np.where(chiuso, conti.posti_prima(passo), conti.posti_prima(passo + 1))
        for passo in range(1, quanti + 1)
    ]
    ultimo = np.where(chiuso, anni - 1, anni - 2)
    return Finestra(np.stack(posti), ultimo - np.arange(quanti)[:, np.newaxis])


def fino_al_rendiconto(conti: Conti) -> Finestra:
    """Return the years of the series that ends with the rendiconto of the row itself."""
    anni = conti.anno_di_riga
    passi = range(anni_serie())
    posti = np.stack([conti.posti_prima(passo) for passo in passi])
    return Finestra(posti, anni - np.array(passi)[:, np.newaxis])


def chiusi(conti: Conti) -> np.ndarray:
    """Say (bool) which years have a rendiconto, or the figures of one in the ente's form.

    Anything of a rendiconto is enough: one that lacks a row is a fault to tell, not an earlier year.
    """
    return conti.ricorda("anni_chiusi", _chiusi)


def _chiusi(conti: Conti) -> np.ndarray:
    presentato = (conti.ha(RENDICONTO) & ~conti.rendiconto_vuoto).to_numpy(dtype=bool)
    nel_modulo = [items.scritta(conti, codice, items.DI_RENDICONTO) for codice in items.codici(conti)]
    return np.any([presentato, *nel_modulo], axis=0)
