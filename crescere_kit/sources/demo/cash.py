"""SIOPE in the monthly layout of OpenBDAP: the year's cash by titolo, cumulated from January."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from crescere_kit.accounts import Voce, classifications
from crescere_kit.accounts.voci import CASSA_MENSILE
from crescere_kit.sources.demo.chance import caso, cents
from crescere_kit.sources.demo.comuni import NOMI, Comuni
from crescere_kit.sources.demo.state import Esercizio
from crescere_kit.sources.demo.tables import entrate, spese

MESI = len(CASSA_MENSILE)
STAGIONE = np.array([0.6, 0.6, 0.8, 0.8, 0.9, 1.5, 1.1, 0.8, 0.9, 1.0, 1.1, 1.9])  # June, December: IMU, TARI
INTESTAZIONI = (
    *("Codice istat provincia", "Sigla Provincia BDAP", "Provincia BDAP", "Codice istat comune"),
    *("Codice Tipologia Ente BDAP", "Descrizione Tipo Ente BDAP", "Descrizione Ente BDAP"),
    *("Codice Tipologia Ente BKI", "Descrizione Tipo Ente BKI", "Anno/Mese calendario"),
    *("Tipologia del Movimento", "Codice Titolo CG", "Descrizione Titolo CG"),
    *("Codice Gestionale Enti Locali", "Descrizione CG", "Popolazione ISTAT", "Importo cumulato"),
)
LATI = {"entrate": ("Entrata", "E"), "uscite": ("Uscita", "U")}


def voci(comuni: Comuni, esercizio: Esercizio) -> Iterator[tuple[Voce, np.ndarray, np.ndarray]]:
    """Yield the cash by titolo, of the year and of each month, and who moved any in the year."""
    for voce, totali in _dell_anno(esercizio).items():
        yield voce, totali, totali != 0
        mesi = np.diff(_mensili(comuni, esercizio.anno, voce, totali), axis=1, prepend=0)
        for fase, del_mese in zip(CASSA_MENSILE, mesi.T, strict=True):
            yield voce._replace(fase=fase), del_mese, totali != 0


def _dell_anno(esercizio: Esercizio) -> dict[Voce, np.ndarray]:
    """Return the cash of the year by titolo: what the treasurer moved, competenza and residui together."""
    lati = (("entrate", entrate(), esercizio.entrate.cassa), ("uscite", spese(), esercizio.spese.cassa))
    return {
        Voce("siope", lato, titolo, "cassa"): cassa[:, schema.titolo(titolo)].sum(axis=1)
        for lato, schema, cassa in lati
        for titolo in sorted(set(schema["titolo"]))
    }


def scrivi(comuni: Comuni, esercizio: Esercizio, cartella: Path, regione: str) -> list[Path]:
    """Write the two files of a year, entrate and uscite; a titolo with no cash has no rows."""
    scritti = []
    for lato, (movimento, _) in LATI.items():
        percorso = (
            cartella / f"{esercizio.anno} - {regione} - SIOPE Movimenti cumulati mensili di {movimento}.csv"
        )
        with percorso.open("w", encoding="utf-8", newline="") as testo:
            scrittore = csv.writer(testo, delimiter=";", lineterminator="\n")
            scrittore.writerow(INTESTAZIONI)
            for voce, totali in _dell_anno(esercizio).items():
                if voce.lato == lato:
                    scrittore.writerows(_righe(comuni, esercizio.anno, voce, totali))
        scritti.append(percorso)
    return scritti


def _righe(comuni: Comuni, anno: int, voce: Voce, totali: np.ndarray) -> list[tuple]:
    movimento, sigla = LATI[voce.lato]
    nome = classifications.nome("entrate" if voce.lato == "entrate" else "spese", voce.codice)
    titolo = (movimento, f"{sigla}{voce.codice}", f"TITOLO {voce.codice}: {nome.upper()}")
    gestionale = (f"{sigla}.{voce.codice}.00.00.00.000", nome)
    cumulati = _mensili(comuni, anno, voce, totali)
    popolazione = comuni.popolazione(anno)
    righe = []
    for i in np.flatnonzero(totali):
        fisse = _ente(comuni, i)
        for mese in range(MESI):
            cosa = (f"{anno}/{mese + 1:02d}", *titolo, *gestionale, f"{popolazione[i]:.1f}")
            righe.append((*fisse, *cosa, f"{cumulati[i, mese] / 100:.2f}"))
    return righe


def _mensili(comuni: Comuni, anno: int, voce: Voce, totali: np.ndarray) -> np.ndarray:
    rumore = caso(comuni.seme, anno, voce.lato, voce.codice).standard_normal((len(comuni), MESI))
    quote = np.cumsum(STAGIONE * np.exp(0.3 * rumore), axis=1)
    cumulati = cents(totali[:, None] * quote / quote[:, -1:])
    cumulati[:, -1] = totali
    return cumulati


def _ente(comuni: Comuni, posto: int) -> tuple[str, ...]:
    istat, provincia = str(comuni.istat[posto]), comuni.province[posto]
    sigla, nome = NOMI["sigle"][provincia], NOMI["province"][provincia].upper()
    ente = f"COMUNE DI {comuni.nomi[posto].upper()}"
    tipo = ("PRO", "Province - Comuni - Città metropolitane - Unioni di comuni")
    return (istat[:3], sigla, nome, istat[3:], "CO", "COMUNI", ente, *tipo)
