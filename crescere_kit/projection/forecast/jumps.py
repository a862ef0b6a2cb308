"""Years that say nothing of the next ones: one-off jumps, and what came before a lasting break.

Judged from the years known at the forecast only: a jump in the last year may be the new level, so it stays.
"""

from __future__ import annotations

import numpy as np

from crescere_kit.projection.forecast.medians import ampiezza, mediana, ultimo_noto

_FUORI = np.log(1.8)  # times its own median, up or down: below this it is ordinary movement
_SCARTI = 3  # where a voce is restless by nature (investimenti), only what is far even for it is a jump
_BREVE = 2  # a jump of more years than this is not a jump
_ANNI = 4  # with fewer known years there is no own level to be outside of


def soglie(sgonfi: np.ndarray) -> np.ndarray:
    """Return for each voce how far (in logs) from its own median a year must be to be a jump.

    sgonfi: float (ente, voce, anno), the values at today's common level.
    """
    solita = ampiezza(_distanze(sgonfi).swapaxes(1, 2).reshape(-1, sgonfi.shape[1]), 0)
    return np.fmax(_FUORI, _SCARTI * solita)


def senza_salti(valori: np.ndarray, sgonfi: np.ndarray, soglia: np.ndarray) -> np.ndarray:
    """Return the values with the jumps, and the years before a lasting break, made unknown."""
    distanze = _distanze(sgonfi)
    su, giu = (segno * distanze > soglia[:, None] for segno in (1, -1))
    noti = np.isfinite(sgonfi)
    # a run of years all on the same side; those unknown in the middle do not end it
    fuori = np.where(noti, su.astype(np.int8) - giu.astype(np.int8), 2)
    puliti = np.where(_di_passaggio(fuori) | _prima_del_salto(fuori, noti), np.nan, valori)
    giudicabili = noti.sum(axis=-1, keepdims=True) >= _ANNI
    return np.where(giudicabili, puliti, valori)


def _distanze(sgonfi: np.ndarray) -> np.ndarray:
    """Return the log of each year over the ente's own median, NaN where it is not a level above zero."""
    positivi = np.where(sgonfi > 0, sgonfi, np.nan)
    logaritmi = np.log(positivi)
    return logaritmi - mediana(logaritmi, -1)[..., None]


def _dentro_prima(fuori: np.ndarray) -> np.ndarray:
    """Tell where a year inside its own level comes before (or is) each year."""
    return np.logical_or.accumulate(fuori == 0, axis=-1)


def _di_passaggio(fuori: np.ndarray) -> np.ndarray:
    """Tell the years outside in a short run that came from the level and went back to it."""
    salto = np.abs(fuori) == 1
    rientrato = _dentro_prima(fuori[..., ::-1])[..., ::-1]
    return salto & _dentro_prima(fuori) & rientrato & (_lunghezze(salto) <= _BREVE)


def _prima_del_salto(fuori: np.ndarray, noti: np.ndarray) -> np.ndarray:
    """Tell the years before a lasting break: the level of now is the one of the last years."""
    salto = np.abs(fuori) == 1
    all_inizio = salto & ~_dentro_prima(fuori)
    diversi = noti & (fuori != ultimo_noto(np.where(noti, fuori, np.nan))[..., None])
    alla_fine = salto & ~np.logical_or.accumulate(diversi[..., ::-1], axis=-1)[..., ::-1]
    duraturo = (alla_fine & noti).sum(axis=-1, keepdims=True) >= _BREVE
    dalla_fine = np.logical_or.accumulate(alla_fine, axis=-1)
    return np.where(duraturo, ~dalla_fine, all_inizio & ~alla_fine.any(axis=-1, keepdims=True))


def _lunghezze(salto: np.ndarray) -> np.ndarray:
    """Return for each year the length of the run of jumps it is in."""
    avanti, indietro = np.zeros(salto.shape, dtype=np.int16), np.zeros(salto.shape, dtype=np.int16)
    for anno in range(salto.shape[-1]):
        prima = avanti[..., anno - 1] if anno else 0
        avanti[..., anno] = np.where(salto[..., anno], prima + 1, 0)
    for anno in reversed(range(salto.shape[-1])):
        dopo = indietro[..., anno + 1] if anno + 1 < salto.shape[-1] else 0
        indietro[..., anno] = np.where(salto[..., anno], dopo + 1, 0)
    return avanti + indietro - 1
