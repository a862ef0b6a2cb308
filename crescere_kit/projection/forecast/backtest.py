"""The proof: project again from the end of each past year with what was known then, and see what came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np

from crescere_kit.errors import ErroreSpiegato
from crescere_kit.projection.forecast.experts import METODI, PASSI
from crescere_kit.projection.forecast.forecasts import LIVELLI, Previsioni
from crescere_kit.projection.forecast.learning import impara
from crescere_kit.projection.forecast.measured import CLASSI, TUTTI, classe, nome_classe
from crescere_kit.projection.forecast.medians import mediana
from crescere_kit.projection.forecast.mixture import errore
from crescere_kit.projection.forecast.model import ANNI_MINIMI, Modello
from crescere_kit.projection.forecast.series import Serie
from crescere_kit.projection.forecast.wording import frase_errore

PROIEZIONE, PREVISIONE = "proiezione", "previsione"  # ours, and the ente's own bilancio


class NienteDaProvare(ErroreSpiegato):
    """No origin has both a past and an outcome."""


@dataclass(frozen=True)
class Misura:
    """How wrong one method was: median of the absolute percentage errors, and WAPE, as shares."""

    voce: str
    passo: int
    classe: str
    metodo: str
    quanti: int
    mediana: float
    wape: float


@dataclass(frozen=True)
class Copertura:
    """The share of the outcomes that fell in a band, which should be its `livello`."""

    voce: str
    passo: int
    livello: float
    quanti: int
    quota: float


@dataclass(frozen=True)
class Prova:
    """The result: measures by voce, step, class of inhabitants and method, and what the bands held."""

    origini: tuple[int, ...]
    enti: int
    voci: tuple[str, ...]
    misure: tuple[Misura, ...]
    coperture: tuple[Copertura, ...]

    @cached_property
    def _per_nome(self) -> dict[tuple[str, int, str, str], Misura]:
        return {(m.voce, m.passo, m.classe, m.metodo): m for m in self.misure}

    def misura(self, voce: str, passo: int, metodo: str = PROIEZIONE, classe: str = TUTTI) -> Misura | None:
        """Return one measure, None where nothing came to measure it."""
        return self._per_nome.get((voce, passo, classe, metodo))

    def relativo(self, voce: str, passo: int, metodo: str = PROIEZIONE) -> float:
        """Return the median error over that of who says the last year again."""
        sua, ultimo = self.misura(voce, passo, metodo), self.misura(voce, passo, "ultimo")
        return sua.mediana / ultimo.mediana if sua and ultimo and ultimo.mediana else float("nan")

    def complessivo(self, passo: int, metodo: str = PROIEZIONE) -> float:
        """Return the geometric mean of `relativo` over the voci."""
        rapporti = np.array([self.relativo(voce, passo, metodo) for voce in self.voci])
        noti = rapporti[np.isfinite(rapporti) & (rapporti > 0)]
        return float(np.exp(np.log(noti).mean())) if len(noti) else float("nan")

    def copertura(self, livello: float, voce: str | None = None, passo: int | None = None) -> float:
        """Return the share of outcomes inside the band, over all voci and steps that are not named."""
        scelte = [
            c
            for c in self.coperture
            if c.livello == livello and voce in (None, c.voce) and passo in (None, c.passo)
        ]
        quanti = sum(c.quanti for c in scelte)
        return sum(c.quota * c.quanti for c in scelte) / quanti if quanti else float("nan")

    def frase(self, voce: str, passo: int = 2) -> str:
        """Say the measured error of a voce in words."""
        sua, ultimo = self.misura(voce, passo), self.misura(voce, passo, "ultimo")
        if sua is None:
            return frase_errore(float("nan"), passo)
        return frase_errore(sua.mediana, passo, ultimo.mediana if ultimo else float("nan"))

    def come_dict(self) -> dict[str, Any]:
        """Return the whole proof for JSON."""
        return {
            "origini": list(self.origini),
            "enti": self.enti,
            "errore_relativo": {str(passo): self.complessivo(passo) for passo in PASSI},
            "copertura": {f"{100 * livello:.0f}": self.copertura(livello) for livello in LIVELLI},
            "misure": [asdict(misura) for misura in self.misure],
            "coperture": [asdict(copertura) for copertura in self.coperture],
        }


def prova(
    serie: Serie,
    origini: Iterable[int] | None = None,
    proprie: Mapping[str, np.ndarray] | None = None,
    modello: Modello | None = None,
) -> Prova:
    """Project from each origin and measure against what came, at one year and two.

    proprie: for a voce, what each ente had itself foreseen for each year, float (ente, anno). origini: all
    those with three years of past and an outcome, when not said. Raises NienteDaProvare when there are none.
    """
    scelte = _origini(serie, origini)
    modello = modello or impara(serie)
    viste = [(anno, modello.prevedi(serie.fino_al(anno), anno)) for anno in scelte]
    misure, coperture = [], []
    for passo in PASSI:
        utili = [(anno, previste) for anno, previste in viste if anno + passo <= serie.anni[-1]]
        if utili:
            misure += _misure(serie, utili, passo, proprie or {})
            coperture += _coperture(serie, utili, passo)
    return Prova(scelte, len(serie.enti), serie.voci, tuple(misure), tuple(coperture))


def _origini(serie: Serie, chieste: Iterable[int] | None) -> tuple[int, ...]:
    possibili = [anno for anno in serie.anni[ANNI_MINIMI - 1 :] if anno < serie.anni[-1]]
    scelte = possibili if chieste is None else [anno for anno in chieste if anno in possibili]
    if scelte:
        return tuple(scelte)
    quando = f"dal {possibili[0]} al {possibili[-1]}" if possibili else "con almeno quattro anni di dati"
    raise NienteDaProvare(f"Nessun anno da cui provare la proiezione: si può {quando}.")


def _misure(
    serie: Serie, utili: list[tuple[int, Previsioni]], passo: int, proprie: Mapping[str, np.ndarray]
) -> list[Misura]:
    uscite = np.concatenate([serie.al(anno + passo) for anno, _ in utili])
    classi = np.concatenate([classe(serie.abitanti(anno)) for anno, _ in utili])
    gruppi = {TUTTI: np.ones(len(classi), dtype=bool)} | {
        nome_classe(posto): classi == posto for posto in range(len(CLASSI) + 1) if (classi == posto).any()
    }
    misure = []
    for metodo, previste in _di_tutti(serie, utili, passo, proprie).items():
        errori, scarti = errore(previste, uscite), np.abs(previste - uscite)
        for gruppo, dentro in gruppi.items():
            centri = mediana(errori[dentro], 0)
            for posto, voce in enumerate(serie.voci):
                noti = np.isfinite(scarti[dentro, posto])
                grandezza = np.abs(uscite[dentro, posto])[noti].sum()
                if np.isfinite(centri[posto]):
                    wape = scarti[dentro, posto][noti].sum() / grandezza
                    misure.append(
                        Misura(
                            voce, passo, gruppo, metodo, int(noti.sum()), float(centri[posto]), float(wape)
                        )
                    )
    return misure


def _di_tutti(
    serie: Serie, utili: list[tuple[int, Previsioni]], passo: int, proprie: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Return what each method said at one step, (origine × ente, voce)."""
    tutti = {PROIEZIONE: np.concatenate([previste.mediana[..., passo - 1] for _, previste in utili])}
    tutti |= {
        metodo: np.concatenate([previste.metodo(metodo)[..., passo - 1] for _, previste in utili])
        for metodo in METODI
    }
    if proprie and passo == 1:  # the bilancio approved for the year after the origin
        sua = np.full((len(serie.enti), len(serie.voci), len(serie.anni)), np.nan)
        for voce, valori in proprie.items():
            sua[:, serie.voci.index(voce)] = valori
        tutti[PREVISIONE] = np.concatenate([sua[..., anno + 1 - serie.anni[0]] for anno, _ in utili])
    return tutti


def _coperture(serie: Serie, utili: list[tuple[int, Previsioni]], passo: int) -> list[Copertura]:
    trovate = []
    for livello in LIVELLI:
        dentro = []
        for anno, previste in utili:
            basso, alto = (estremo[..., passo - 1] for estremo in previste.banda(livello))
            uscite = serie.al(anno + passo)
            noti = np.isfinite(uscite) & np.isfinite(basso)
            dentro.append(np.where(noti, (uscite >= basso) & (uscite <= alto), np.nan))
        tutte = np.concatenate(dentro)
        for posto, voce in enumerate(serie.voci):
            colonna = tutte[:, posto][np.isfinite(tutte[:, posto])]
            if len(colonna):
                trovate.append(Copertura(voce, passo, livello, len(colonna), float(colonna.mean())))
    return trovate
