"""The prospetto degli equilibri of a year (all. 10): how much the comune may spend, and what is left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit.sources.demo.chance import caso, cents
from crescere_kit.sources.demo.comuni import AVANZO, DISAVANZO, PREDISSESTO, Comuni
from crescere_kit.sources.demo.reserves import Gestione
from crescere_kit.sources.demo.revenue import GRANDI
from crescere_kit.sources.demo.tables import entrate

INERZIA = 0.055  # how far current spending can move in a year, beyond prices
OBIETTIVO = {AVANZO: 0.1, DISAVANZO - 1: 0.03}


@dataclass(frozen=True)
class Vincoli:
    """What the year finds decided: FPV, disavanzo, repayments, dropped debts, last year's spending."""

    fpv_corrente: np.ndarray
    fpv_capitale: np.ndarray
    disavanzo: np.ndarray
    disponibile: np.ndarray
    rimborso: np.ndarray
    anticipate: np.ndarray
    fal_prima: np.ndarray
    fal_dopo: np.ndarray
    debiti_cancellati: np.ndarray
    crediti_cancellati: np.ndarray
    fpv_spesa_corrente: np.ndarray
    spesa_minima: np.ndarray
    spesa_prima: np.ndarray | None


def equilibri(
    comuni: Comuni, anno: int, accertate: np.ndarray, gestione: Gestione, vincoli: Vincoli
) -> dict[str, np.ndarray]:
    """Return every line of the prospect; D (titolo 1) and U (titolo 2) are what the comune decides here."""
    linee = _date(comuni, accertate, gestione, vincoli)
    _capitale(comuni, anno, linee, gestione)
    correnti = linee["B"]
    risultato = _voluto(comuni, anno, correnti, gestione, vincoli) - linee["Z1"] - _finanziarie(linee)
    senza_d = _somma_g(linee | {"D": 0}) + linee["H"] + linee["I"] - linee["L"] + linee["M"]
    spesa = senza_d - risultato
    if vincoli.spesa_prima is not None:
        spesa = np.clip(
            spesa, cents(vincoli.spesa_prima * (1 - INERZIA)), cents(vincoli.spesa_prima * (1 + INERZIA))
        )
    linee["D"] = np.maximum(spesa, vincoli.spesa_minima)
    linee["G"] = _somma_g(linee)
    linee["O1"] = linee["G"] + linee["H"] + linee["I"] - linee["L"] + linee["M"]
    _concludi(linee, gestione)
    return linee


def _date(
    comuni: Comuni, accertate: np.ndarray, gestione: Gestione, vincoli: Vincoli
) -> dict[str, np.ndarray]:
    """Return the lines that are decided before D and U."""
    voci = entrate()

    def di(*nomi: str) -> np.ndarray:
        return accertate[:, voci.dove(*nomi)].sum(axis=1)

    zero = np.zeros(len(comuni), dtype=np.int64)
    linee = dict.fromkeys(("E1", "M"), zero)
    linee |= {"B": accertate[:, voci.titolo("1", "2", "3")].sum(axis=1)}
    linee |= {"R": accertate[:, voci.titolo("4", "5", "6")].sum(axis=1)}
    linee |= {"C": di("contributi_mutui"), "S1": di("crediti_brevi"), "S2": di("crediti_lunghi")}
    linee |= {"T": di("prelievi_depositi"), "X1": di("crediti_brevi"), "X2": di("crediti_lunghi")}
    linee |= {"Y": di("prelievi_depositi"), "E": cents(0.001 * di("contributi") * (comuni.forza > 0.4))}
    linee |= {"I": cents(di("permessi") * 0.5 * (1 - comuni.forza))}
    linee |= {"L": cents(di("sanzioni") * 0.1 * comuni.forza)}
    linee |= {"V": cents(di("permessi") * 0.05 * (comuni.abitanti >= GRANDI))}
    return linee | _ereditate(gestione, vincoli)


def _ereditate(gestione: Gestione, vincoli: Vincoli) -> dict[str, np.ndarray]:
    """Return the lines that come from the years before: FPV, disavanzo, avanzo, debt."""
    libero_corrente = gestione.libero // 4 + vincoli.anticipate
    return {
        "A": vincoli.fpv_corrente,
        "AA": vincoli.disavanzo,
        "D1": vincoli.fpv_spesa_corrente,
        "F1": vincoli.rimborso,
        "F1_anticipate": vincoli.anticipate,
        "F2": vincoli.fal_dopo,
        "H": gestione.usate_correnti + vincoli.fal_prima + libero_corrente,
        "P": gestione.usate_capitale + gestione.libero - libero_corrente,
        "Q": vincoli.fpv_capitale,
    }


def _capitale(comuni: Comuni, anno: int, linee: dict[str, np.ndarray], gestione: Gestione) -> None:
    """Spend part of the money for works, carry part to next year in the FPV, keep what is tied."""
    sorte = caso(comuni.seme, anno, "opere").random(len(comuni))
    entra = sum(linee[n] for n in ("P", "Q", "R", "L")) - sum(
        linee[n] for n in ("C", "I", "S1", "S2", "T", "M", "V")
    )
    resta = np.minimum(
        gestione.vincolate_capitale + gestione.destinate + cents(0.001 * linee["B"]), entra // 2
    )
    resta = np.maximum(resta, 0)
    linee["U"] = linee["E"] + cents((entra - resta) * (0.5 + 0.3 * sorte))
    linee["U1"] = entra - resta + linee["E"] - linee["U"]
    linee["Z1"] = entra - linee["U"] - linee["U1"] + linee["E"] + linee["E1"]


def _voluto(
    comuni: Comuni, anno: int, correnti: np.ndarray, gestione: Gestione, vincoli: Vincoli
) -> np.ndarray:
    """Return the risultato di competenza that would bring the parte disponibile where the comune wants it."""
    numeri = caso(comuni.seme, anno, "gestione").standard_normal(len(comuni))
    obiettivo = np.select([comuni.classe == c for c in OBIETTIVO], OBIETTIVO.values(), 0.0) * correnti
    verso = 0.4 * (obiettivo - vincoli.disponibile) + 0.008 * numeri * correnti
    rientra = vincoli.disavanzo + (0.004 + 0.005 * numeri) * correnti
    cambia = cents(np.where(np.isin(comuni.classe, (DISAVANZO, PREDISSESTO)), rientra, verso))
    residui = vincoli.debiti_cancellati - vincoli.crediti_cancellati + gestione.liberate
    complessivo = cambia - vincoli.disavanzo + gestione.libero + gestione.destinate - residui
    tenute = gestione.accantonate + gestione.vincolate_correnti + gestione.vincolate_capitale
    return complessivo + gestione.variazione + tenute


def _somma_g(linee: dict[str, np.ndarray]) -> np.ndarray:
    fuori = sum(linee[n] for n in ("AA", "D", "D1", "E", "E1", "F1", "F2"))
    return linee["A"] + linee["B"] + linee["C"] - fuori


def _finanziarie(linee: dict[str, np.ndarray]) -> np.ndarray:
    return linee["S1"] + linee["S2"] + linee["T"] - linee["X1"] - linee["X2"] - linee["Y"]


def _concludi(linee: dict[str, np.ndarray], gestione: Gestione) -> None:
    zero = np.zeros_like(linee["B"])
    linee |= {
        "accantonate_correnti": gestione.accantonate,
        "vincolate_correnti": gestione.vincolate_correnti,
        "variazione_correnti": gestione.variazione,
        "accantonate_capitale": zero,
        "vincolate_capitale": gestione.vincolate_capitale,
        "variazione_capitale": zero,
    }
    linee["O2"] = linee["O1"] - gestione.accantonate - gestione.vincolate_correnti
    linee["O3"] = linee["O2"] - gestione.variazione
    linee["Z2"] = linee["Z3"] = linee["Z1"] - gestione.vincolate_capitale
    finanziarie = _finanziarie(linee)
    for numero in "123":
        linee[f"W{numero}"] = linee[f"O{numero}"] + linee[f"Z{numero}"] + finanziarie
