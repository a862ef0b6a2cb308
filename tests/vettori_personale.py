"""The worked example of the domain notes, as the ente writes it in its own form: personnel, debts, services.

Each row is (lato, codice, fase, valore) with euro, points or numbers, as the form holds them; the year is
that of the rendiconto of `vettori`. What the public accounts add is the entrate correnti of the year before.
"""

from __future__ import annotations

import pandas as pd
import vettori

from crescere_kit.accounts import Voce
from crescere_kit.accounts.voci import MANUALE, unita

MODULO = [
    ("personale", "spesa", "valore", 1_550_000),
    ("personale", "entrate_eterofinanziate", "valore", 0),
    ("personale", "fcde_assestato", "valore", 350_000),
    ("dfb", "Sentenza Rossi", "importo", 75_000),
    ("dfb", "Sentenza Rossi", "stato", 1),
    ("dfb", "Sentenza Rossi", "lettera", 1),
    ("dfb", "Esproprio di via Roma", "importo", 10_000),
    ("dfb", "Esproprio di via Roma", "stato", 2),
    ("dfb", "Esproprio di via Roma", "lettera", 4),
    ("dfb", "Forniture senza impegno", "importo", 20_000),
    ("dfb", "Forniture senza impegno", "stato", 3),
    ("dfb", "Forniture senza impegno", "lettera", 5),
    ("partecipate", "Acque di Valdoria S.p.A.", "perdita", 100_000),
    ("partecipate", "Acque di Valdoria S.p.A.", "quota", 20),
    ("contenzioso", "Appalto della scuola", "importo", 100_000),
    ("contenzioso", "Appalto della scuola", "rischio", 60),
    ("contenzioso", "Danni da buca", "importo", 200_000),
    ("contenzioso", "Danni da buca", "rischio", 30),
    ("contenzioso", "Lite di confine", "importo", 50_000),
    ("contenzioso", "Lite di confine", "rischio", 5),
    ("servizi", "Mensa", "proventi", 90_000),
    ("servizi", "Mensa", "costi", 240_000),
    ("servizi", "Mensa", "asilo_nido", 0),
    ("servizi", "Asilo nido", "proventi", 36_000),
    ("servizi", "Asilo nido", "costi", 240_000),
    ("servizi", "Asilo nido", "asilo_nido", 1),
    ("acquedotto", "servizio", "proventi", 300_000),
    ("acquedotto", "servizio", "costi", 400_000),
]
ENTRATE_CORRENTI_ANNO_PRIMA = {"1": 3_900_000, "2": 750_000, "3": 1_150_000}
ATTESI = {  # euro, or points where a float; PERS, P6, P7, PART and SDI are those of the notes' own list
    "PERS_SOST": 100 * 1_550_000 / (17_500_000 / 3 - 350_000),  # 28,27
    "PERS_MAX": 1_475_016.67,
    "PERS_MAX_RIENTRO": 1_694_350,
    "P6": 100 * 75_000 / 6_850_000,  # 1,095
    "P7": 0.5,
    "DFB_TOTALE": 105_000,
    "DFB_RICONOSCERE": 20_000,
    "DFB_FINANZIARE": 10_000,
    "PART_DOVUTO": 20_000,
    "PART_MARGINE": -20_000,
    "CONT_DOVUTO": 160_000,  # 100.000 + 30 % di 200.000
    "CONT_MARGINE": 40_000,
    "SDI_COP": 35.0,
    "ACQ_COP": 75.0,
}


def righe(cambia: dict | None = None, senza: tuple = ()) -> pd.DataFrame:
    """Return the form and the year before as long rows.

    `cambia` is by (lato, codice, fase), in the units of the form; `senza` are the lati left blank.
    """
    voci = {riga[:3]: riga[3] for riga in MODULO if riga[0] not in senza} | (cambia or {})
    scritte = [_riga(Voce(MANUALE, *chiave), valore) for chiave, valore in voci.items()]
    prima = [
        _riga(Voce("rendiconto", "entrate", titolo, "accertamenti"), valore, vettori.ANNO - 1)
        for titolo, valore in ENTRATE_CORRENTI_ANNO_PRIMA.items()
    ]
    colonne = ["istat", "anno", *Voce._fields, "importo", "rapporto"]
    return pd.DataFrame(scritte + prima, columns=colonne).astype({"importo": "Int64", "rapporto": "Float64"})


def _riga(voce: Voce, valore: float, anno: int = vettori.ANNO) -> tuple:
    decimale = unita(voce) in ("percentuale", "giorni")
    importo = None if decimale else round(valore * 100) if unita(voce) == "euro" else valore
    return (vettori.ISTAT, anno, *voce, importo, float(valore) if decimale else None)
