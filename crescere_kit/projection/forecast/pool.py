"""What all the enti together say at one origin: the common growth, and how restless each voce is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit.projection.forecast import jumps
from crescere_kit.projection.forecast.medians import NORMALE, ampiezza, mediana, primo_noto, ultimo_noto

_ANNI = 5  # of growth that are taken as the pace of now
_RITMO = 3  # growths seen before they are a pace
_SCARTI = 3  # a growth farther than this from the usual ones is brought back to it: it may not stay
_MINIMO = 0.02  # of spread between one common growth and another, else a quiet past forbids any change
_DI_TUTTI = 0.5  # of the enti: a voce that most of them have only at times does not grow, it comes and goes
_DIFFIDENZA = 1  # as many enti without growth are added: the growth of one alone is not a common one


@dataclass(frozen=True)
class Comune:
    """What is shared by the enti of a panel at the end of one year; arrays by voce.

    ritmo: yearly growth (log) expected; livello (voce, anno): the common level (log) of each year up to the
    origin; soglia: see `jumps`; diversita, rumore: variance of the enti's own growths and of one year's.
    """

    ritmo: np.ndarray
    livello: np.ndarray
    soglia: np.ndarray
    diversita: np.ndarray
    rumore: np.ndarray

    def oggi(self) -> np.ndarray:
        """Return (voce, anno) what brings a value of each past year to the common level of the last."""
        return np.exp(self.livello[:, -1:] - self.livello)


def crescite(valori: np.ndarray) -> np.ndarray:
    """Return the common growth (log) of each voce from each year to the next: the median one of the enti."""
    positivi = np.log(np.where(valori > 0, valori, np.nan))
    passi = np.diff(positivi, axis=-1)
    quanti = np.isfinite(passi).sum(axis=0)
    note = np.isfinite(np.diff(valori, axis=-1)).sum(axis=0)
    comuni = np.where(quanti > _DI_TUTTI * note, np.nan_to_num(mediana(passi, 0)), 0)
    return comuni * quanti / (quanti + _DIFFIDENZA)


def stima(valori: np.ndarray, crescite_note: np.ndarray) -> Comune:
    """Learn what is common from the values (ente, voce, anno) and the common growths up to the same year."""
    ritmo, livello = andamento(crescite_note)
    sgonfi = valori * np.exp(livello[:, -1:] - livello)
    soglia = jumps.soglie(sgonfi)
    puliti = jumps.senza_salti(sgonfi, sgonfi, soglia)
    diversita, rumore = _varianze(puliti)
    return Comune(ritmo, livello, soglia, diversita, rumore)


def andamento(note: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the pace of now and the level of each year (logs) from the common growths (voce, anno - 1).

    The last growth is not believed whole when it is unlike the others: nobody knows yet if it stays.
    """
    if not note.shape[-1]:
        return np.zeros(len(note)), np.zeros((len(note), 1))
    solite = note
    if note.shape[-1] > 2:
        centro = mediana(note, -1)[:, None]
        margine = _SCARTI * np.fmax(NORMALE * mediana(np.abs(note - centro), -1), _MINIMO)[:, None]
        solite = np.clip(note, centro - margine, centro + margine)
    passi = np.concatenate([note[:, :-1], solite[:, -1:]], axis=-1)
    livello = np.concatenate([np.zeros((len(note), 1)), np.cumsum(passi, axis=-1)], axis=-1)
    fiducia = min(note.shape[-1] / _RITMO, 1)
    return fiducia * solite[:, -_ANNI:].mean(axis=-1), livello


def crescita_propria(sgonfi: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each ente's yearly growth (log) beyond the common one, and over how many years it is seen."""
    noti = np.isfinite(sgonfi)
    primo, ultimo = noti.argmax(axis=-1), sgonfi.shape[-1] - 1 - noti[..., ::-1].argmax(axis=-1)
    anni = np.where(noti.any(axis=-1), ultimo - primo, 0)
    prima, dopo = primo_noto(sgonfi), ultimo_noto(sgonfi)
    buone = (anni > 0) & (prima > 0) & (dopo > 0)
    rapporto = np.divide(dopo, prima, out=np.ones_like(dopo), where=buone)
    return np.log(rapporto) / np.maximum(anni, 1), np.where(buone, anni, 0)


def _varianze(sgonfi: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    logaritmi = np.log(np.where(sgonfi > 0, sgonfi, np.nan))
    passi = np.diff(logaritmi, axis=-1).swapaxes(1, 2).reshape(-1, sgonfi.shape[1])
    rumore = np.nan_to_num(ampiezza(passi, 0)) ** 2
    propria, anni = crescita_propria(sgonfi)
    propria = np.where(anni > 1, propria, np.nan)
    vista = np.nan_to_num(ampiezza(propria, 0)) ** 2
    quanti = np.maximum((anni > 1).sum(axis=0), 1)
    dovuta = rumore * (np.where(anni > 1, 1 / np.maximum(anni, 1), 0).sum(axis=0) / quanti)
    return np.maximum(vista - dovuta, 0), rumore
