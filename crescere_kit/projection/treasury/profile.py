"""In which months a titolo moves: the shares of the last whole years of SIOPE, as they were."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.accounts.voci import CASSA_MENSILE
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.treasury.calendar import rate
from crescere_kit.projection.treasury.rates import NEUTRI, TEMA, TITOLI, Titolo

_LATI_SIOPE = {"entrate": "entrate", "spese": "uscite"}
_PRESTITI = ("spese", "4")  # without SIOPE, loans are paid on the days of their instalments
_PRIMO = 1  # SIOPE may be ahead of the rendiconto: the year after it counts too, when it is whole
SENZA_MESI = "mancano {} mensili di SIOPE di un anno intero: la cassa si conosce solo a fine anno"
_COSA = {"entrate": "gli incassi", "spese": "i pagamenti"}


@dataclass(frozen=True)
class Profilo:
    """The share of the year that each titolo moves in each month: (enti, 1, years or 1, 12), NaN if unknown.

    perche: for each ente, why its months are not known; empty where they are.
    """

    mesi: dict[Titolo, np.ndarray]
    perche: tuple[str, ...]


def prepara(conti: Conti, orizzonte: Orizzonte) -> Profilo:
    """Return the profile of each titolo that moves cash; one without its own has that of its side."""
    mesi: dict[Titolo, np.ndarray] = {}
    ignoti = {}
    for lato in _LATI_SIOPE:
        titoli = [titolo for titolo in TITOLI if titolo[0] == lato and titolo not in NEUTRI]
        mossi = {titolo: _mossi(conti, orizzonte, titolo) for titolo in titoli}
        interi = np.any([~np.isnan(uno).any(axis=-1) for uno in mossi.values()], axis=0)
        insieme = np.where(interi[..., None], np.nansum(list(mossi.values()), axis=0), np.nan)
        del_lato = _quote(insieme)
        ignoti[lato] = np.isnan(del_lato).any(axis=-1)
        for titolo, mosso in mossi.items():
            mesi[titolo] = _o_altro(_quote(mosso)[:, None, None, :], del_lato[:, None, None, :])
        if lato == _PRESTITI[0]:
            propri = _quote(mossi[_PRESTITI])[:, None, None, :]
            mesi[_PRESTITI] = _o_altro(propri, rate("mutui", orizzonte))
    return Profilo(mesi, _perche(ignoti))


def _mossi(conti: Conti, orizzonte: Orizzonte, titolo: Titolo) -> np.ndarray:
    """Return what a titolo moved in the months of the last years: (years, enti, 12), newest first."""
    lato, codice = titolo
    quanti = int(rules.ultima(TEMA, "rendiconti_osservati").valore)
    serie = [conti.voce("siope", _LATI_SIOPE[lato], codice, fase) for fase in CASSA_MENSILE]
    passi = [_PRIMO - passo for passo in range(quanti + _PRIMO)]
    return np.stack([orizzonte.prendi_anni(conti, una, passi) for una in serie], axis=-1)


def _quote(mossi: np.ndarray) -> np.ndarray:
    """Return the mean of the monthly shares (enti, 12) over the last whole years that the rule counts."""
    quanti = int(rules.ultima(TEMA, "rendiconti_osservati").valore)
    totali = mossi.sum(axis=-1, keepdims=True)
    buoni = (totali > 0)[..., 0]
    buoni &= np.cumsum(buoni, axis=0) <= quanti
    quote = np.divide(mossi, totali, out=np.zeros_like(mossi), where=buoni[..., None])
    quante = buoni.sum(axis=0)[:, None]
    return np.divide(quote.sum(axis=0), quante, out=np.full(quote.shape[1:], np.nan), where=quante > 0)


def _o_altro(propri: np.ndarray, altri: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(propri).any(axis=-1, keepdims=True), altri, propri)


def _perche(ignoti: dict[str, np.ndarray]) -> tuple[str, ...]:
    frasi = []
    for di_uno in zip(*ignoti.values(), strict=True):
        cosa = [_COSA[lato] for lato, manca in zip(ignoti, di_uno, strict=True) if manca]
        frasi.append(SENZA_MESI.format(" e ".join(cosa)) if cosa else "")
    return tuple(frasi)
