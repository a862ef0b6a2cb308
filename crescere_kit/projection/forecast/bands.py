"""How wrong the projection may be: the errors it made before, kept row by row.

A row of the library is one ente at one origin, with the errors of all its voci at both steps: whoever draws
it whole keeps the way in which the errors go together. Errors are told in a scale that is linear near zero
and logarithmic far from it (zeros and negatives are values like others) and divided by the ente's own
restlessness, half shrunk towards that of all the enti.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit.projection.forecast.experts import PASSI, Passato
from crescere_kit.projection.forecast.medians import ampiezza, mediana, quantile

_VICINO_A_ZERO = 0.1  # of an ente's own level: below it the scale is linear
_META = 0.5
_ABBASTANZA = 0.25  # of the voci: many are always at zero, and have no error to measure
_PASSI_PER_META = 3  # yearly changes known before the own restlessness is believed by half
_IGNOTA = 0.3  # restlessness when no ente shows any: about 30 % a year
_AL_DEVIAZIONE = 1.2533  # from the mean absolute change to the standard deviation of a normal law
_PRUDENZA = 1.25  # with one origin at most, whose errors are all alike
_MASSIMA = 2.0
_CODA_T = 0.85  # a Student's t at 90 % over a normal, less one, times its degrees of freedom
_ORIGINI_PRUDENTI = 3
_LIVELLO = 0.8
_RIGHE_MINIME = 30
_RIGHE_SUPPOSTE = 400
_SUPPOSTI = (1.5, 2.1)  # own deviations, at one year and two, when no error was ever measured


@dataclass(frozen=True)
class Scala:
    """Where errors are measured, (ente, voce) each: delta bends the scale, sigma is its unit."""

    delta: np.ndarray
    sigma: np.ndarray

    @classmethod
    def di(cls, passato: Passato, volatilita: np.ndarray) -> Scala:
        """Measure the past of each ente; volatilita (voce) is that of all, see `volatilita`."""
        delta, vista, quanti = _irrequietezza(passato)
        fiducia = np.where(np.isfinite(vista), _META * np.minimum(quanti / _PASSI_PER_META, 1), 0)
        sigma = fiducia * np.nan_to_num(vista) + (1 - fiducia) * volatilita
        sempre_zero = (passato.anni_noti > 0) & (np.nan_to_num(np.abs(passato.valori)).sum(axis=-1) == 0)
        return cls(delta, np.where(sempre_zero, 0.0, sigma))

    def verso(self, valori: np.ndarray) -> np.ndarray:
        """Bring values (2, ente, voce) to the scale."""
        return np.arcsinh(valori / self.delta)

    def indietro(self, scalati: np.ndarray) -> np.ndarray:
        """Bring back to values what is on the scale."""
        return np.sinh(np.clip(scalati, -30, 30)) * self.delta


def volatilita(passato: Passato) -> np.ndarray:
    """Return how restless each voce is from one year to the next: the median of the enti."""
    comune = mediana(_irrequietezza(passato)[1], 0)
    return np.where(comune > 0, comune, _IGNOTA)


def _irrequietezza(passato: Passato) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return delta, the deviation of the yearly changes on the scale, and how many changes are known."""
    livello = _livello(passato.sgonfi)
    delta = np.where(livello > 0, _VICINO_A_ZERO * livello, 1.0)
    passi = np.abs(np.diff(np.arcsinh(passato.sgonfi / delta[..., None]), axis=-1))
    quanti = np.isfinite(passi).sum(axis=-1)
    propria = _AL_DEVIAZIONE * np.nansum(passi, axis=-1) / np.maximum(quanti, 1)
    return delta, np.where((quanti > 0) & (livello > 0), propria, np.nan), quanti


def _livello(valori: np.ndarray) -> np.ndarray:
    """Return how large the values of each ente are: the median, the mean where they are mostly zeros."""
    grandezze = np.abs(valori)
    medie = np.nansum(grandezze, axis=-1) / np.maximum(np.isfinite(grandezze).sum(axis=-1), 1)
    centro = np.nan_to_num(mediana(grandezze, -1))
    return np.where(centro > 0, centro, medie)


def residui(previste: np.ndarray, uscite: np.ndarray, scala: Scala) -> np.ndarray:
    """Return the rows of errors (ente, voce, 2), in units of sigma, NaN where the outcome is unknown."""
    errori = scala.verso(uscite) - scala.verso(previste)
    unita = np.where(scala.sigma > 0, scala.sigma, np.nan)
    return np.moveaxis(errori / unita, 0, -1)


def intere(righe: np.ndarray) -> np.ndarray:
    """Return the rows that know enough voci, what they lack taken from other rows of the same voce."""
    noti = np.isfinite(righe)
    tenute = righe[noti.mean(axis=(1, 2)) > _ABBASTANZA]
    tutte = tenute.reshape(len(tenute), righe[0].size if len(righe) else 0).copy()
    for colonna in tutte.T:
        mancanti = ~np.isfinite(colonna)
        noti_qui = colonna[~mancanti]
        colonna[mancanti] = np.resize(noti_qui, mancanti.sum()) if len(noti_qui) else 0
    return tutte.reshape(tenute.shape)


def centrate(righe: np.ndarray) -> np.ndarray:
    """Return the rows with a median error of zero: the middle of the band is the projection."""
    return righe - mediana(righe, 0) if len(righe) else righe


def supposte(voci: int) -> np.ndarray:
    """Return the rows used where no error was ever measured: wide, independent, the same every time."""
    caso = np.random.default_rng(0)
    passo = caso.standard_normal((_RIGHE_SUPPOSTE, voci, len(PASSI)))
    cammino = np.cumsum(passo, axis=-1) / np.sqrt(np.arange(1, len(PASSI) + 1))
    return centrate(cammino * np.array(_SUPPOSTI))


def bastano(righe: np.ndarray) -> bool:
    """Tell if there are enough measured errors to draw from."""
    return len(righe) >= _RIGHE_MINIME


def fattore(serve: list[np.ndarray], prudente: np.ndarray) -> np.ndarray:
    """Return by how much (voce, 2) the errors of the past must be widened for the band to hold as it says.

    serve: for each origin already judged, what `quanto_serve` says. With few the prudent factor weighs more.
    """
    if not serve:
        return prudente
    trovato = quantile(np.concatenate(serve), _LIVELLO, 0)
    peso = len(serve) / (len(serve) + _ORIGINI_PRUDENTI)
    return np.where(np.isfinite(trovato), peso * trovato + (1 - peso) * prudente, prudente)


def prudenza(per_origine: list[np.ndarray], voci: int) -> np.ndarray:
    """Return the factor (voce, 2) to use when no band was judged yet.

    The enti of one origin err together: what they share was seen as many times as there are origins, and so
    few are widened as a Student's t asks. The rest was seen once for each ente.
    """
    quante = len(per_origine)
    if quante < 2:
        return np.full((voci, len(PASSI)), _PRUDENZA)
    centri = np.stack([mediana(righe, 0) for righe in per_origine])
    larghezze = np.stack([ampiezza(righe, 0) for righe in per_origine])
    comune = np.nan_to_num(centri).var(axis=0, ddof=1)
    proprio = np.nan_to_num(mediana(larghezze, 0)) ** 2
    insieme = comune + proprio
    parte = np.divide(comune, insieme, out=np.zeros_like(comune), where=insieme > 0)
    pochi = min((1 + _CODA_T / (quante - 1)) * np.sqrt(1 + 1 / quante), _MASSIMA)
    return np.sqrt(1 - parte + parte * pochi**2)


def quanto_serve(prima: np.ndarray, dopo: np.ndarray) -> np.ndarray:
    """Return how many times the band known before would have to be as wide to hold each error."""
    prima = centrate(prima)
    coda = (1 - _LIVELLO) / 2
    basso, alto = (quantile(prima, quota, 0) for quota in (coda, 1 - coda))
    limite = np.where(dopo > 0, alto, basso)
    return np.divide(dopo, limite, out=np.full(dopo.shape, np.nan), where=np.abs(limite) > 0)
