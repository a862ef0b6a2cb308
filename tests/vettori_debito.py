"""The vectors of the domain notes on debt, anticipazione, FGDC and ITP as rows, inputs only.

The bilancio is that of BILANCIO; its penultimo rendiconto has 5.800.000 € of entrate correnti.
"""

from __future__ import annotations

from righe import ENTI, modulo, rendiconto

ISTAT, BILANCIO = "901001", 2024
PRIMA, PENULTIMO = BILANCIO - 1, BILANCIO - 2
ABITANTI = int(ENTI.loc[ISTAT, "popolazione"])
CORRENTI_PENULTIMO = {"1": 380_000_000, "2": 80_000_000, "3": 120_000_000}  # 5.800.000,00 €
INTERESSI = {  # 165.000 + 0 + 20.000 − 5.000: 180.000,00 €
    "interessi_in_essere": 165_000_00,
    "interessi_garanzie": 0,
    "interessi_nuovi": 20_000_00,
    "contributi_interessi": 5_000_00,
}
PCC_PRIMA = {  # 45 giorni di ritardo, debito scaduto sceso da 500.000 a 400.000 €
    "ritardo": 45.0,
    "stock_scaduto": 400_000_00,
    "fatture_ricevute": 3_000_000_00,
    "comunicazioni_mancate": 0,
}
PCC_PENULTIMO = {"stock_scaduto": 500_000_00}
FATTURE = {  # 10.000 € venti giorni dopo la scadenza, 5.000 € cinque giorni prima
    "importo_per_giorni": 10_000_00 * 20 - 5_000_00 * 5,
    "importo_pagato": 15_000_00,
}
FONDI = {"spese_103_vincolate": 400_000_00, "fgdc": 75_000_00}
BENI_E_SERVIZI = 2_900_000_00


def penultimo(anno: int = PENULTIMO) -> list[tuple]:
    """Write the entrate correnti that the limits of artt. 204 and 222 look at."""
    return rendiconto("entrate", "accertamenti", CORRENTI_PENULTIMO, ISTAT, anno)


def del_modulo(lato: str, valori: dict[str, float], anno: int) -> list[tuple]:
    """Write rows of the ente's own form, from values by codice; euro in cents."""
    return [
        riga
        for codice, valore in valori.items()
        for riga in modulo(lato, codice, (ISTAT, anno), valore=valore)
    ]


def debito() -> list[tuple]:
    """Write the rows of the limit of art. 204."""
    return [*penultimo(), *del_modulo("debito", INTERESSI, BILANCIO)]


def fgdc(pcc: dict | None = None, fondi: dict | None = None) -> list[tuple]:
    """Write the rows of the FGDC of the bilancio: its stanziamenti, and the PCC of the two years before."""
    return [
        (ISTAT, BILANCIO, "previsione", "spese", "103", "competenza_1", BENI_E_SERVIZI),
        *del_modulo("fondi", FONDI if fondi is None else fondi, BILANCIO),
        *del_modulo("pagamenti", PCC_PRIMA if pcc is None else pcc, PRIMA),
        *del_modulo("pagamenti", PCC_PENULTIMO, PENULTIMO),
    ]
