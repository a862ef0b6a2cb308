"""A year of spesa: how much goes to each group, and from there to missioni, programmi, macroaggregati."""

from __future__ import annotations

import numpy as np

from crescere_kit.sources.demo.chance import caso, cents, ripartisci
from crescere_kit.sources.demo.comuni import ANNO_BASE, PIU_GRANDE, PIU_PICCOLO, Comuni
from crescere_kit.sources.demo.revenue import livello
from crescere_kit.sources.demo.tables import spese, umore

SEMPRE = "05"  # buildings and roads: the programmi of works that no comune is ever without
IRAP, MINIMO_BENI = 0.0625, 0.24


def obbligate(
    comuni: Comuni, anno: int, correnti: np.ndarray, interessi: np.ndarray, anticipazione: np.ndarray
) -> dict[str, np.ndarray]:
    """Return the groups of titolo 1 that a comune cannot choose; goods and services take what is left."""
    numeri = caso(comuni.seme, anno, "spese").standard_normal((len(comuni), 6))
    stabili = caso(comuni.seme, "spese").standard_normal((len(comuni), 2))
    debolezza = 1 - comuni.forza
    quota = np.clip(0.235 + 0.06 * debolezza + 0.022 * stabili[:, 0], 0.2, 0.315)
    organico = (comuni.popolazione(anno) / comuni.popolazione(ANNO_BASE)) ** 0.4
    lordo = livello(comuni) * quota * umore(anno)["personale"] * organico * np.exp(0.012 * numeri[:, 0])
    trasferimenti = np.clip(
        0.06 + 0.018 * np.log10(comuni.abitanti / 2_500) + 0.015 * stabili[:, 1], 0.03, 0.14
    )
    mora = 0.002 * debolezza**2 * np.exp(0.5 * numeri[:, 1])
    return {
        "personale": cents(lordo * (1 - IRAP)),
        "irap": cents(lordo * IRAP),
        "tasse": cents(correnti * 0.004 * np.exp(0.3 * numeri[:, 2])),
        "trasferimenti": cents(correnti * trasferimenti * np.exp(0.05 * numeri[:, 3])),
        "interessi": interessi,
        "mora": cents(correnti * mora),
        "interessi_anticipazione": cents(0.03 * anticipazione),
        "rimborsi": cents(correnti * 0.004 * np.exp(0.5 * numeri[:, 4])),
        "altre": cents(correnti * 0.026 * np.exp(0.2 * numeri[:, 5])),
    }


def opere(comuni: Comuni, anno: int, totale: np.ndarray, trasferimenti: np.ndarray) -> dict[str, np.ndarray]:
    """Split titolo 2: mostly works, some grants to others."""
    sorte = caso(comuni.seme, anno, "opere").random((len(comuni), 2))
    resto = totale - trasferimenti
    contributi = cents(resto * 0.05 * sorte[:, 0] ** 2)
    altre = cents(resto * 0.01 * sorte[:, 1])
    return {
        "investimenti": resto - contributi - altre,
        "contributi": contributi,
        "altre_capitale": altre,
        "trasferimenti_capitale": trasferimenti,
    }


def celle(comuni: Comuni, anno: int, gruppi: dict[str, np.ndarray]) -> np.ndarray:
    """Return one column per cell of `spese()`; the cells of a group sum to it to the cent."""
    schema, pesi = spese(), _pesi(comuni, anno)
    tavola = np.zeros((len(comuni), len(schema)), dtype=np.int64)
    for gruppo, totale in gruppi.items():
        posti = schema.dove(gruppo)
        tavola[:, posti] = ripartisci(totale, pesi[:, posti])
    return tavola


def fpv(comuni: Comuni, anno: int, gruppi: dict[str, np.ndarray], opere_rinviate: np.ndarray) -> np.ndarray:
    """Return the FPV of spesa by cell: pay to be settled next year, services under way, works unfinished."""
    sorte = caso(comuni.seme, anno, "fpv").random((len(comuni), 2))
    rinviate = {
        "personale": cents(gruppi["personale"] * (0.015 + 0.02 * sorte[:, 0])),
        "beni": cents(gruppi["personale"] * (0.01 + 0.04 * sorte[:, 1])),
        "investimenti": opere_rinviate,
    }
    return celle(comuni, anno, rinviate)


def cresce(anno: int) -> float:
    """Return the growth of prices on the year before."""
    return umore(anno)["prezzi"] / umore(anno - 1)["prezzi"]


def _pesi(comuni: Comuni, anno: int) -> np.ndarray:
    schema, forma = spese(), (len(comuni), len(spese()))
    grandezza = np.log(comuni.abitanti / PIU_PICCOLO) / np.log(PIU_GRANDE / PIU_PICCOLO)
    pesi = schema["peso_piccolo"] + (schema["peso_grande"] - schema["peso_piccolo"]) * grandezza[:, None]
    pesi = pesi * (comuni.abitanti[:, None] >= schema["abitanti_minimi"])
    pesi *= np.exp(0.25 * caso(comuni.seme, "programmi").standard_normal(forma))
    posti = schema.dove("investimenti")
    forma = (len(comuni), len(posti))
    pesi[:, posti] *= np.exp(1.1 * caso(comuni.seme, anno, "programmi").standard_normal(forma))
    ferme = caso(comuni.seme, anno, "opere ferme").random(forma) < 0.6 - 0.5 * grandezza[:, None]
    ferme &= schema["programma"][posti] != SEMPRE
    pesi[:, posti] *= ~ferme
    return pesi
