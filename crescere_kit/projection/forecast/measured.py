"""How wrong the projection was, when what it projected came."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

import numpy as np

from crescere_kit.projection.forecast.medians import mediana
from crescere_kit.projection.forecast.mixture import errore

CLASSI = (1_000, 5_000, 20_000)  # inhabitants, up to and excluding: few, so that each has many outcomes
TUTTI = "tutti"
_ESITI = 20  # outcomes under which an error is not said


@dataclass(frozen=True)
class Errori:
    """Median errors as a share of the outcome, (voce, 2) for each class; NaN where too few came."""

    mistura: dict[str, np.ndarray]
    ultimo: dict[str, np.ndarray]

    def come_dict(self) -> dict[str, Any]:
        """Return what JSON can write."""
        return {
            nome: {classe: _scritti(valori) for classe, valori in getattr(self, nome).items()}
            for nome in ("mistura", "ultimo")
        }

    @classmethod
    def da_dict(cls, scritto: dict[str, Any]) -> Errori:
        """Read back what `come_dict` wrote."""
        return cls(
            **{
                nome: {classe: np.array(valori, dtype=float) for classe, valori in classi.items()}
                for nome, classi in scritto.items()
            }
        )


def classe(abitanti: np.ndarray) -> np.ndarray:
    """Return the place of the class of each number of inhabitants, -1 where it is unknown or zero."""
    return np.where(abitanti > 0, np.searchsorted(CLASSI, np.nan_to_num(abitanti), side="right"), -1)


def classe_di(abitanti: float) -> int:
    """Return the place of the class of one number of inhabitants, as `classe` does of many."""
    return bisect_right(CLASSI, abitanti) if abitanti > 0 else -1


def nome_classe(posto: int) -> str:
    """Write a class: «da 1.000 a 4.999 abitanti»."""
    scritti = [f"{confine:,}".replace(",", ".") for confine in CLASSI]
    if posto == 0:
        return f"meno di {scritti[0]} abitanti"
    if posto == len(CLASSI):
        return f"{scritti[-1]} abitanti e più"
    ultimo = f"{CLASSI[posto] - 1:,}".replace(",", ".")
    return f"da {scritti[posto - 1]} a {ultimo} abitanti"


def misura(
    previste: list[np.ndarray], ultimi: list[np.ndarray], uscite: list[np.ndarray], abitanti: list[np.ndarray]
) -> Errori:
    """Measure the forecasts (2, ente, voce) of each origin against what came, over all enti and by class."""
    if not previste:
        return Errori({}, {})
    classi = np.concatenate([classe(uno) for uno in abitanti])
    tutte = [np.concatenate(parti, axis=1) for parti in (previste, ultimi, uscite)]
    mistura, ultimo = (errore(fatte, tutte[2]) for fatte in tutte[:2])
    gruppi = {TUTTI: np.ones(len(classi), dtype=bool)} | {
        str(posto): classi == posto for posto in range(len(CLASSI) + 1)
    }
    return Errori(
        {nome: _mediane(mistura[:, dentro]) for nome, dentro in gruppi.items()},
        {nome: _mediane(ultimo[:, dentro]) for nome, dentro in gruppi.items()},
    )


def _mediane(errori: np.ndarray) -> np.ndarray:
    if not errori.shape[1]:
        return np.full((errori.shape[2], errori.shape[0]), np.nan)
    bastano = np.isfinite(errori).sum(axis=1) >= _ESITI
    return np.where(bastano, mediana(errori, 1), np.nan).T


def _scritti(valori: np.ndarray) -> list[list[float | None]]:
    return [[None if np.isnan(uno) else float(uno) for uno in riga] for riga in valori]
