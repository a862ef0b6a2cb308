"""What the comuni declare of themselves: indicatori sintetici (DM 22/12/2015) and parametri di deficitarietà.

These are the ente's own sums, written apart from the kit's indicators: comparing the two is a use of the
data. Debiti fuori bilancio appear nowhere else, so they are invented here.
"""

from __future__ import annotations

import numpy as np

from crescere_kit import rules
from crescere_kit.sources.demo.chance import caso
from crescere_kit.sources.demo.comuni import DISAVANZO, PREDISSESTO, Comuni
from crescere_kit.sources.demo.state import Esercizio
from crescere_kit.sources.demo.tables import entrate, spese

DECIMALI, MESI = 2, 12
PROBABILITA_DEBITI = {PREDISSESTO: 0.8, DISAVANZO: 0.4}
MINORI = ("p2", "p8")  # the two parameters that are deficitari when low


def sintetici(comuni: Comuni, esercizio: Esercizio) -> dict[str, np.ndarray]:
    """Return indicators by code in percentage points, as printed; NaN where the denominator is zero."""
    esatti = _esatti(esercizio) | _debiti_fuori_bilancio(comuni, esercizio)
    return {codice: np.round(valori, DECIMALI) for codice, valori in esatti.items()}


def parametri(comuni: Comuni, esercizio: Esercizio) -> dict[str, np.ndarray]:
    """Return P1…P8 as 1 (deficitario) or 0, by the limits in force for that rendiconto."""
    esatti, debiti = _esatti(esercizio), _debiti_fuori_bilancio(comuni, esercizio)
    valori = {
        "p1": esatti["1.1"],
        "p2": esatti["2.8"],
        "p3": esatti["3.2"],
        "p4": esatti["10.3"],
        "p5": esatti["12.4"],
        "p6": debiti["13.1"].round(DECIMALI),
        "p7": debiti["13.2"].round(DECIMALI) + debiti["13.3"].round(DECIMALI),
        "p8": _riscossione(esercizio),
    }
    return {codice.upper(): _oltre(codice, valore, esercizio.anno) for codice, valore in valori.items()}


def _oltre(codice: str, valore: np.ndarray, anno: int) -> np.ndarray:
    limite = float(rules.a_fine_anno("deficitarieta", codice, anno).valore)
    return (valore < limite if codice in MINORI else valore > limite).astype(np.int64)


def _esatti(esercizio: Esercizio) -> dict[str, np.ndarray]:
    """Compute the indicators of the DM from the accounts of the ente."""
    linee = esercizio.equilibri
    correnti, disavanzo, rimborsi = linee["B"], linee["AA"], linee["F1"]
    del_personale = _impegni(esercizio, "personale", "irap") + esercizio.fpv_101[1] - esercizio.fpv_101[0]
    interessi = _impegni(esercizio, "interessi", "mora", "interessi_anticipazione")
    anomali = _impegni(esercizio, "mora", "interessi_anticipazione")
    contributi = _accertate(esercizio, "contributi_mutui", "assunzione_debiti", "cancellazione_debiti")
    debito = interessi - anomali + rimborsi - linee["F1_anticipate"] - contributi
    dodicesimi = int(rules.a_fine_anno("anticipazione", "massimo", esercizio.anno).valore)
    massimo = esercizio.correnti_penultimo * dodicesimi
    return {
        "1.1": _percento(disavanzo + del_personale + interessi + rimborsi, correnti),
        "2.8": _percento(*_incassi_propri(esercizio)),
        "3.2": _percento(MESI * esercizio.anticipazione_da_restituire, massimo),
        "6.1": _percento(interessi, correnti),
        "6.2": _percento(_impegni(esercizio, "interessi_anticipazione"), interessi),
        "6.3": _percento(_impegni(esercizio, "mora"), interessi),
        "10.3": _percento(debito, correnti),
        "12.4": _percento(disavanzo, correnti),
    }


def _incassi_propri(esercizio: Esercizio) -> tuple[np.ndarray, np.ndarray]:
    """Return what came in of own taxes and titolo 3, and the cash that titoli 1-3 were to bring."""
    voci = entrate()
    proprie = np.isin(voci["tipologia"], ["10101"]) | (voci["titolo"] == "3")
    previsioni = esercizio.entrate.previsioni_cassa[:, voci.titolo("1", "2", "3")]
    return esercizio.entrate.cassa[:, proprie].sum(axis=1), previsioni.sum(axis=1)


def _riscossione(esercizio: Esercizio) -> np.ndarray:
    mosse = esercizio.entrate
    riscuotibili = mosse.obbligazioni + mosse.iniziali + mosse.riaccertamento
    return _percento(mosse.cassa.sum(axis=1), riscuotibili.sum(axis=1))


def _debiti_fuori_bilancio(comuni: Comuni, esercizio: Esercizio) -> dict[str, np.ndarray]:
    dove, forma = (comuni.seme, esercizio.anno), (len(comuni), 3)
    sorte = caso(*dove, "debiti fuori bilancio").random(forma)
    numeri = caso(*dove, "importo dei debiti").standard_normal(forma)
    quanti = np.select([comuni.classe == c for c in PROBABILITA_DEBITI], PROBABILITA_DEBITI.values(), 0.15)
    medie = np.select([comuni.classe == c for c in PROBABILITA_DEBITI], [0.9, 0.7], 0.15)
    importi = medie[:, None] * np.exp(0.6 * numeri) * (sorte < quanti[:, None]) * [1.0, 0.5, 0.3]
    return dict(zip(("13.1", "13.2", "13.3"), importi.T, strict=True))


def _impegni(esercizio: Esercizio, *gruppi: str) -> np.ndarray:
    return esercizio.spese.obbligazioni[:, spese().dove(*gruppi)].sum(axis=1)


def _accertate(esercizio: Esercizio, *nomi: str) -> np.ndarray:
    return esercizio.entrate.obbligazioni[:, entrate().dove(*nomi)].sum(axis=1)


def _percento(numeratore: np.ndarray, denominatore: np.ndarray) -> np.ndarray:
    return np.where(
        denominatore != 0, 100 * numeratore / np.where(denominatore == 0, 1, denominatore), np.nan
    )
