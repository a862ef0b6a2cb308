"""A year of entrata: what each comune assesses, collects and gives up."""

from __future__ import annotations

import numpy as np

from crescere_kit.sources.demo.chance import caso, cents
from crescere_kit.sources.demo.comuni import ANNO_BASE, DISAVANZO, PREDISSESTO, Comuni
from crescere_kit.sources.demo.moves import Movimenti
from crescere_kit.sources.demo.tables import entrate, umore

_INCERTE = ("evasione", "sanzioni", "trasferimenti_europei", "trasferimenti_sociali", "dividendi")
GRANDI = 30_000  # inhabitants from which a comune lends, sells shares, owns companies


def livello(comuni: Comuni) -> np.ndarray:
    """Return the entrate correnti in cents that each comune had in the base year."""
    log = np.log10(comuni.abitanti)
    testa = 1_010 + 210 * np.maximum(0, 3.1 - log) + 130 * np.maximum(0, log - 4.2)
    testa = testa * np.exp(0.07 * caso(comuni.seme, "testa").standard_normal(len(comuni)))
    return 100 * testa * comuni.abitanti


def accertamenti(comuni: Comuni, anno: int) -> np.ndarray:
    """Return what is assessed in the year, item by item; the anticipazione is left to the treasurer."""
    correnti = _correnti(comuni, anno)
    return cents(correnti + _capitale(comuni, anno, correnti.sum(axis=1)))


def riscosse(comuni: Comuni, anno: int, accertate: np.ndarray, iniziali: np.ndarray) -> Movimenti:
    """Collect the year's and the old credits, and drop those that nobody will pay."""
    voci, forma = entrate(), accertate.shape
    stabile = caso(comuni.seme, "riscuote").standard_normal(forma)
    dell_anno = caso(comuni.seme, anno, "riscuote").standard_normal(forma)
    incerta = np.where(voci["fcde"] == 1, umore(anno)["riscossione"], 0.0)
    variabile = np.where(voci["voce"] == "contributi", 0.09, 0.012)
    quota = (
        comuni.tra(voci["rc_debole"], voci["rc_forte"]) + incerta + 0.025 * stabile + variabile * dell_anno
    )
    quota_residui = comuni.tra(voci["rr_debole"], voci["rr_forte"]) * np.exp(0.12 * dell_anno[:, ::-1])
    cancellata = comuni.tra(voci["cancella_debole"], voci["cancella_forte"]) * np.exp(0.25 * stabile[:, ::-1])
    certe = (voci["rc_debole"] == 1)[None, :]
    in_competenza = cents(accertate * np.where(certe, 1.0, np.clip(quota, 0.03, 1.0)))
    in_residui = cents(iniziali * np.clip(quota_residui, 0.01, 1.0))
    cancellati = cents((iniziali - in_residui) * np.clip(cancellata, 0.0, 0.5))
    return Movimenti(iniziali, -cancellati, accertate, in_competenza, in_residui)


def residui_di_partenza(comuni: Comuni, accertate: np.ndarray) -> np.ndarray:
    """Return the stock of credits that such collections leave in the long run."""
    voci = entrate()
    resta = accertate * (1 - comuni.tra(voci["rc_debole"], voci["rc_forte"]))
    rr = comuni.tra(voci["rr_debole"], voci["rr_forte"])
    esce = rr + (1 - rr) * comuni.tra(voci["cancella_debole"], voci["cancella_forte"])
    return cents(0.85 * resta / np.maximum(esce, 0.05))


def _correnti(comuni: Comuni, anno: int) -> np.ndarray:
    voci, forma, clima = entrate(), (len(comuni), len(entrate())), umore(anno)
    proprie = np.exp(0.1 * caso(comuni.seme, "composizione").standard_normal(forma))
    quote = comuni.tra(voci["quota_debole"], voci["quota_forte"]) * proprie
    quote *= comuni.abitanti[:, None] >= voci["abitanti_minimi"][None, :]
    quote /= quote.sum(axis=1, keepdims=True)
    variabile = np.where(np.isin(voci["voce"], _INCERTE), 0.2, 0.018)
    annata = np.exp(variabile * caso(comuni.seme, anno, "entrate").standard_normal(forma))
    annata *= clima["prezzi"] ** voci["elasticita"]
    annata[:, voci.dove("trasferimenti_pubblici")] *= clima["trasferimenti"]
    annata[:, voci.titolo("3")] *= clima["extratributarie"]
    crescita = (comuni.popolazione(anno) / comuni.popolazione(ANNO_BASE)) ** 0.7
    return livello(comuni)[:, None] * crescita[:, None] * quote * annata


def _capitale(comuni: Comuni, anno: int, correnti: np.ndarray) -> np.ndarray:
    """Return entrate in conto capitale, from reduction of assets, loans and partite di giro."""
    voci, testa = entrate(), 100.0 * comuni.popolazione(anno)
    numeri = caso(comuni.seme, anno, "capitale").standard_normal((len(comuni), 8))
    sorte = caso(comuni.seme, anno, "occasioni").random((len(comuni), 5))
    quote = _per_abitante(comuni, anno, numeri, sorte)
    importi = {voce: testa * quota for voce, quota in quote.items()}
    ricevono = caso(comuni.seme, "statale").random(len(comuni)) < 0.25
    importi |= {
        "prelievi_depositi": np.rint(importi["mutui"]) * (sorte[:, 4] < 0.5),
        "contributi_mutui": correnti * 0.0025 * ricevono,
        "giro": correnti * 0.105 * np.exp(0.08 * numeri[:, 5]),
        "terzi": correnti * 0.03 * np.exp(0.3 * numeri[:, 6]),
    }
    tavola = np.zeros((len(comuni), len(voci)))
    for voce, importo in importi.items():
        tavola[:, voci.dove(voce)] = np.rint(importo)[:, None]
    return tavola


def _per_abitante(comuni: Comuni, anno: int, numeri: np.ndarray, sorte: np.ndarray) -> dict[str, np.ndarray]:
    """Return euro per inhabitant of what comes now and then: grants, permits, sales, loans."""
    grande, fragile = comuni.abitanti >= GRANDI, np.isin(comuni.classe, (DISAVANZO, PREDISSESTO))
    return {
        "contributi": _contributi(comuni, anno, numeri[:, 0]),
        "permessi": (5 + 20 * comuni.forza) * np.exp(0.2 * numeri[:, 1]),
        "condoni": 0.8 * np.exp(0.5 * numeri[:, 2]),
        "alienazioni": 9 * np.exp(0.8 * numeri[:, 3]) * (sorte[:, 0] < 0.35),
        "assunzione_debiti": 4.0 * (sorte[:, 1] < 0.03) * fragile,
        "cancellazione_debiti": 6.0 * (sorte[:, 1] > 0.97) * fragile,
        "alienazione_partecipazioni": 3.0 * (sorte[:, 2] < 0.15) * grande,
        "crediti_lunghi": 1.2 * np.exp(0.3 * numeri[:, 4]) * grande,
        "mutui": 65 * np.exp(0.5 * numeri[:, 7]) * (sorte[:, 3] < _voglia_di_mutui(comuni)),
    }


def _contributi(comuni: Comuni, anno: int, numeri: np.ndarray) -> np.ndarray:
    """Return grants for works per inhabitant: lumpy, more so where a single road is a year's budget."""
    ampiezza = np.clip(1.0 - 0.16 * np.log10(comuni.abitanti / 170), 0.4, 1.0)
    dimensione = (comuni.abitanti / 8_000) ** -0.2
    return 120 * umore(anno)["investimenti"] * dimensione * np.exp(ampiezza * numeri - ampiezza**2 / 3)


def _voglia_di_mutui(comuni: Comuni) -> np.ndarray:
    return np.select([comuni.classe == PREDISSESTO, comuni.abitanti >= GRANDI], [0.0, 0.7], 0.25)
