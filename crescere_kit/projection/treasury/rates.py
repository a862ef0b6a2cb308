"""How much of what is due is collected and paid within a year: the mean of the last rendiconti, by titolo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.indicators.anticipazione import residua
from crescere_kit.indicators.risultato import fondo_cassa
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.scenario import Ipotesi

TEMA = "proiezione"
Titolo: TypeAlias = tuple[str, str]  # ("entrate", "1")
TITOLI: tuple[Titolo, ...] = (
    *(("entrate", titolo) for titolo in TITOLI_ENTRATE),
    *(("spese", titolo) for titolo in TITOLI_SPESE),
)
# What the tesoriere advances and what is held for others: it goes out as it came in, and moves no cash.
NEUTRI: frozenset[Titolo] = frozenset({("entrate", "7"), ("entrate", "9"), ("spese", "5"), ("spese", "7")})
_SI_SPINGONO = {("entrate", "1"), ("entrate", "3")}  # what the office collects itself
# Of a titolo never moved before: spese are paid, loans and sales come in whole, the rest is not counted on.
_MAI_MOSSI_INTERI = {("entrate", "5"), ("entrate", "6")}
_FASI = {
    "entrate": ("accertamenti", "riscossioni_competenza", "riscossioni_residui"),
    "spese": ("impegni", "pagamenti_competenza", "pagamenti_residui"),
}


@dataclass(frozen=True)
class Tassi:
    """The share that moves of the amounts of the year and of the residui: (enti, 1, 1) by titolo."""

    competenza: dict[Titolo, np.ndarray]
    residui: dict[Titolo, np.ndarray]


@dataclass(frozen=True)
class Iniziali:
    """With what the first year opens, all (enti, 1, 1).

    residui: by titolo; cassa: the fondo; debito: what the tesoriere is still owed of the anticipazione.
    """

    residui: dict[Titolo, np.ndarray]
    cassa: np.ndarray
    debito: np.ndarray


def iniziali(conti: Conti, orizzonte: Orizzonte) -> Iniziali:
    """Return residui, fondo cassa and debt with the tesoriere at the end of the last rendiconto."""
    residui = {
        (lato, titolo): colonna(
            orizzonte.prendi(conti, conti.voce("rendiconto", lato, titolo, "residui_finali"))
        )
        for lato, titolo in TITOLI
    }
    return Iniziali(
        residui,
        colonna(orizzonte.prendi(conti, fondo_cassa(conti))),
        colonna(orizzonte.prendi(conti, residua(conti))),
    )


def prepara(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> Tassi:
    """Return the rates of each titolo, with the points that the scenario adds to titoli 1 and 3."""
    competenza, residui = {}, {}
    for lato, titolo in TITOLI:
        if (lato, titolo) in NEUTRI:
            competenza[lato, titolo], residui[lato, titolo] = np.ones((1, 1, 1)), np.zeros((1, 1, 1))
            continue
        punti = ipotesi.riscossione_punti / 100 if (lato, titolo) in _SI_SPINGONO else 0.0
        senza_storia = float(lato == "spese" or (lato, titolo) in _MAI_MOSSI_INTERI)
        for parte, tassi in zip((competenza, residui), quote(conti, orizzonte, lato, titolo), strict=True):
            noti = np.where(np.isinf(tassi), senza_storia, tassi)
            parte[lato, titolo] = colonna(np.clip(noti + punti, 0.0, 1.0))
    return Tassi(competenza, residui)


def quote(conti: Conti, orizzonte: Orizzonte, lato: str, codice: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the rates (enti,) of a code on what is due and on the residui.

    NaN where no rendiconto tells, infinite where all those that there are say that nothing was ever due.
    """
    dovuto, in_competenza, in_residui = (
        conti.voce("rendiconto", lato, codice, fase).mask(conti.rendiconto_vuoto) for fase in _FASI[lato]
    )
    iniziali = conti.voce("rendiconto", lato, codice, "residui_iniziali").mask(conti.rendiconto_vuoto)
    return (
        _media(conti, orizzonte, in_competenza, dovuto),
        _media(conti, orizzonte, in_residui, iniziali),
    )


def _media(conti: Conti, orizzonte: Orizzonte, mosso: pd.Series, dovuto: pd.Series) -> np.ndarray:
    """Return the mean of the yearly ratios over the years in which there was something to move."""
    quanti = int(rules.ultima(TEMA, "rendiconti_osservati").valore)
    sopra, sotto = (orizzonte.prendi_anni(conti, serie, range(0, -quanti, -1)) for serie in (mosso, dovuto))
    noti = (sotto > 0) & ~np.isnan(sopra)
    somma = np.divide(sopra, sotto, out=np.zeros_like(sopra), where=noti).sum(axis=0)
    quante = noti.sum(axis=0)
    media = np.divide(somma, quante, out=np.full(len(orizzonte), np.nan), where=quante > 0)
    nulla = (sotto == 0).any(axis=0) & ((sotto == 0) | np.isnan(sotto)).all(axis=0)
    return np.where(nulla, np.inf, media)


def colonna(valori: Iterable[float]) -> np.ndarray:
    """Put a value for each ente in the shape (enti, 1, 1) that broadcasts over paths and years."""
    return np.asarray(valori, dtype=float)[:, None, None]
