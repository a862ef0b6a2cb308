"""The forecasters that the mixture chooses among. Each looks at one past and says the next two years.

All work on the whole panel at once; what an ente has not (a first year, a growth) is answered by its last
known value.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from crescere_kit.projection.forecast import jumps, pool
from crescere_kit.projection.forecast.medians import mediana, posto_ultimo, primo_noto, ultimo_noto
from crescere_kit.projection.forecast.pool import Comune

PASSI = (1, 2)
NOMI = {
    "ultimo": "ultimo anno",
    "lisciatura": "media che pesa di più gli anni vicini",
    "crescita_propria": "crescita propria, accostata a quella comune",
    "crescita_comune": "crescita comune degli ultimi cinque anni",
    "deriva": "crescita costante dal primo anno",
    "media_3": "media di tre anni",
    "mediana": "mediana degli ultimi anni",
}
METODI = tuple(NOMI)
LISCIATURE = tuple(product((0.2, 0.35, 0.5, 0.65, 0.8), (False, True)))  # alfa, at today's level or not
MEDIANE = tuple(product((3, 5), (False, True)))  # years, at today's level or not
_SMORZAMENTO = 0.8  # of an own growth, each year: none lasts for ever
_VECCHIO = 3  # years without news after which an ente is not projected


@dataclass(frozen=True)
class Passato:
    """What is known at one origin: the values without jumps (ente, voce, anno) and what is common."""

    valori: np.ndarray
    comune: Comune

    @classmethod
    def di(cls, valori: np.ndarray, comune: Comune) -> Passato:
        """Look at the values of each year up to the origin, with the jumps taken out."""
        puliti = jumps.senza_salti(valori, valori * comune.oggi(), comune.soglia)
        vecchi = ~np.isfinite(valori[..., -_VECCHIO:]).any(axis=-1, keepdims=True)
        return cls(np.where(vecchi, np.nan, puliti), comune)

    @cached_property
    def sgonfi(self) -> np.ndarray:
        """Return the values at the common level of the last year."""
        return self.valori * self.comune.oggi()

    @cached_property
    def ultimo(self) -> np.ndarray:
        """Return the last known value of each ente and voce."""
        return ultimo_noto(self.valori)

    @cached_property
    def anni_noti(self) -> np.ndarray:
        """Return how many years say something of each ente and voce."""
        return np.isfinite(self.valori).sum(axis=-1)

    def livello(self, mosso: np.ndarray) -> np.ndarray:
        """Return the values at today's common level for the voci where mosso, as they were elsewhere."""
        return np.where(mosso[:, None], self.sgonfi, self.valori)

    def avanti(self, mosso: np.ndarray) -> np.ndarray:
        """Return (2, voce) what carries today's level to the years ahead where mosso, one elsewhere."""
        return np.exp(np.array(PASSI)[:, None] * np.where(mosso, self.comune.ritmo, 0))


def ultimo(passato: Passato) -> np.ndarray:
    """Say the last known value again."""
    return np.broadcast_to(passato.ultimo, (len(PASSI), *passato.ultimo.shape))


def lisciatura(passato: Passato, alfa: np.ndarray, mosso: np.ndarray) -> np.ndarray:
    """Smooth exponentially, with one alfa per voce."""
    valori = passato.livello(mosso)
    liscio = valori[..., 0]
    for anno in range(1, valori.shape[-1]):
        nuovo = valori[..., anno]
        mosse = np.where(np.isfinite(liscio), liscio + alfa * (nuovo - liscio), nuovo)
        liscio = np.where(np.isfinite(nuovo), mosse, liscio)
    return liscio * passato.avanti(mosso)[:, None, :]


def crescita_comune(passato: Passato) -> np.ndarray:
    """Move the last known value, at today's level, as all the enti moved in the last five years."""
    return ultimo_noto(passato.sgonfi) * passato.avanti(_tutte(passato))[:, None, :]


def crescita_propria(passato: Passato) -> np.ndarray:
    """Add to the common growth the ente's own, shrunk as much as it may be chance, and damped."""
    propria, anni = pool.crescita_propria(passato.sgonfi)
    diversita, rumore = passato.comune.diversita, passato.comune.rumore
    attesa = diversita + rumore / np.maximum(anni, 1)
    quota = np.divide(diversita, attesa, out=np.zeros_like(attesa), where=(anni > 1) & (attesa > 0))
    cammino = np.cumsum(_SMORZAMENTO ** np.array(PASSI))[:, None, None]
    return crescita_comune(passato) * np.exp(cammino * quota * propria)


def deriva(passato: Passato) -> np.ndarray:
    """Go on by the same amount a year as from the first known year to the last."""
    noti = np.isfinite(passato.valori)
    anni = posto_ultimo(passato.valori) - noti.argmax(axis=-1)
    differenza = passato.ultimo - primo_noto(passato.valori)
    passo = np.divide(differenza, anni, out=np.zeros_like(differenza), where=(anni > 0) & noti.any(axis=-1))
    return passato.ultimo + np.array(PASSI)[:, None, None] * passo


def media_3(passato: Passato) -> np.ndarray:
    """Say the mean of the last three years, of those that are known."""
    ultimi = passato.valori[..., -3:]
    noti = np.isfinite(ultimi).sum(axis=-1)
    somma = np.nansum(ultimi, axis=-1)
    media = np.divide(somma, noti, out=passato.ultimo.copy(), where=noti > 0)
    return np.broadcast_to(media, (len(PASSI), *media.shape))


def mediana_di(passato: Passato, anni: int, mosso: np.ndarray) -> np.ndarray:
    """Say the median of the last years, of those that are known."""
    livello = passato.livello(mosso)
    centro = mediana(livello[..., -anni:], -1)
    return np.where(np.isfinite(centro), centro, ultimo_noto(livello)) * passato.avanti(mosso)[:, None, :]


def _tutte(passato: Passato) -> np.ndarray:
    return np.ones(passato.valori.shape[1], dtype=bool)


def fermi(passato: Passato) -> dict[str, np.ndarray]:
    """Return the forecasts (2, ente, voce) of the experts that have nothing to choose."""
    return {
        "ultimo": ultimo(passato),
        "crescita_propria": _entro(passato, crescita_propria(passato)),
        "crescita_comune": crescita_comune(passato),
        "deriva": _entro(passato, deriva(passato)),
        "media_3": media_3(passato),
    }


def varianti(passato: Passato) -> dict[str, np.ndarray]:
    """Return every variant (variant, 2, ente, voce) of the experts that have something to choose."""
    tutte = _tutte(passato)
    return {
        "lisciatura": np.stack([lisciatura(passato, alfa * tutte, tutte & si) for alfa, si in LISCIATURE]),
        "mediana": np.stack([mediana_di(passato, anni, tutte & si) for anni, si in MEDIANE]),
    }


def scelte(passato: Passato, quali: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the forecasts of the chosen variants: quali gives for each expert one of them per (2, voce)."""
    alfa, mosso = (np.array([variante[i] for variante in LISCIATURE]) for i in (0, 1))
    anni, mossa = (np.array([variante[i] for variante in MEDIANE]) for i in (0, 1))
    lisce, centri = [], []
    for passo in range(len(PASSI)):
        una, altra = quali["lisciatura"][passo], quali["mediana"][passo]
        lisce.append(lisciatura(passato, alfa[una], mosso[una])[passo])
        per_anni = {quanti: mediana_di(passato, quanti, mossa[altra])[passo] for quanti in set(anni[altra])}
        centri.append(np.select([anni[altra] == quanti for quanti in per_anni], list(per_anni.values())))
    return {"lisciatura": np.stack(lisce), "mediana": np.stack(centri)}


def tutti(passato: Passato, quali: dict[str, np.ndarray]) -> np.ndarray:
    """Return the forecasts of every expert, float (metodo, 2, ente, voce), in the order of METODI."""
    trovati = fermi(passato) | scelte(passato, quali)
    return np.stack([trovati[metodo] for metodo in METODI])


def _entro(passato: Passato, previste: np.ndarray) -> np.ndarray:
    """Keep the forecasts within what the history makes credible: never below zero if it never was."""
    noti = np.isfinite(passato.valori)
    massimo = np.where(noti, passato.valori, -np.inf).max(axis=-1)
    minimo = np.where(noti, passato.valori, np.inf).min(axis=-1)
    largo = np.where(noti.any(axis=-1), np.maximum(np.abs(massimo), np.abs(minimo)), 0)
    return np.clip(previste, np.where(minimo >= 0, 0, minimo - largo), massimo + largo)
