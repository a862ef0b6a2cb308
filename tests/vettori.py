"""The worked example of the domain notes («comune Esempio», 8.000 inhabitants) written as official BDAP zips.

Only what the example gives as input is written; every result is left to the code under test.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from crescere_kit.sources.bdap.layout import scrivi_zip

ISTAT, ANNO = "901001", 2023
ENTI = pd.DataFrame(
    {
        "nome": ["Esempio"],
        "slug": ["esempio"],
        "provincia": ["Valdoria"],
        "regione": ["ESEMPIO"],
        "popolazione": [8_000],
    },
    index=pd.Index([ISTAT], name="istat"),
)
_FASI_ENTRATE = (
    "accertamenti",
    "riscossioni_competenza",
    "residui_iniziali",
    "riscossioni_residui",
    "riaccertamento",
)
_FASI_SPESE = (
    "impegni",
    "pagamenti_competenza",
    "residui_iniziali",
    "pagamenti_residui",
    "riaccertamento",
)


def _residui_finali(
    obbligazione: int, mosso: int, iniziali: int, mosso_residui: int, riaccertato: int
) -> int:
    return iniziali - mosso_residui + riaccertato + obbligazione - mosso


ENTRATE = {  # accertamenti, riscossioni c/competenza, residui 1/1, riscossioni c/residui, riaccertamento
    "1": (4_000_000, 2_600_000, 3_500_000, 700_000, -200_000),
    "2": (800_000, 600_000, 400_000, 250_000, 0),
    "3": (1_200_000, 500_000, 2_100_000, 300_000, -100_000),
    "4": (1_500_000, 500_000, 1_000_000, 400_000, 0),
    "5": (0, 0, 0, 0, 0),
    "6": (200_000, 200_000, 0, 0, 0),
    "7": (900_000, 900_000, 0, 0, 0),
    "9": (1_000_000, 980_000, 20_000, 10_000, 0),
}
SPESE = {  # impegni, pagamenti c/competenza, residui 1/1, pagamenti c/residui, riaccertamento
    "1": (5_300_000, 3_900_000, 2_000_000, 1_100_000, -100_000),
    "2": (1_550_000, 500_000, 900_000, 450_000, 0),
    "3": (0, 0, 0, 0, 0),
    "4": (260_000, 260_000, 0, 0, 0),
    "5": (900_000, 900_000, 0, 0, 0),
    "7": (1_000_000, 960_000, 50_000, 30_000, 0),
}
TIPOLOGIE = {  # the parts of titolo 1; the other titoli have one tipologia each
    "10101": (3_000_000, 1_600_000, 3_500_000, 700_000, -200_000),
    "10104": (0, 0, 0, 0, 0),
    "10301": (1_000_000, 1_000_000, 0, 0, 0),
    "30100": ENTRATE["3"],
    "20101": ENTRATE["2"],
    "40200": ENTRATE["4"],
    "60300": ENTRATE["6"],
    "70100": ENTRATE["7"],
    "90100": ENTRATE["9"],
}
PREVISIONI_CASSA = {"1": 6_500_000, "2": 1_000_000, "3": 2_500_000}
MACROAGGREGATI = {
    "101": 1_500_000,
    "102": 110_000,
    "103": 2_900_000,
    "104": 390_000,
    "107": 180_000,
    "109": 20_000,
    "110": 200_000,
}
ACCERTAMENTI_PDC = {"E.4.02.06": 0, "E.4.03.01": 0, "E.4.03.04": 0}
IMPEGNI_PDC = {"U.1.02.01.01": 95_000, "U.1.07.06.02": 10_000, "U.1.07.06.04": 15_000}
FPV_101 = {"entrata_101": 40_000, "spesa_101": 35_000}
EQUILIBRI = (
    {"A": 120_000, "AA": 90_000, "C": 0, "D1": 100_000, "E": 0, "E1": 0, "F1_anticipate": 0, "F2": 0}
    | {"H": 50_000, "I": 30_000, "L": 20_000, "M": 0, "P": 150_000, "Q": 600_000, "U1": 700_000}
    | {"S1": 0, "S2": 0, "T": 0, "V": 0, "X1": 0, "X2": 0, "Y": 0}
    | {"accantonate_correnti": 340_000, "vincolate_correnti": 60_000, "variazione_correnti": 80_000}
    | {"accantonate_capitale": 0, "vincolate_capitale": 170_000, "variazione_capitale": 0}
    | {"B": sum(ENTRATE[titolo][0] for titolo in "123"), "R": sum(ENTRATE[titolo][0] for titolo in "456")}
    | {"D": SPESE["1"][0], "U": SPESE["2"][0], "F1": SPESE["4"][0]}
)
RISULTATO = (
    {"cassa_iniziale": 500_000, "azioni_esecutive": 0, "fpv_corrente": 100_000, "fpv_capitale": 700_000}
    | {"fcde": 3_300_000, "fal": 250_000, "perdite_partecipate": 0, "contenzioso": 200_000}
    | {"altri_accantonamenti": 60_000 + 40_000, "vincolata": 420_000, "destinata": 90_000}
    | {"riscossioni": sum(v[1] + v[3] for v in ENTRATE.values())}
    | {"pagamenti": sum(v[1] + v[3] for v in SPESE.values())}
    | {"residui_attivi": sum(_residui_finali(*v) for v in ENTRATE.values())}
    | {"residui_passivi": sum(_residui_finali(*v) for v in SPESE.values())}
)
DICHIARATI = {  # debiti fuori bilancio: only the ente can say them
    "13.1": 100 * 75_000 / 6_850_000,
    "13.2": 100 * 20_000 / 6_000_000,
    "13.3": 100 * 10_000 / 6_000_000,
}
ENTRATE_CORRENTI_PENULTIMO = {"1": 3_800_000, "2": 750_000, "3": 1_150_000}


def scrivi(cartella: Path) -> list[Path]:
    """Write the example's zips: rendiconto of ANNO, and of ANNO−2 what the anticipazione's limit needs."""
    return scrivi_zip(righe(), ENTI, cartella)


def righe() -> pd.DataFrame:
    """Return the example as long rows in cents."""
    voci = [("rendiconto", "entrate", t, "previsioni_cassa", v) for t, v in PREVISIONI_CASSA.items()]
    voci += [voce for t, valori in (ENTRATE | TIPOLOGIE).items() for voce in _entrata(t, valori)]
    voci += [voce for t, valori in SPESE.items() for voce in _spesa(t, valori)]
    voci += [("rendiconto", "spese", c, "impegni", v) for c, v in (MACROAGGREGATI | IMPEGNI_PDC).items()]
    voci += [("rendiconto", "entrate", c, "accertamenti", v) for c, v in ACCERTAMENTI_PDC.items()]
    voci += [("rendiconto", "spese", t, "fpv", v) for t, v in {"1": 100_000, "2": 700_000}.items()]
    for lato, valori in (("equilibri", EQUILIBRI), ("risultato", RISULTATO), ("fpv", FPV_101)):
        voci += [("rendiconto", lato, codice, "importo", valore) for codice, valore in valori.items()]
    prima = [("rendiconto", "entrate", t, "accertamenti", v) for t, v in ENTRATE_CORRENTI_PENULTIMO.items()]
    return pd.concat([_tabella(voci, ANNO), _tabella(prima, ANNO - 2), _dichiarati()], ignore_index=True)


def _entrata(codice: str, valori: tuple[int, ...]) -> list[tuple]:
    dato = dict(zip(_FASI_ENTRATE, valori, strict=True))
    dato["riscossioni"] = dato["riscossioni_residui"] + dato["riscossioni_competenza"]
    dato["residui_da_residui"] = (
        dato["residui_iniziali"] - dato["riscossioni_residui"] + dato["riaccertamento"]
    )
    dato["residui_da_competenza"] = dato["accertamenti"] - dato["riscossioni_competenza"]
    dato["residui_finali"] = dato["residui_da_residui"] + dato["residui_da_competenza"]
    return [("rendiconto", "entrate", codice, fase, valore) for fase, valore in dato.items()]


def _spesa(codice: str, valori: tuple[int, ...]) -> list[tuple]:
    dato = dict(zip(_FASI_SPESE, valori, strict=True))
    dato["pagamenti"] = dato["pagamenti_residui"] + dato["pagamenti_competenza"]
    dato["residui_da_residui"] = dato["residui_iniziali"] - dato["pagamenti_residui"] + dato["riaccertamento"]
    dato["residui_da_competenza"] = dato["impegni"] - dato["pagamenti_competenza"]
    dato["residui_finali"] = dato["residui_da_residui"] + dato["residui_da_competenza"]
    return [("rendiconto", "spese", codice, fase, valore) for fase, valore in dato.items()]


def _tabella(voci: list[tuple], anno: int) -> pd.DataFrame:
    tavola = pd.DataFrame(voci, columns=["documento", "lato", "codice", "fase", "euro"])
    return tavola.assign(
        istat=ISTAT,
        anno=anno,
        importo=(tavola["euro"] * 100).astype("Int64"),
        rapporto=pd.Series(pd.NA, index=tavola.index, dtype="Float64"),
    ).drop(columns="euro")


def _dichiarati() -> pd.DataFrame:
    voci = [("indicatori", "sintetici", codice, "percentuale", 0) for codice in DICHIARATI]
    rapporti = pd.array(list(DICHIARATI.values()), dtype="Float64")
    return _tabella(voci, ANNO).assign(
        importo=pd.array([pd.NA] * len(voci), dtype="Int64"), rapporto=rapporti
    )
