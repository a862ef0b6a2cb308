"""The anticipazione that the balances would ask for: how much, for how many days, against its limit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit import rules
from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.voci import ENTRATE_CORRENTI, MANUALE
from crescere_kit.indicators.anticipazione import TEMA, in_dodicesimi
from crescere_kit.projection.horizon import ANNI, Orizzonte
from crescere_kit.projection.treasury.annual import Movimenti
from crescere_kit.projection.treasury.calendar import MESI, giorni
from crescere_kit.projection.treasury.monthly import Mensile
from crescere_kit.projection.treasury.rates import Iniziali

_MEZZO_CENTESIMO = 0.5  # below it a balance is nothing: sums of floats are not exact


@dataclass(frozen=True)
class Scoperto:
    """What the tesoriere advances in each of the two years: arrays (enti, paths, years), NaN if unknown.

    minimo: the lowest balance, and mese, from 1, when it is reached. massima, media: the anticipazione at its
    highest, and by day of the year; giorni: how many days of it; residua: what is owed at 31 December.
    """

    minimo: np.ndarray
    mese: np.ndarray
    massima: np.ndarray
    media: np.ndarray
    giorni: np.ndarray
    residua: np.ndarray


def misura(mensile: Mensile, movimenti: Movimenti, iniziali: Iniziali, orizzonte: Orizzonte) -> Scoperto:
    """Measure the anticipazione along straight lines from the end of a month to the end of the next.

    What is owed at the end of a year is known even where the months are not.
    """
    fine = _per_anno(_azzerati(mensile.saldi))
    inizio = _per_anno(_azzerati(np.concatenate([_apertura(mensile), mensile.saldi[..., :-1]], axis=-1)))
    dei_mesi = giorni(orizzonte)
    sotto = _parte_sotto(inizio, fine)
    # below zero there is a trapezium, or a triangle: its base by half of how far its ends are below
    mediamente = sotto * (np.maximum(-inizio, 0) + np.maximum(-fine, 0)) / 2
    minimi = np.minimum(inizio, fine)
    minimo = minimi.min(axis=-1)
    mese = np.where(np.isnan(minimo), np.nan, minimi.argmin(axis=-1) + 1.0)
    a_fine_anno = np.maximum(iniziali.debito - movimenti.cassa, 0)
    return Scoperto(
        minimo=minimo,
        mese=mese,
        massima=np.maximum(-minimo, 0),
        media=(mediamente * dei_mesi).sum(axis=-1) / dei_mesi.sum(axis=-1),
        giorni=(sotto * dei_mesi).sum(axis=-1),
        residua=np.where(a_fine_anno < _MEZZO_CENTESIMO, 0.0, a_fine_anno),
    )


def limite(conti: Conti, orizzonte: Orizzonte) -> np.ndarray:
    """Return the limit of art. 222 TUEL on the rendiconto of two years before: (enti, 1, years).

    Who is in dissesto with certified lack of cash is taken to be so in the two years as well.
    """
    correnti = conti.accertamenti(*ENTRATE_CORRENTI).mask(conti.rendiconto_vuoto)
    dissesto = orizzonte.prendi(conti, conti.facoltativo("tesoreria", "anticipazione_dissesto")) == 1
    massimi = []
    for passo in range(1, ANNI + 1):
        ordinari, elevati = (
            rules.per_anni(TEMA, codice, orizzonte.base + passo).to_numpy(float, na_value=np.nan)
            for codice in ("massimo", "dissesto")
        )
        quanti = np.where(dissesto, np.fmax(ordinari, elevati), ordinari)
        massimi.append(in_dodicesimi(orizzonte.prendi(conti, correnti, passo - ANNI), quanti))
    return np.stack(massimi, axis=-1)[:, None, :]


def voci(scoperto: Scoperto) -> dict[Voce, np.ndarray]:
    """Return what the ente would write of it in its form: cents, and whole days, (enti, paths, years)."""
    return {
        Voce(MANUALE, "tesoreria", f"anticipazione_{nome}", "valore"): valori
        for nome, valori in (
            ("massima", scoperto.massima),
            ("media", scoperto.media),
            ("residua", scoperto.residua),
            ("giorni", np.ceil(np.round(scoperto.giorni, 6))),
        )
    }


def _apertura(mensile: Mensile) -> np.ndarray:
    return np.broadcast_to(mensile.iniziale, (*mensile.saldi.shape[:-1], 1))


def _per_anno(valori: np.ndarray) -> np.ndarray:
    return valori.reshape(*valori.shape[:-1], ANNI, MESI)


def _azzerati(saldi: np.ndarray) -> np.ndarray:
    return np.where(np.abs(saldi) < _MEZZO_CENTESIMO, 0.0, saldi)


def _parte_sotto(inizio: np.ndarray, fine: np.ndarray) -> np.ndarray:
    """Return which part of a month a straight line between two balances is below zero."""
    sotto = np.maximum(-inizio, 0) + np.maximum(-fine, 0)
    sopra = np.maximum(inizio, 0) + np.maximum(fine, 0)
    return np.divide(sotto, sotto + sopra, out=sotto * 0, where=sotto + sopra > 0)
