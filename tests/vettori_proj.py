"""The worked example of the projection (domain notes, §13) as a form of the ente and its official rendiconti.

Rendiconto 2026, bilancio 2027, the first that may use the metodo accelerato. Amounts in euro.
"""

from __future__ import annotations

from functools import cache

import esempio
import pandas as pd
import vettori_fcde
from moduli import Celle, compila, letto, riga, scritto
from righe import ENTI

from crescere_kit.accounts import Conti, Voce
from crescere_kit.sources import manuale

ISTAT, RENDICONTO, BILANCIO = "901001", 2026, 2027
ANNI = manuale.Anni(RENDICONTO, BILANCIO)
SENZA_ANTICIPAZIONI = {  # the example's reserve is that of who uses no anticipazione: 0,30 %
    Voce("rendiconto", "entrate", "7", "accertamenti"): 0,
    Voce("rendiconto", "entrate", "70100", "accertamenti"): 0,
}
TRIBUTI_UFFICIALI = {
    Voce("rendiconto", "entrate", "1010106", "accertamenti"): 1_200_000,
    Voce("rendiconto", "entrate", "1010116", "accertamenti"): 420_000,
    Voce("rendiconto", "entrate", "1010151", "accertamenti"): 1_000_000,
}
ANNO_PRIMA = {  # lettera E of −260.000: 90.000 to recover, 60.000 recovered
    Voce("rendiconto", "risultato", "destinata", "importo"): 150_000,
}
ATTESE = {  # euro, year N+1 and N+2
    "imu": (1_200_000, 1_200_000),
    "addizionale": (420_000, 420_000),
    "tari": (1_020_000, 1_040_400),
    "evasione": (150_000, 150_000),
    "fsc": (990_000, 980_100),
    "trasf_20101": (690_000, 690_000),
    "rifiuti": (969_000, 988_380),
    "utenze": (406_000, 412_090),
    "altri_beni_servizi": (1_573_250, 1_596_848.75),
    "interessi": (170_000, 160_000),
    "quote_capitale": (268_000, 276_000),
    "disavanzo": (120_000, 90_000),
}
PERSONALE_E_IRAP = (1_626_900, 1_619_438)


def celle() -> Celle:
    """Return the cells of the form, filled in as the office would."""
    return {
        ("Ente e scadenze", "ente/dissesto/valore", "valore"): "no",
        **_tributi(),
        **_spese(),
        **_fondi(),
        **_fcde(),
    }


@cache
def conti() -> Conti:
    """Return the panel that the form and the official rendiconti give; nobody changes it."""
    return con(celle())


def con(scritte: Celle, ufficiali: dict | None = None) -> Conti:
    """Return the panel with these cells, and the rendiconti of the example."""
    esito = letto(compila(scritto(anni=ANNI), scritte))
    assert esito.difetti == []
    cambia = SENZA_ANTICIPAZIONI | TRIBUTI_UFFICIALI | (ufficiali or {})
    ultimo = esempio.comune(anno=RENDICONTO, cambia=cambia)
    prima = esempio.comune(anno=RENDICONTO - 1, cambia=cambia | ANNO_PRIMA)
    return Conti.da_righe(pd.concat([esito.righe, ultimo, prima], ignore_index=True), ENTI)


def _tributi() -> Celle:
    foglio = "Tributi e servizi"
    valori = {
        "imu_incassata": 1_210_000,
        "addizionale_competenza": 200_000,
        "addizionale_residui": 230_000,
        "evasione_incassata": 150_000,
        "evasione_accertata": 380_000,
        "tari_pef": 1_020_000,
        "tari_pef_2": 1_040_400,
        "fsc_1": 990_000,
        "fsc_2": 980_100,
    }
    celle = {(foglio, f"tributi/{nome}/valore", "valore"): valore for nome, valore in valori.items()}
    return celle | riga(
        "Trasferimenti attesi",
        1,
        nome="Contributi assegnati",
        da="1 Stato",
        importo_1=690_000,
        importo_2=690_000,
    )


def _spese() -> Celle:
    contratti = (
        ("Raccolta rifiuti", "1 rifiuti", 950_000, 0.02),
        ("Energia elettrica", "2 utenze", 400_000, 0.015),
        ("Manutenzioni e servizi", "3 altri beni e servizi", 1_550_000, 0.015),
    )
    celle: Celle = {("Personale", "personale/ccnl_percento/valore", "valore"): 0.02}
    for numero, (nome, linea, importo, indice) in enumerate(contratti, 1):
        celle |= riga("Contratti", numero, nome=nome, linea=linea, importo=importo, indice=indice)
    celle |= riga("Movimenti del personale", 1, nome="Pensionamento", effetto_1=0, effetto_2=-40_000)
    celle |= riga("Piani di disavanzo", 1, nome="Ripiano", quota_1=90_000, quota_2=90_000)
    return celle | _mutui()


def _mutui() -> Celle:
    """Interest 134.000 + 36.000, then 120.600 + 36.000 + 3.400; capital 268.000, then 8.000 more."""
    annuale = {"rate_anno": "1 annuale", "tipo": "2 quota capitale costante"}
    return (
        riga("Mutui", 1, nome="A", capitale_residuo=2_680_000, tasso=0.05, rate_residue=10, **annuale)
        | riga(
            "Mutui",
            2,
            nome="B",
            capitale_residuo=900_000,
            tasso=0.04,
            variabile="sì",
            rate_anno="1 annuale",
            rate_residue=10,
            tipo="3 in unica soluzione",
        )
        | riga("Mutui nuovi", 1, nome="Strade", importo=80_000, anno=2027, tasso=0.0425, rate=10, **annuale)
    )


def _fondi() -> Celle:
    del_foglio = {
        "fondi/obiettivi_fp_dovuto/valore": 12_000,
        "fondi/altri/valore": 0,
        "fondi/spese_103_vincolate/valore": 400_000,
    }
    celle: Celle = {("Avanzo e fondi", chiave, "valore"): valore for chiave, valore in del_foglio.items()}
    pcc = {"ritardo": 45, "stock_scaduto": 100_000, "fatture_ricevute": 3_000_000}
    celle |= {("Pagamenti", f"pagamenti/{nome}/valore", "valore"): valore for nome, valore in pcc.items()}
    celle |= {("Pagamenti", "pagamenti/comunicazioni_mancate/valore", "valore"): "no"}
    return celle


def _fcde() -> Celle:
    storia = {
        f"{fase} {anno}": euro
        for fase in ("accertamenti", "riscossioni_competenza")
        for anno, euro in vettori_fcde.PER_ANNO[fase].items()
    }
    nome = f"{vettori_fcde.TARI} / TARI ordinaria"
    return riga("FCDE", 1, nome=nome, previsione_1=1_020_000, progetto_riscossione="sì", **storia)
