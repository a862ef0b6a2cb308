"""From a simulated year to the voci of the panel: titoli, tipologie, missioni, prospects, declarations."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from crescere_kit.accounts import Voce
from crescere_kit.sources.demo import declared
from crescere_kit.sources.demo.comuni import Comuni
from crescere_kit.sources.demo.moves import Movimenti
from crescere_kit.sources.demo.state import Esercizio
from crescere_kit.sources.demo.tables import entrate, spese

FASI_PDC = {
    "entrate": ("accertamenti", "riscossioni_competenza", "riscossioni_residui"),
    "spese": ("impegni", "pagamenti_competenza", "pagamenti_residui"),
}
Voci = dict[Voce, tuple[np.ndarray, np.ndarray]]


def voci(comuni: Comuni, esercizio: Esercizio, dettaglio: bool = True) -> Voci:
    """Return, for each voce of a rendiconto, the values and who has one.

    Without `dettaglio` missioni and programmi are left out. A programma that is not used has no row.
    """
    tutti = np.ones(len(comuni), dtype=bool)
    lati = (("entrate", esercizio.entrate), ("spese", esercizio.spese))
    tutte = {voce: valori for lato, mosse in lati for voce, valori in _del_lato(lato, mosse, dettaglio)}
    fpv = dict(zip(("entrata_101", "spesa_101"), esercizio.fpv_101, strict=True))
    prospetti = {"equilibri": esercizio.equilibri, "risultato": esercizio.risultato, "fpv": fpv}
    for lato, righe in prospetti.items():
        tutte |= {Voce("rendiconto", lato, riga, "importo"): (v, tutti) for riga, v in righe.items()}
    sintetici = declared.sintetici(comuni, esercizio)
    tutte |= {
        Voce("indicatori", "sintetici", codice, "percentuale"): (valori, ~np.isnan(valori))
        for codice, valori in sintetici.items()
    }
    parametri = declared.parametri(comuni, esercizio)
    tutte |= {Voce("indicatori", "parametri", p, "deficitario"): (v, tutti) for p, v in parametri.items()}
    return tutte


def _del_lato(lato: str, mosse: Movimenti, dettaglio: bool) -> Iterator[tuple[Voce, tuple]]:
    fasi = mosse.fasi(lato)
    for codice, posti, facoltativo in _codici(lato, dettaglio):
        presenti = _usato(mosse, posti) if facoltativo else np.ones(len(mosse.iniziali), dtype=bool)
        for fase in FASI_PDC[lato] if codice[1:2] == "." else fasi:
            yield Voce("rendiconto", lato, codice, fase), (fasi[fase][:, posti].sum(axis=1), presenti)


def _codici(lato: str, dettaglio: bool) -> Iterator[tuple[str, np.ndarray, bool]]:
    """Yield each official code of a side, the places it sums, and whether a comune may not have it."""
    tavola = (entrate() if lato == "entrate" else spese()).tavola
    livelli = [(tavola["titolo"], False), (tavola["pdc"], False)]
    livelli.append((tavola["tipologia" if lato == "entrate" else "macroaggregato"], False))
    if lato == "spese" and dettaglio:
        missioni, programmi = "M" + tavola["missione"], "." + tavola["programma"] + "." + tavola["titolo"]
        livelli += [(missioni, True), (missioni + programmi, True)]
    for codici, facoltativo in livelli:
        for codice in sorted(set(codici) - {""}):
            yield codice, np.flatnonzero(codici == codice), facoltativo


def _usato(mosse: Movimenti, posti: np.ndarray) -> np.ndarray:
    return (mosse.previsioni[:, posti].any(axis=1)) | (mosse.iniziali[:, posti].any(axis=1))
