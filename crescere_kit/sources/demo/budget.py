"""The final budget of a year, balanced to the cent, and the first budget as it was sent to BDAP."""

from __future__ import annotations

import numpy as np

from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.sources.demo.chance import caso, cents, ripartisci
from crescere_kit.sources.demo.comuni import Comuni
from crescere_kit.sources.demo.moves import Movimenti
from crescere_kit.sources.demo.state import Esercizio
from crescere_kit.sources.demo.tables import FONDI, entrate, spese

OTTIMISTE = {"tari": 0.3, "evasione": 0.35, "servizi": 0.2, "sanzioni": 0.05, "trasferimenti_pubblici": 0.1}
LIMITE_ANTICIPAZIONE = (
    0.25  # of the entrate correnti: what the budget leaves room for, not what the law allows
)
IN_CONTO_CAPITALE = ("4", "5", "6")
ANDAMENTO = (
    (1.0, 0.8),
    (0.98, 0.5),
    (0.97, 0.3),
)  # of the final budget, current and capital, over the three years


def definitivo(
    comuni: Comuni,
    anno: int,
    mosse: Movimenti,
    pagato: Movimenti,
    *,
    linee: dict[str, np.ndarray],
    cassa: np.ndarray,
) -> None:
    """Fill in the previsioni definitive of both sides: entrate, FPV and avanzo equal spese and disavanzo."""
    sorte = caso(comuni.seme, anno, "previsioni").random((len(comuni), 3))
    economie = _economie(pagato, linee, sorte)
    correnti = economie[:, spese().titolo("1")].sum(axis=1) - linee["O1"]
    capitale = economie[:, spese().titolo("2")].sum(axis=1) - linee["Z1"]
    pagato.previsioni = pagato.obbligazioni + pagato.fpv + economie
    mosse.previsioni = mosse.obbligazioni.copy()
    ottimiste = entrate().dove(*OTTIMISTE)
    pesi = np.tile([OTTIMISTE[entrate().nomi[i]] for i in ottimiste], (len(comuni), 1))
    mosse.previsioni[:, ottimiste] += ripartisci(correnti, pesi)
    mosse.previsioni[:, entrate().dove("contributi")] += capitale[:, None]
    _pari(mosse, pagato, linee["B"])
    _cassa(comuni, mosse, pagato, cassa, sorte[:, 2])


def iniziale(comuni: Comuni, esercizio: Esercizio, per_anno: int) -> dict[tuple[str, str, str], np.ndarray]:
    """Return {(lato, titolo, fase): cents} of the three-year budget sent for `per_anno`.

    The current side balances: titolo 1 is what is left of titoli 1-3 after repayments and disavanzo.
    """
    rumore = caso(comuni.seme, per_anno, "previsione").standard_normal(len(comuni))
    schema, definitive = entrate(), esercizio.entrate.previsioni * np.exp(0.02 * rumore)[:, None]
    voci = {}
    for numero, (corrente, opere) in enumerate(ANDAMENTO, 1):
        quota = np.where(np.isin(schema["titolo"], IN_CONTO_CAPITALE), opere, corrente)
        previste = cents(definitive * quota)
        entra = {t: previste[:, schema.titolo(t)].sum(axis=1) for t in TITOLI_ENTRATE}
        esce = _pareggio(entra, esercizio.equilibri, primo=numero == 1)
        voci |= {("entrate", t, f"competenza_{numero}"): importo for t, importo in entra.items()}
        voci |= {("spese", t, f"competenza_{numero}"): importo for t, importo in esce.items()}
    return voci | _cassa_iniziale(esercizio, voci)


def _pareggio(
    entra: dict[str, np.ndarray], linee: dict[str, np.ndarray], primo: bool
) -> dict[str, np.ndarray]:
    """Return the titoli of spesa that those of entrata allow; the first year has the FPV too."""
    correnti = entra["1"] + entra["2"] + entra["3"]
    return {
        "1": correnti - linee["F1"] - linee["AA"] + linee["D1"] * primo,
        "2": entra["4"] + entra["6"] + linee["U1"] * primo,
        "3": entra["5"],
        "4": linee["F1"],
        "5": entra["7"],
        "7": entra["9"],
    }


def _economie(pagato: Movimenti, linee: dict[str, np.ndarray], sorte: np.ndarray) -> np.ndarray:
    """Return what is budgeted and not spent: the fondi of missione 20, and something everywhere else."""
    schema, economie = spese(), np.zeros_like(pagato.obbligazioni)
    for nome, importo in _fondi(linee).items():
        economie[:, schema.dove(nome)] = importo[:, None]
    funzioni = np.setdiff1d(schema.titolo("1"), schema.dove(*FONDI))
    bilancio = linee["O1"] + cents(linee["B"] * (0.01 + 0.05 * sorte[:, 0]))
    resto = np.maximum(bilancio - economie[:, schema.titolo("1")].sum(axis=1), cents(linee["D"] * 0.01))
    economie[:, funzioni] = ripartisci(resto, pagato.obbligazioni[:, funzioni])
    opere = schema.dove("investimenti")
    non_avviate = linee["Z1"] + cents(linee["U"] * (0.2 + 1.2 * sorte[:, 1]))
    economie[:, opere] = ripartisci(non_avviate, pagato.obbligazioni[:, opere] + pagato.fpv[:, opere] + 1)
    return economie


def _fondi(linee: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    crediti = cents(linee["accantonate_correnti"] * 0.9)
    return {
        "riserva": cents(linee["D"] * 0.004),
        "fondo_crediti": crediti,
        "altri_fondi": linee["accantonate_correnti"] - crediti,
        "fondo_anticipazioni": linee["F2"],
    }


def _pari(mosse: Movimenti, pagato: Movimenti, correnti: np.ndarray) -> None:
    """Give the anticipazione and the partite di giro the same room on both sides."""
    limite = cents(LIMITE_ANTICIPAZIONE * correnti)
    for voce in ("anticipazione", "giro", "terzi"):
        in_entrata, in_uscita = entrate().dove(voce), spese().dove(voce)
        usate = mosse.obbligazioni[:, in_entrata]
        previste = np.maximum(usate, limite[:, None]) if voce == "anticipazione" else usate + usate // 7
        mosse.previsioni[:, in_entrata] = previste
        pagato.previsioni[:, in_uscita] = previste


def _cassa(comuni: Comuni, mosse: Movimenti, pagato: Movimenti, cassa: np.ndarray, sorte: np.ndarray) -> None:
    """Fill in the previsioni di cassa: weak comuni hope to collect every old credit; nobody plans a hole."""
    speranza = np.clip(1.08 - 0.58 * comuni.forza + 0.1 * (sorte - 0.5), 0.3, 1.0)[:, None]
    sperate = np.maximum(mosse.previsioni + mosse.iniziali - mosse.cassa, 0)
    mosse.previsioni_cassa = mosse.cassa + cents(speranza * sperate)
    dovute = np.maximum(pagato.previsioni - pagato.fpv + pagato.iniziali - pagato.cassa, 0)
    dovute[:, spese().dove(*FONDI)] = 0
    spazio = cassa + mosse.previsioni_cassa.sum(axis=1) - pagato.cassa.sum(axis=1)
    quota = np.clip(spazio / np.maximum(dovute.sum(axis=1), 1), 0, 1)[:, None]
    pagato.previsioni_cassa = pagato.cassa + np.floor(dovute * quota).astype(np.int64)


def _cassa_iniziale(
    esercizio: Esercizio, voci: dict[tuple[str, str, str], np.ndarray]
) -> dict[tuple[str, str, str], np.ndarray]:
    """Return the first year's cash: competenza, and most of the residui."""
    cassa = {}
    lati = (
        ("entrate", entrate(), esercizio.entrate, TITOLI_ENTRATE),
        ("spese", spese(), esercizio.spese, TITOLI_SPESE),
    )
    for lato, schema, mosse, titoli in lati:
        for titolo in titoli:
            residui = mosse.finali[:, schema.titolo(titolo)].sum(axis=1)
            cassa[lato, titolo, "cassa_1"] = voci[lato, titolo, "competenza_1"] * 4 // 5 + residui * 3 // 5
    return cassa
