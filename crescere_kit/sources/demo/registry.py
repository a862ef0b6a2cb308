"""The list of the invented comuni in the layout of ISTAT."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from crescere_kit.sources.demo.chance import caso
from crescere_kit.sources.demo.comuni import NOMI, Comuni

INTESTAZIONI = (
    *("codice_istat", "denominazione", "codice_catastale", "regione", "provincia", "sigla_provincia"),
    *("superficie_km2", "popolazione_residente", "popolazione_legale", "zona_altimetrica", "altitudine"),
    *("comune_litoraneo", "comune_isolano"),
)


def scrivi(comuni: Comuni, anno: int, percorso: Path, regione: str) -> Path:
    """Write the list with the inhabitants of a year."""
    sorte = caso(comuni.seme, "territorio").random((len(comuni), 3))
    superficie = 4 + 0.09 * np.sqrt(comuni.abitanti) * (5 + 20 * sorte[:, 0])
    residenti, legali = comuni.popolazione(anno), comuni.popolazione(2021)
    with percorso.open("w", encoding="utf-8", newline="") as testo:
        scrittore = csv.writer(testo, lineterminator="\n")
        scrittore.writerow(INTESTAZIONI)
        for i, istat in enumerate(comuni.istat.tolist()):
            provincia, litoraneo = comuni.province[i], int(sorte[i, 2] < 0.2)
            luogo = (regione, NOMI["province"][provincia], NOMI["sigle"][provincia], f"{superficie[i]:.4f}")
            altitudine = int(8 + 20 * sorte[i, 1]) if litoraneo else int(90 + 900 * sorte[i, 1])
            zona = 4 if litoraneo else 1 + 2 * int(altitudine < 600)
            fine = (residenti[i], legali[i], zona, altitudine, litoraneo, 0)
            scrittore.writerow((istat, comuni.nomi[i], _catastale(i), *luogo, *fine))
    return percorso


def _catastale(posto: int) -> str:
    """Return a cadastral code of a letter that no Italian comune has."""
    return f"{'QRSTUVWXYZ'[posto // 999]}{posto % 999 + 1:03d}"
