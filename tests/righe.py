"""Small panels for the tests, from rows as short as they can be written."""

import pandas as pd

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.voci import unita

ENTI = pd.DataFrame(
    {
        "nome": ["Borgo Esempio", "Serra Prova"],
        "slug": ["borgo-esempio", "serra-prova"],
        "provincia": ["Prova", "Prova"],
        "regione": ["ESEMPIO", "ESEMPIO"],
        "popolazione": pd.array([8000, 900], dtype="Int64"),
    },
    index=pd.Index(["901001", "901002"], name="istat"),
)


def conti(*righe: tuple) -> Conti:
    """Build a panel from (istat, anno, documento, lato, codice, fase, valore) with euro values in cents."""
    tabella = pd.DataFrame(
        [(*riga[:6], None, riga[6]) if _decimale(riga) else (*riga, None) for riga in righe],
        columns=["istat", "anno", "documento", "lato", "codice", "fase", "importo", "rapporto"],
    ).astype({"importo": "Int64", "rapporto": "Float64"})
    return Conti.da_righe(tabella, ENTI.copy())


def _decimale(riga: tuple) -> bool:
    return unita(Voce(*riga[2:6])) in ("percentuale", "giorni")


def modulo(lato: str, codice: str, di=("901001", 2023), **valori: float) -> list[tuple]:
    """Write a row of the ente's own form: `valore=…`, or a value for each fase of a list; euro in cents."""
    return [(*di, "manuale", lato, codice, fase, valore) for fase, valore in valori.items()]


def rendiconto(lato: str, fase: str, valori: dict[str, int], istat="901001", anno=2023) -> list[tuple]:
    """Write the rows of one fase of a rendiconto, by code."""
    return [(istat, anno, "rendiconto", lato, codice, fase, valore) for codice, valore in valori.items()]
