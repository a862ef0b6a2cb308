"""The equilibri of the bilancio di previsione (all. 9), for each of its three years, and its final cash.

Each formula is written once, in `accounts.identities`. A row comes from the prospect where it was filed, else
from the titoli; the rows that only the prospect holds (avanzo, disavanzo, fondo pluriennale) have no other
place. A budget that was changed counts as changed once its prospect says so: titoli alone would be set
against the avanzo of the budget as first approved.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import NamedTuple

import pandas as pd

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.identities import EQUILIBRI_PREVISTI
from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE, righe_prospetto
from crescere_kit.column import costante
from crescere_kit.indicators.indicator import EURO, PREVISIONE, Indicatore, indicatore
from crescere_kit.indicators.risultato import fondo_cassa

ESERCIZI = {"1": "primo", "2": "secondo", "3": "terzo"}
APPROVATO, ASSESTATO = "previsione", "assestato"
_PROSPETTO = "equilibri_previsti"
DAI_TITOLI = {
    "B": ("entrate", "1", "2", "3"),
    "C": ("entrate", "4020600"),
    "D": ("spese", "1"),
    "E": ("spese", "204"),
    "F": ("spese", "4"),
    "R": ("entrate", "4", "5", "6"),
    "S1": ("entrate", "50200"),
    "S2": ("entrate", "50300"),
    "T": ("entrate", "50400"),
    "U": ("spese", "2"),
    "V": ("spese", "301"),
    "X1": ("spese", "302"),
    "X2": ("spese", "303"),
    "Y": ("spese", "304"),
}
_MOSTRATE = 2  # a sentence that lists thirty missing rows is not read


class _Saldo(NamedTuple):
    nome: str
    verso: str
    regola: str | None
    parole: str


_SALDI = {
    "O": _Saldo(
        "Equilibrio di parte corrente previsto",
        "basso",
        "corrente",
        "Entrate correnti, fondo pluriennale di entrata, avanzo e altre entrate che la legge destina alla "
        "parte corrente, meno disavanzo da recuperare, spese correnti (con fondi e fondo pluriennale), "
        "trasferimenti in conto capitale e rate dei prestiti",
    ),
    "Z": _Saldo(
        "Equilibrio di parte capitale previsto",
        "basso",
        None,
        "Entrate in conto capitale, prestiti, avanzo e fondo pluriennale per investimenti, al netto di ciò "
        "che va alla parte corrente e alle partite finanziarie, meno spese in conto capitale",
    ),
    "W": _Saldo(
        "Equilibrio finale previsto",
        "diverso",
        "finale",
        "Equilibrio di parte corrente e di parte capitale, più entrate e meno spese delle partite "
        "finanziarie: il bilancio è in pareggio quando è zero",
    ),
}


def _fase(esercizio: str) -> str:
    return f"competenza_{esercizio}"


def _del_saldo(riga: str, esercizio: str) -> Indicatore:
    saldo = _SALDI[riga]

    def funzione(conti: Conti) -> pd.Series:
        return previsto(conti, riga, esercizio)

    lettere = EQUILIBRI_PREVISTI[riga].replace("-", "−")
    funzione.__doc__ = f"{saldo.parole}, nel {ESERCIZI[esercizio]} anno del bilancio ({riga} = {lettere})."
    return indicatore(
        f"PREV_{riga}_{esercizio}",
        f"{saldo.nome}, {ESERCIZI[esercizio]} anno",
        EURO,
        verso=saldo.verso,
        limite=("previsione", saldo.regola) if saldo.regola else None,
        dichiarato=(Voce(APPROVATO, _PROSPETTO, riga, _fase(esercizio)),),
        documento=PREVISIONE,
        perche=lambda conti, istat, anno: _righe_mancanti(conti, istat, anno, riga, esercizio),
        spiega=lambda conti, istat, anno: _quale_bilancio(conti, istat, anno, esercizio),
    )(funzione)


def _da_dove_parte_la_cassa(conti: Conti, istat: str, anno: int) -> str:
    scritta = conti.previsione(_PROSPETTO, _fase("1"), "fondo_cassa").loc[(istat, anno)]
    return "il fondo cassa iniziale è quello del rendiconto" if pd.isna(scritta) else ""


@indicatore(
    "PREV_CASSA",
    "Fondo cassa finale previsto",
    EURO,
    verso="basso",
    limite=("previsione", "cassa"),
    documento=PREVISIONE,
    spiega=_da_dove_parte_la_cassa,
)
def cassa_finale(conti: Conti) -> pd.Series:
    """Fondo cassa al 1° gennaio (quello scritto nel bilancio, o quello del rendiconto) più tutte le entrate
    previste di cassa del primo anno, meno tutte le spese previste di cassa.
    """
    approvata, assestata = (
        _somma(conti, documento, "entrate", TITOLI_ENTRATE, "cassa_1")
        - _somma(conti, documento, "spese", TITOLI_SPESE, "cassa_1")
        for documento in (APPROVATO, ASSESTATO)
    )
    return _cassa_iniziale(conti) + assestata.where(assestata.notna(), approvata)


INDICATORI = (
    *(_del_saldo(riga, esercizio) for esercizio in ESERCIZI for riga in _SALDI),
    cassa_finale,
)


def previsto(conti: Conti, riga: str, esercizio: str) -> pd.Series:
    """Return a row of the prospect for one year of the bilancio (1, 2 or 3), as last changed.

    A row that a total both adds and takes away need not be known.
    """
    return conti.ricorda(("previsto", riga, esercizio), lambda letti: _previsto(letti, riga, esercizio))


def _previsto(conti: Conti, riga: str, esercizio: str) -> pd.Series:
    totale: pd.Series | int = 0
    variato = _variato(conti, esercizio)
    if not variato.any() and not _depositato(conti, riga):
        return costante(conti.indice, pd.NA, "Int64")
    for foglia, segno in _foglie(riga).items():
        totale = totale + segno * _foglia(conti, foglia, _fase(esercizio), variato)
    return totale


def _depositato(conti: Conti, riga: str) -> bool:
    """Say whether anybody filed a prospect, or the titoli are enough: else there is nothing to add up."""
    return _foglie(riga).keys() <= DAI_TITOLI.keys() or bool(conti.codici(APPROVATO, _PROSPETTO))


def _foglia(conti: Conti, riga: str, fase: str, variato: pd.Series) -> pd.Series:
    approvata = _del_documento(conti, APPROVATO, riga, fase)
    if not variato.any():
        return approvata
    assestata = _del_documento(conti, ASSESTATO, riga, fase)
    return assestata.where(assestata.notna() & variato, approvata)


def _del_documento(conti: Conti, documento: str, riga: str, fase: str) -> pd.Series:
    scritta = conti.voce(documento, _PROSPETTO, riga, fase)
    if riga not in DAI_TITOLI or scritta.notna().all():
        return scritta
    lato, *codici = DAI_TITOLI[riga]
    dai_titoli = _somma(conti, documento, lato, codici, fase)
    if len(codici[0]) > 1:  # a part of a titolo that is zero is zero too
        titolo = conti.voce(documento, lato, codici[0][0], fase)
        dai_titoli = dai_titoli.where(dai_titoli.notna(), titolo.where(titolo == 0))
    return scritta.where(scritta.notna(), dai_titoli)


def _somma(conti: Conti, documento: str, lato: str, codici: tuple | list, fase: str) -> pd.Series:
    return sum(conti.voce(documento, lato, codice, fase) for codice in codici)


def _variato(conti: Conti, esercizio: str) -> pd.Series:
    """Tell (bool) where the assestato states at least one row of the prospect."""
    variato = costante(conti.indice, False, "bool")
    for riga in conti.codici(ASSESTATO, _PROSPETTO):
        variato |= conti.voce(ASSESTATO, _PROSPETTO, riga, _fase(esercizio)).notna()
    return variato


def _cassa_iniziale(conti: Conti) -> pd.Series:
    """The bilancio's own first, then what the rendiconti say of that day."""
    iniziale = conti.previsione(_PROSPETTO, _fase("1"), "fondo_cassa")
    for altra in (conti.risultato("cassa_iniziale"), conti.anni_prima(fondo_cassa(conti), 1)):
        iniziale = iniziale.where(iniziale.notna(), altra)
    return iniziale


def _righe_mancanti(conti: Conti, istat: str, anno: int, riga: str, esercizio: str) -> str:
    """Name the rows of the prospect that neither it nor the titoli give."""
    nomi = righe_prospetto(_PROSPETTO)
    mancanti = [
        nomi[foglia]
        for foglia in _foglie(riga)
        if pd.isna(previsto(conti, foglia, esercizio).loc[(istat, anno)])
    ]
    altre = len(mancanti) - _MOSTRATE
    coda = f" e altre {altre} righe" if altre > 1 else f" e {mancanti[-1]}" if altre == 1 else ""
    elenco = "; ".join(mancanti[:_MOSTRATE]) + coda
    return f"nel bilancio caricato, {ESERCIZI[esercizio]} anno, manca: {elenco}" if mancanti else ""


@cache
def _foglie(riga: str) -> dict[str, int]:
    """Return the rows that a total is made of, each with its sign."""
    if riga not in EQUILIBRI_PREVISTI:
        return {riga: 1}
    segni: Counter[str] = Counter()
    parole = ["+", *EQUILIBRI_PREVISTI[riga].split()]
    for segno, nome in zip(parole[::2], parole[1::2], strict=True):
        for foglia, suo in _foglie(nome).items():
            segni[foglia] += suo if segno == "+" else -suo
    return {foglia: segno for foglia, segno in segni.items() if segno}


def _quale_bilancio(conti: Conti, istat: str, anno: int, esercizio: str) -> str:
    return "calcolato sul bilancio assestato" if _variato(conti, esercizio).loc[(istat, anno)] else ""
