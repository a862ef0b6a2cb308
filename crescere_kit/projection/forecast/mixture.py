"""How much to trust each expert: learned, voce by voce, on what the panel itself has already shown.

Only origins whose outcome was known when the forecast is made count. What is scored is what is learned: the
absolute error over the outcome, cut at the whole of it so that a voce born from nothing decides nothing.
Weights grow from equal ones, one pick after another of the expert that most helps the mixture made so far;
with little history they stay near equal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit.projection.forecast.experts import LISCIATURE, MEDIANE, METODI, PASSI

_SCELTE = 10  # picks: enough for a weight of one tenth, too few to learn by heart
_UGUALI = 0.5  # origins that equal weights are worth
_POCHI = 20  # enti that halve the evidence of an origin
_PIENA = 4  # years of past that make an origin count whole: before them the experts are not themselves yet
_TETTO = 1.0


@dataclass(frozen=True)
class Esito:
    """One origin already judged: the forecasts of it and what came.

    fermi: the experts without variants, each (2, ente, voce); varianti: (variant, 2, ente, voce) of the
    others; uscite: (2, ente, voce), NaN where not known yet; anni: years known at the origin.
    """

    origine: int
    anni: int
    fermi: dict[str, np.ndarray]
    varianti: dict[str, np.ndarray]
    uscite: np.ndarray

    def noto_al(self, anno: int, passo: int) -> bool:
        """Tell if what came a number of steps after this origin was known in that year."""
        return self.origine + passo <= anno


def errore(previste: np.ndarray, uscite: np.ndarray) -> np.ndarray:
    """Return the absolute error as a share of the outcome, NaN where the outcome is zero or unknown."""
    grandezza = np.abs(uscite)
    return np.divide(
        np.abs(previste - uscite), grandezza, out=np.full(previste.shape, np.nan), where=grandezza > 0
    )


def perdite(esito: Esito) -> dict[str, np.ndarray]:
    """Return the mean cut error (variant, 2, voce) of every variant at an origin, NaN where none is known."""
    return {nome: _perdita(previste, esito.uscite) for nome, previste in esito.varianti.items()}


def uguali(voci: int) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Return what is used when nothing can be learned: middle variants, equal weights."""
    mezze = {"lisciatura": len(LISCIATURE) // 2, "mediana": len(MEDIANE) - 1}
    quali = {nome: np.full((len(PASSI), voci), quale) for nome, quale in mezze.items()}
    return quali, np.full((len(PASSI), voci, len(METODI)), 1 / len(METODI))


def impara(
    esiti: list[Esito], persi: list[dict[str, np.ndarray]], anno: int, voci: int
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Return what a year forecasts with: variant of each expert (2, voce), weights (2, voce, metodo).

    persi: the `perdite` of each esito. Where nothing was known yet, `uguali`.
    """
    quali, pesi = uguali(voci)
    for posto, passo in enumerate(PASSI):
        usati = [i for i, esito in enumerate(esiti) if esito.noto_al(anno, passo)]
        if not usati:
            continue
        quanto = np.array([min(esiti[i].anni - 1, _PIENA) / _PIENA for i in usati])
        for nome, scelte in quali.items():
            per_origine = np.stack([persi[i][nome][:, posto] for i in usati])
            scelte[posto] = _media(per_origine, quanto[:, None, None]).argmin(axis=0)
        previste = np.stack([_scelte(esiti[i], quali, posto) for i in usati], axis=1)
        uscite = np.stack([esiti[i].uscite[posto] for i in usati])
        pesi[posto] = _pesi(previste, uscite, quanto)
    return quali, pesi


def mescola(previste: np.ndarray, pesi: np.ndarray) -> np.ndarray:
    """Return the mixture (2, ente, voce) of the forecasts (metodo, 2, ente, voce)."""
    return np.einsum("kpnv,pvk->pnv", previste, pesi)


def _scelte(esito: Esito, quali: dict[str, np.ndarray], posto: int) -> np.ndarray:
    """Return (metodo, ente, voce) at one step, each expert in its chosen variant."""
    voci = np.arange(esito.uscite.shape[-1])
    scelti = {
        nome: esito.varianti[nome][variante[posto], posto, :, voci].T for nome, variante in quali.items()
    }
    return np.stack([scelti[m] if m in scelti else esito.fermi[m][posto] for m in METODI])


def _pesi(previste: np.ndarray, uscite: np.ndarray, quanto: np.ndarray) -> np.ndarray:
    """Return the weights (voce, metodo) from forecasts (metodo, origine, ente, voce) and outcomes."""
    metodi, voci = len(METODI), uscite.shape[-1]
    noti = np.isfinite(uscite) & (uscite != 0) & np.isfinite(previste).all(axis=0)
    # all in shares of the outcome, which is then its own sign; zero where unknown, so that it adds no error
    relative = np.where(noti, previste, 0) / np.where(noti, np.abs(uscite), 1)
    segno = np.where(noti, np.sign(uscite), 0)
    quanti = noti.sum(axis=1)
    conti = np.full((voci, metodi), 1 / metodi)
    somma = relative.mean(axis=0)
    for scelta in range(_SCELTE):
        prove = [_somma_tagliata((somma + una) / (scelta + 2) - segno) for una in relative]
        per_origine = np.stack(prove) / np.maximum(quanti, 1)
        meglio = (per_origine * quanto[:, None]).sum(axis=1).argmin(axis=0)
        conti[np.arange(voci), meglio] += 1
        somma = somma + relative[meglio, :, :, np.arange(voci)].transpose(1, 2, 0)
    prove = (quanto[:, None] * quanti / (quanti + _POCHI)).sum(axis=0)[:, None]
    return (prove * conti / (_SCELTE + 1) + _UGUALI / metodi) / (prove + _UGUALI)


def _somma_tagliata(errori: np.ndarray) -> np.ndarray:
    """Return the sum over the enti (origine, ente, voce) of the absolute errors, each cut; in place."""
    np.abs(errori, out=errori)
    return np.minimum(errori, _TETTO, out=errori).sum(axis=1)


def _perdita(previste: np.ndarray, uscite: np.ndarray) -> np.ndarray:
    """Return the mean cut error over the enti (the axis before the last)."""
    tagliati = np.minimum(errore(previste, np.broadcast_to(uscite, previste.shape)), _TETTO)
    noti = np.isfinite(tagliati)
    quanti = noti.sum(axis=-2)
    somma = np.where(noti, tagliati, 0).sum(axis=-2)
    return np.divide(somma, quanti, out=np.full(somma.shape, np.nan), where=quanti > 0)


def _media(per_origine: np.ndarray, pesi: np.ndarray) -> np.ndarray:
    """Return the mean over the first axis of what is known; nothing known is the worst, alike for all."""
    noti = np.isfinite(per_origine)
    peso = np.where(noti, pesi, 0).sum(axis=0)
    somma = np.where(noti, per_origine * pesi, 0).sum(axis=0)
    return np.divide(somma, peso, out=np.full(somma.shape, np.inf), where=peso > 0)
