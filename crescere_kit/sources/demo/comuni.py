"""The invented comuni: names, sizes, and how strong each one's accounts are."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

import numpy as np
import pandas as pd

from crescere_kit.accounts import slug
from crescere_kit.sources.demo.chance import caso

PRIMA_PROVINCIA, PER_PROVINCIA = 901, 999
NOMI = tomllib.loads(files(__package__).joinpath("nomi.toml").read_text(encoding="utf-8"))
MEDIANA, DISPERSIONE, PIU_PICCOLO, PIU_GRANDE = 2_500, 1.1, 170, 180_000
ESEMPIO = "Borgo Esempio"
ANNO_BASE = 2019

AVANZO, EQUILIBRIO, DISAVANZO, PREDISSESTO = range(4)
# The first comuni are always these: the example, the largest, the smallest, one in predissesto.
PRIMI = ((8_000, 0.36, DISAVANZO), (PIU_GRANDE, 0.5, EQUILIBRIO), (PIU_PICCOLO, 0.7, AVANZO))
QUARTO = (4_300, 0.04, PREDISSESTO)


@dataclass(frozen=True)
class Comuni:
    """What does not change over the years; arrays have one element per comune."""

    istat: np.ndarray
    nomi: list[str]
    abitanti: np.ndarray
    deriva: np.ndarray
    forza: np.ndarray
    classe: np.ndarray
    seme: int

    def __len__(self) -> int:
        return len(self.istat)

    @cached_property
    def province(self) -> list[int]:
        """Return the place of each comune's province in the list of names."""
        return [int(codice[:3]) - PRIMA_PROVINCIA for codice in self.istat]

    def popolazione(self, anno: int) -> np.ndarray:
        """Return the inhabitants at the end of the year."""
        return np.maximum(60, np.rint(self.abitanti * (1 + self.deriva) ** (anno - ANNO_BASE))).astype(int)

    def tra(self, debole: np.ndarray, forte: np.ndarray) -> np.ndarray:
        """Return values between the weak and the strong end of each column, by strength."""
        return debole[None, :] + (forte - debole)[None, :] * self.forza[:, None]

    def enti(self, anno: int) -> pd.DataFrame:
        """Return the panel's table of enti, with the inhabitants of a year."""
        tavola = {
            "nome": self.nomi,
            "slug": [slug(nome) for nome in self.nomi],
            "provincia": [NOMI["province"][i] for i in self.province],
            "regione": "Esempio",
            "popolazione": pd.array(self.popolazione(anno), dtype="Int64"),
        }
        return pd.DataFrame(tavola, index=pd.Index(self.istat, name="istat", dtype="str"))


def nascono(quanti: int, seme: int) -> Comuni:
    """Invent so many comuni; the first ones are the same however many follow."""
    if not 0 < quanti <= (massimo := len(NOMI["province"]) * PER_PROVINCIA):
        raise ValueError(f"I comuni della regione di esempio possono essere da 1 a {massimo}, non {quanti}.")
    sorte = caso(seme, "comuni").random((quanti, 4))
    abitanti = np.exp(np.log(MEDIANA) + DISPERSIONE * caso(seme, "abitanti").standard_normal(quanti))
    forza = 0.06 + 0.9 * (sorte[:, 0] + sorte[:, 1]) / 2
    classe = _classi(forza, sorte[:, 2])
    forza = np.where(classe == PREDISSESTO, 0.1 * sorte[:, 0], forza)
    for i, (residenti, quanto_forte, quale) in enumerate([*PRIMI, QUARTO][:quanti]):
        abitanti[i], forza[i], classe[i] = residenti, quanto_forte, quale
    abitanti = np.clip(abitanti, PIU_PICCOLO, PIU_GRANDE)
    deriva = -0.014 + 0.004 * np.log10(abitanti / 500) + 0.006 * (sorte[:, 3] - 0.5)
    deriva[: len(PRIMI)] = 0.0
    return Comuni(_codici(quanti), _nomi(quanti, seme), abitanti, deriva, forza, classe, seme)


def tutti_i_nomi() -> list[str]:
    """Return every name that the region can use."""
    radici = [inizio + fine for inizio in NOMI["inizi"] for fine in NOMI["fini"]]
    return [prefisso + radice for prefisso in NOMI["prefissi"] for radice in radici]


def _nomi(quanti: int, seme: int) -> list[str]:
    nomi = tutti_i_nomi()
    ordine = caso(seme, "nomi").permutation(len(nomi))
    return [ESEMPIO, *(nomi[i] for i in ordine)][:quanti]


def _codici(quanti: int) -> np.ndarray:
    """Return ISTAT codes dealt in turn among three provinces, three more when those are full."""
    numeri = np.arange(quanti)
    gruppo, posto = np.divmod(numeri, 3 * PER_PROVINCIA)
    return np.array(
        [
            f"{PRIMA_PROVINCIA + 3 * g + p % 3}{p // 3 + 1:03d}"
            for g, p in zip(gruppo.tolist(), posto.tolist(), strict=True)
        ]
    )


def _classi(forza: np.ndarray, sorte: np.ndarray) -> np.ndarray:
    """Weak comuni are more often in disavanzo, the weakest in predissesto; strong ones keep an avanzo."""
    in_disavanzo = (sorte < 0.45) & (forza < 0.5)
    in_predissesto = sorte < 0.06
    forti = forza > 0.62
    return np.select([in_predissesto, in_disavanzo, forti], [PREDISSESTO, DISAVANZO, AVANZO], EQUILIBRIO)
