"""What the worked example needs beside its rendiconto: the year before, the bilancio after, its own form.

Rows of `vettori` for 2023, with the disavanzo of 2022, the bilancio 2024-2026 and what only the ente knows.
Only inputs are here; every result is left to the code under test.
"""

from __future__ import annotations

import pandas as pd
import vettori
from righe import ENTI

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.voci import LIVELLI
from crescere_kit.indicators.compute import calcola

ISTAT, N, T = vettori.ISTAT, vettori.ANNO, vettori.ANNO + 1
ENTRATE_PREVISTE = {
    "1": (4_000_000, 3_900_000, 3_900_000),
    "2": (800_000, 800_000, 800_000),
    "3": (1_200_000, 1_200_000, 1_200_000),
    "4": (900_000, 500_000, 500_000),
    "5": (0, 0, 0),
    "6": (200_000, 0, 0),
    "7": (900_000, 900_000, 900_000),
    "9": (1_000_000, 1_000_000, 1_000_000),
}
SPESE_PREVISTE = {
    "1": (5_400_000, 5_400_000, 5_400_000),
    "2": (2_742_000, 634_000, 626_000),
    "3": (0, 0, 0),
    "4": (268_000, 276_000, 284_000),
    "5": (900_000, 900_000, 900_000),
    "7": (1_000_000, 1_000_000, 1_000_000),
}
SOLO_NEL_PROSPETTO = {
    "A": (100_000, 0, 0),
    "AA": (90_000, 90_000, 90_000),
    "H": (150_000, 0, 0),
    "I": (0, 0, 0),
    "L": (400_000, 134_000, 126_000),
    "M": (0, 0, 0),
    "P": (450_000, 0, 0),
    "Q": (700_000, 0, 0),
}
CASSA_ENTRATE = {
    "1": 4_100_000, "2": 700_000, "3": 900_000, "4": 1_600_000,
    "5": 0, "6": 200_000, "7": 900_000, "9": 1_000_000,
}  # fmt: skip
CASSA_SPESE = {"1": 5_000_000, "2": 2_500_000, "3": 0, "4": 268_000, "5": 900_000, "7": 1_000_000}
PARTI_PREVISTE = {("entrate", "4020600"): (0, 0, 0), ("spese", "204"): (0, 0, 0)}
MODULO_RENDICONTO = {
    ("ricorrenti", "entrate_non_ricorrenti"): 150_000,
    ("ricorrenti", "spese_non_ricorrenti"): 50_000,
    ("ricorrenti", "entrate_non_impegnate"): 20_000,
    ("avanzo", "libero_applicato"): 0,
    ("avanzo", "destinata_nuova"): 0,
    ("avanzo", "fcde_liberato"): 200_000,
    ("avanzo", "cancellati_vincolati"): 0,
    ("avanzo", "fal_applicato"): 0,
    ("disavanzo", "quota_dovuta"): 90_000,
    ("disavanzo", "passivita_da_ripianare"): 3_000_000,
}
MODULO_NUMERI = {("disavanzo", "durata_massima_anni"): 2}
MODULO_BILANCIO = {
    ("avanzo", "vincolato_accantonato_applicato"): 600_000,
    ("fondi", "riserva"): 25_000,
    ("fondi", "riserva_cassa"): 15_000,
}


def voci() -> dict[tuple, int]:
    """Return all but the rendiconto of N: (anno, documento, lato, codice, fase) with cents or counts."""
    tutte: dict[tuple, int] = {(N - 1, *risultato("disponibile")): -260_000_00}
    previste = [("entrate", ENTRATE_PREVISTE), ("spese", SPESE_PREVISTE)]
    previste += [("equilibri_previsti", SOLO_NEL_PROSPETTO)]
    previste += [(lato, {codice: valori}) for (lato, codice), valori in PARTI_PREVISTE.items()]
    for lato, valori in previste:
        for codice, anni in valori.items():
            tutte |= {prevista(lato, codice, str(n)): 100 * euro for n, euro in enumerate(anni, start=1)}
    tutte[prevista("equilibri_previsti", "fondo_cassa")] = 340_000_00
    for lato, valori in (("entrate", CASSA_ENTRATE), ("spese", CASSA_SPESE)):
        tutte |= {(T, "previsione", lato, c, "cassa_1"): 100 * euro for c, euro in valori.items()}
    tutte |= {modulo(N, *riga): 100 * euro for riga, euro in MODULO_RENDICONTO.items()}
    tutte |= {modulo(N, *riga): quanti for riga, quanti in MODULO_NUMERI.items()}
    return tutte | {modulo(T, *riga): 100 * euro for riga, euro in MODULO_BILANCIO.items()}


def righe(cambia: dict | None = None, senza: tuple = ()) -> pd.DataFrame:
    """Return the whole example as long rows; `cambia` gives cents, counts or dates, `senza` leaves out."""
    rendiconto = vettori.righe()
    chiavi = list(rendiconto[["anno", *LIVELLI]].itertuples(index=False, name=None))
    cambiate = set(cambia or {}) | set(senza)
    resta = rendiconto[[chiave not in cambiate for chiave in chiavi]]
    altre = {chiave: valore for chiave, valore in (voci() | (cambia or {})).items() if chiave not in senza}
    tabella = pd.DataFrame(
        [(ISTAT, *chiave, valore, None) for chiave, valore in altre.items()],
        columns=["istat", "anno", *LIVELLI, "importo", "rapporto"],
    ).astype({"importo": "Int64", "rapporto": "Float64"})
    return pd.concat([resta, tabella], ignore_index=True)


def conti(cambia: dict | None = None, senza: tuple = (), sposta: int = 0) -> Conti:
    """Build the panel of the example; `sposta` moves it by so many years, for the laws that came later."""
    tabella = righe(cambia, senza)
    return Conti.da_righe(tabella.assign(anno=tabella["anno"] + sposta), ENTI)


def valore(tema, codice: str, anno: int, panel: Conti | None = None):
    """Return one indicator of a theme's module, of the example or of another panel."""
    trovati = calcola(panel or conti(), tema.INDICATORI)
    return trovati.valore(ISTAT, anno, codice)


def prevista(lato: str, codice: str, esercizio: str = "1", documento: str = "previsione") -> tuple:
    return (T, documento, lato, codice, f"competenza_{esercizio}")


def modulo(anno: int, lato: str, codice: str) -> tuple:
    return (anno, "manuale", lato, codice, "valore")


def risultato(riga: str) -> Voce:
    return Voce("rendiconto", "risultato", riga, "importo")
