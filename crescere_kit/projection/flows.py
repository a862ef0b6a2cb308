"""From the lines to the equilibri of a projected year: what comes in, what is spent, what is set aside.

Assumptions, all neutral: the fondo pluriennale that leaves a year is the one that entered it; no avanzo is
used; capital spending is what its own resources pay for. Arrays are (n, S, 2) cents, NaN where unknown:
whole cents from the titoli on, so that the identities hold to the cent.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from crescere_kit.accounts import Conti
from crescere_kit.accounts.identities import EQUILIBRI, EQUILIBRI_PREVISTI, somma_con_segno
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.lines import FONDI, LINEE, del_titolo

_A_ZERO = ("E1", "F1_anticipate", "F2", "H", "I", "L", "M", "P", "S1", "S2", "T", "X1", "X2", "Y")
_VINCOLI = ("vincolate_correnti", "accantonate_capitale", "vincolate_capitale")
_VARIAZIONI = ("variazione_correnti", "variazione_capitale")
RISERVA = "riserva"  # what is not drawn of it is an economia: it is set aside in no fund

Righe = dict[str, np.ndarray]
Titolo = tuple[str, str]  # ("entrate", "1")
_TITOLI: tuple[Titolo, ...] = tuple(
    dict.fromkeys((una.lato, una.titolo) for una in LINEE.values() if una.lato in ("entrate", "spese"))
)


def ferme(conti: Conti, orizzonte: Orizzonte) -> Righe:
    """Return the rows of the prospect that stay as they are in the last rendiconto: (n, 1, 1) each."""
    lette = {
        "A": _prima(conti, orizzonte, ("equilibri", "D1"), ("risultato", "fpv_corrente")),
        "Q": _prima(conti, orizzonte, ("equilibri", "U1"), ("risultato", "fpv_capitale")),
        "C": _con_titolo(conti, orizzonte, "C", ("entrate", "E.4.02.06", "4")),
        "E": _con_titolo(conti, orizzonte, "E", ("spese", "204", "2")),
    }
    return {riga: valori[:, None, None] for riga, valori in lette.items()}


def risorse_per_investimenti(linee: Mapping[str, np.ndarray], fermo: Righe) -> np.ndarray:
    """Return the capital spending that its own resources pay for: Z1 solved for U, never below zero."""
    entrate = linee["capitale"] + linee["attivita_finanziarie"] + linee["prestiti"]
    return np.maximum(entrate - fermo["C"] + fermo["E"] - linee["finanziarie"], 0.0)


def titoli(linee: Mapping[str, np.ndarray]) -> dict[Titolo, np.ndarray]:
    """Return what falls due in each titolo, in whole cents."""
    return {titolo: np.round(somma(linee, del_titolo(*titolo))) for titolo in _TITOLI}


def equilibri(linee: Mapping[str, np.ndarray], fermo: Righe) -> Righe:
    """Return the rows of the prospect of the rendiconto (all. 10), without the variation of the funds."""
    per_titolo, fondi = titoli(linee), np.round(somma(linee, FONDI))
    righe = {
        "A": fermo["A"],
        "AA": np.round(linee["disavanzo"]),
        "B": sum(per_titolo["entrate", titolo] for titolo in "123"),
        "C": fermo["C"],
        "D": per_titolo["spese", "1"],
        "D1": fermo["A"],
        "E": fermo["E"],
        "F1": per_titolo["spese", "4"],
        "Q": fermo["Q"],
        "R": sum(per_titolo["entrate", titolo] for titolo in "456"),
        "U": per_titolo["spese", "2"],
        "U1": fermo["Q"],
        "V": per_titolo["spese", "3"],
        "accantonate_correnti": fondi - np.round(linee[RISERVA]),
    }
    forma = np.broadcast_shapes(*(valori.shape for valori in righe.values()))
    zero = np.zeros(forma)
    righe |= dict.fromkeys((*_A_ZERO, *_VINCOLI, *_VARIAZIONI), zero)
    return con_totali({riga: np.broadcast_to(valori, forma) for riga, valori in righe.items()})


def con_totali(righe: Righe) -> Righe:
    """Return the rows of the prospect of the rendiconto with the totals they add up to."""
    return righe | _totali(EQUILIBRI, righe)


def previsti(linee: Mapping[str, np.ndarray], righe: Righe) -> Righe:
    """Return the rows of the prospect of the bilancio (all. 9): funds are spending, a surplus is invested."""
    comuni = {riga: righe[riga] for riga in ("A", "AA", "B", "C", "E", "H", "I", "L", "M", "P", "Q", "R")}
    comuni |= {riga: righe[riga] for riga in ("S1", "S2", "T", "V", "X1", "X2", "Y")}
    comuni |= {"D": righe["D"] + righe["D1"] + np.round(somma(linee, FONDI)), "F": righe["F1"]}
    corrente = somma_con_segno(EQUILIBRI_PREVISTI["O"], comuni.__getitem__)
    comuni["U"] = righe["U"] + righe["U1"] + np.maximum(corrente, 0.0)
    return comuni | _totali(EQUILIBRI_PREVISTI, comuni)


def somma(linee: Mapping[str, np.ndarray], codici: tuple[str, ...]) -> np.ndarray:
    """Return the sum of some lines; NaN where any of them is not known."""
    return sum(linee[codice] for codice in codici)


def _totali(formule: dict[str, str], righe: Righe) -> Righe:
    """Return the totals of a prospect, each summed once however many others it is part of."""
    totali: Righe = {}

    def leggi(quale: str) -> np.ndarray:
        if quale not in formule:
            return righe[quale]
        if quale not in totali:
            totali[quale] = somma_con_segno(formule[quale], leggi)
        return totali[quale]

    return {nome: leggi(nome) for nome in formule}


def _prima(conti: Conti, orizzonte: Orizzonte, *dove: tuple[str, str]) -> np.ndarray:
    """Return the first of some rows of the prospects that is known."""
    valori = np.full(len(orizzonte), np.nan)
    for lato, riga in dove:
        letto = orizzonte.prendi(conti, conti.voce("rendiconto", lato, riga, "importo"))
        valori = np.where(np.isnan(valori), letto, valori)
    return valori


def _con_titolo(conti: Conti, orizzonte: Orizzonte, riga: str, dove: tuple[str, str, str]) -> np.ndarray:
    """Return a row of the prospect, else the account it repeats, else zero where its whole titolo is zero."""
    lato, conto, titolo = dove
    fase = "accertamenti" if lato == "entrate" else "impegni"
    scritta = _prima(conti, orizzonte, ("equilibri", riga))
    dal_conto, dal_titolo = (
        orizzonte.prendi(conti, conti.voce("rendiconto", lato, codice, fase)) for codice in (conto, titolo)
    )
    scritta = np.where(np.isnan(scritta), dal_conto, scritta)
    return np.where(np.isnan(scritta) & (dal_titolo == 0), 0.0, scritta)
