"""The same programme solved again and again without one lever, in a fraction of the time.

To say what it costs to refuse each measure a plan is solved as many times as it has measures, and HiGHS takes
ten milliseconds before it begins. With at most two rows to cover, the linear relaxation of a node is the
highest point of a concave function of two prices, and that point is one of the few where two levers break
even: they are computed once for all nodes, and a node is a sum. Branching is on the levers that break even at
that price: used or not, then below or above a number of steps. It is exact; the tests hold it to HiGHS.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from crescere_kit.recovery.model import NIENTE, Problema, Soluzione, copri

RIGHE = 2
_PARI = 1e-9  # of the heaviest weight: below it a lever breaks even


@dataclass(frozen=True)
class Nodo:
    """Bounds of each lever, and which are certainly used (their fixed weight is paid)."""

    basso: np.ndarray
    alto: np.ndarray
    usate: np.ndarray


@dataclass(frozen=True)
class Prezzi:
    """The prices at which two levers break even, and what each lever is worth at each of them."""

    problema: Problema

    @cached_property
    def punti(self) -> np.ndarray:
        """The candidate prices, (K, 2), in weight per euro: every one gives a valid lower bound."""
        e, peso = self.problema.effetti, self.problema.peso
        rette = np.hstack([np.tile(e, 2), np.eye(RIGHE)]).T
        norme = np.maximum(np.linalg.norm(rette, axis=1), _PARI)
        noti = np.concatenate([peso, peso + self.aperta, np.zeros(RIGHE)]) / norme
        rette = rette / norme[:, None]
        uno, altro = np.triu_indices(len(rette), 1)
        determinante = rette[uno, 0] * rette[altro, 1] - rette[uno, 1] * rette[altro, 0]
        vere = np.abs(determinante) > _PARI
        uno, altro, determinante = uno[vere], altro[vere], determinante[vere]
        x = (noti[uno] * rette[altro, 1] - noti[altro] * rette[uno, 1]) / determinante
        y = (rette[uno, 0] * noti[altro] - rette[altro, 0] * noti[uno]) / determinante
        punti = np.stack([x, y], axis=1)
        return np.unique(punti[(punti >= -_PARI).all(axis=1)].clip(min=0), axis=0)

    @cached_property
    def aperta(self) -> np.ndarray:
        """What the fixed weight adds to a variable while nobody said whether its lever is used."""
        alto = self.problema.alto
        return self.problema.fisso / np.where(alto > 0, alto, np.inf)

    @cached_property
    def ridotti(self) -> tuple[np.ndarray, np.ndarray]:
        """The reduced weights at each price, (K, L): of an open lever and of a used one."""
        usata = self.problema.peso - self.punti @ self.problema.effetti
        return usata + self.aperta, usata

    @cached_property
    def contributi(self) -> np.ndarray:
        """What each lever gives a bound, (K, 4L): at its cap if used, if open; at its floor if used, if open.

        A lever goes to its cap where its reduced weight is negative, to its floor where it is positive.
        """
        aperta, usata = self.ridotti
        lati = (np.minimum(usata, 0), np.minimum(aperta, 0), np.maximum(usata, 0), np.maximum(aperta, 0))
        return np.hstack(lati)


def a_due_righe(problema: Problema) -> Problema | None:
    """Return the problem as this search wants it, None when it is not for it."""
    if len(problema.bisogno) > RIGHE:
        return None
    mancano = RIGHE - len(problema.bisogno)
    return replace(
        problema,
        effetti=np.pad(problema.effetti, ((0, mancano), (0, 0))),
        bisogno=np.pad(problema.bisogno, (0, mancano)),
    )


def risolvi_veloce(problema: Problema, prezzi: Prezzi) -> Soluzione:
    """Return the lightest plan that covers all that can be covered.

    prezzi are those of the problem, or of the one that it was taken from by leaving a lever out.
    """
    return copri(problema, lambda uno: _Ricerca(uno, prezzi).esegui())


class _Ricerca:
    """Depth first, the most promising child first."""

    def __init__(self, problema: Problema, prezzi: Prezzi) -> None:
        self.problema, self.prezzi = problema, prezzi
        self.fermi = prezzi.punti @ problema.bisogno
        self.soglia = _PARI * max(1.0, np.abs(problema.peso).max(initial=0), problema.fisso)
        self.migliore, self.foglia = np.inf, None
        self.aiuta, self.toglie = np.maximum(problema.effetti, 0), np.minimum(problema.effetti, 0)
        self.serve = problema.bisogno - NIENTE / 100 * np.maximum(abs(problema.bisogno), 1)

    def esegui(self) -> np.ndarray | None:
        quante = len(self.problema.alto)
        da_vedere = [Nodo(np.zeros(quante), self.problema.alto.astype(float), np.zeros(quante, dtype=bool))]
        while da_vedere:
            da_vedere += self._apri(da_vedere.pop())
        return None if self.foglia is None else self._valori(*self.foglia)

    def _apri(self, nodo: Nodo) -> list[Nodo]:
        """Look at a node: keep it as the best, drop it, or return what it splits into."""
        if not self._possibile(nodo):
            return []
        usate, aperte = nodo.usate, ~nodo.usate
        dove = (nodo.alto * usate, nodo.alto * aperte, nodo.basso * usate, nodo.basso * aperte)
        limiti = self.fermi + self.prezzi.contributi @ np.concatenate(dove)
        prezzo = int(limiti.argmax())
        valore = limiti[prezzo] + self.problema.fisso * nodo.usate.sum()
        if valore >= self.migliore - self.soglia:
            return []
        ridotti = np.where(usate, self.prezzi.ridotti[1][prezzo], self.prezzi.ridotti[0][prezzo])
        figli = self._dividi(nodo, ridotti)
        if not figli:
            self.migliore, self.foglia = valore, (nodo, ridotti)
        return figli

    def _possibile(self, nodo: Nodo) -> bool:
        """Whether the rows can still be covered and nothing is used that cannot be."""
        if (self.aiuta @ nodo.alto + self.toglie @ nodo.basso < self.serve).any():
            return False
        if self.problema.quanti is not None and nodo.usate.sum() > self.problema.quanti:
            return False
        if any(all(nodo.usate[uno] for uno in insieme) for insieme in self.problema.insieme):
            return False
        return not any(nodo.usate[uno] and nodo.alto[altro] == 0 for uno, altro in self.problema.richiede)

    def _pari(self, nodo: Nodo, ridotti: np.ndarray) -> np.ndarray:
        """Say which levers break even: they are those whose level the relaxation leaves open."""
        return (np.abs(ridotti) * nodo.alto <= self.soglia) & (nodo.alto > nodo.basso)

    def _dividi(self, nodo: Nodo, ridotti: np.ndarray) -> list[Nodo]:
        pari = self._pari(nodo, ridotti)
        aperte = self._da_legare(nodo, pari | (ridotti < 0) & (nodo.alto > 0))
        if self.problema.fisso > 0:
            aperte |= pari & ~nodo.usate
        if aperte.any():
            quanto = np.where(aperte, np.abs(self.problema.effetti * nodo.alto).sum(axis=0), -1)
            return _usata_o_no(nodo, int(quanto.argmax()), bool(self.problema.intero[quanto.argmax()]))
        intere = np.flatnonzero(pari & self.problema.intero)
        return self._a_passi(nodo, ridotti, int(intere[0])) if len(intere) else []

    def _da_legare(self, nodo: Nodo, in_uso: np.ndarray) -> np.ndarray:
        """Say on which levers to decide, because others forbid or need them."""
        aperte = np.zeros(len(in_uso), dtype=bool)
        in_uso = in_uso | nodo.usate
        if self.problema.quanti is not None and in_uso.sum() > self.problema.quanti:
            aperte |= in_uso & ~nodo.usate
        for insieme in self.problema.insieme:
            if all(in_uso[uno] for uno in insieme):
                aperte[[uno for uno in insieme if not nodo.usate[uno]]] = True
        for uno, altro in self.problema.richiede:
            if in_uso[uno] and nodo.basso[altro] == 0:
                aperte[altro if nodo.alto[altro] else uno] = True
        return aperte

    def _a_passi(self, nodo: Nodo, ridotti: np.ndarray, quale: int) -> list[Nodo]:
        """Split below and above the steps that the relaxation would take, or in the middle."""
        valori = np.where(ridotti < 0, nodo.alto, nodo.basso)
        valori[quale] = 0
        righe = self.problema.effetti[:, quale] > 0
        resta = self.problema.bisogno[righe] - self.problema.effetti[righe] @ valori
        stima = np.floor(np.max(resta / self.problema.effetti[righe, quale], initial=-np.inf))
        if not nodo.basso[quale] <= stima < nodo.alto[quale]:
            stima = np.floor((nodo.basso[quale] + nodo.alto[quale]) / 2)
        sotto, sopra = nodo.alto.copy(), nodo.basso.copy()
        sotto[quale], sopra[quale] = stima, stima + 1
        return [replace(nodo, alto=sotto), replace(nodo, basso=sopra)]

    def _valori(self, nodo: Nodo, ridotti: np.ndarray) -> np.ndarray:
        """Return the levels of a leaf: at their bounds, but for those that break even."""
        valori = np.where(ridotti < 0, nodo.alto, nodo.basso)
        liberi = np.flatnonzero(self._pari(nodo, ridotti))
        if len(liberi):
            fermi = valori.copy()
            fermi[liberi] = 0
            resta = self.problema.bisogno - self.problema.effetti @ fermi
            valori[liberi] = self._riempi(liberi, resta, nodo)
        return valori

    def _fino_a(self, uno: int, resta: np.ndarray, nodo: Nodo) -> float:
        """Return the least of one lever that covers what the others leave."""
        effetti = self.problema.effetti[:, uno]
        serve = np.max(resta[effetti > 0] / effetti[effetti > 0], initial=0.0)
        return float(np.clip(serve, nodo.basso[uno], nodo.alto[uno]))

    def _riempi(self, liberi: np.ndarray, resta: np.ndarray, nodo: Nodo) -> np.ndarray:
        if len(liberi) == 1:
            return np.array([self._fino_a(int(liberi[0]), resta, nodo)])
        scala = np.maximum(np.abs(resta), 1)
        esito = milp(
            self.problema.peso[liberi],
            bounds=Bounds(nodo.basso[liberi], nodo.alto[liberi]),
            constraints=LinearConstraint(
                self.problema.effetti[:, liberi] / scala[:, None], resta / scala - NIENTE / 100, np.inf
            ),
        )
        return nodo.alto[liberi] if esito.x is None else esito.x


def _usata_o_no(nodo: Nodo, quale: int, intera: bool) -> list[Nodo]:
    """Split between not using a lever and using it; the last of the two is looked at first."""
    spenta, accesa, usate = nodo.alto.copy(), nodo.basso.copy(), nodo.usate.copy()
    spenta[quale], usate[quale] = 0, True
    accesa[quale] = max(accesa[quale], float(intera))
    return [replace(nodo, alto=spenta), replace(nodo, basso=accesa, usate=usate)]
