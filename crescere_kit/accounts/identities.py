"""The identities that harmonised accounts must respect to the cent (D.Lgs. 118/2011, all. 10).

Each is written once, as it stands at the foot of the official prospects: a row and the signed sum of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

import numpy as np
import pandas as pd

from crescere_kit.accounts.panel import COLONNE_ENTI, INDICE, Conti
from crescere_kit.accounts.voci import LIVELLI, TITOLI_ENTRATE, TITOLI_SPESE, Voce

ENTRATE = {
    "riscossioni": "riscossioni_residui + riscossioni_competenza",
    "residui_da_residui": "residui_iniziali - riscossioni_residui + riaccertamento",
    "residui_da_competenza": "accertamenti - riscossioni_competenza",
    "residui_finali": "residui_da_residui + residui_da_competenza",
}
SPESE = {
    "pagamenti": "pagamenti_residui + pagamenti_competenza",
    "economie": "previsioni_competenza - impegni - fpv",
    "residui_da_residui": "residui_iniziali - pagamenti_residui + riaccertamento",
    "residui_da_competenza": "impegni - pagamenti_competenza",
    "residui_finali": "residui_da_residui + residui_da_competenza",
}
EQUILIBRI = {
    "G": "A - AA + B + C - D - D1 - E - E1 - F1 - F2",
    "O1": "G + H + I - L + M",
    "O2": "O1 - accantonate_correnti - vincolate_correnti",
    "O3": "O2 - variazione_correnti",
    "Z1": "P + Q + R - C - I - S1 - S2 - T + L - M - U - U1 - V + E + E1",
    "Z2": "Z1 - accantonate_capitale - vincolate_capitale",
    "Z3": "Z2 - variazione_capitale",
    "W1": "O1 + Z1 + S1 + S2 + T - X1 - X2 - Y",
    "W2": "W1 - accantonate_correnti - vincolate_correnti - accantonate_capitale - vincolate_capitale",
    "W3": "W2 - variazione_correnti - variazione_capitale",
}
EQUILIBRI_PREVISTI = {
    "O": "A - AA + B + C - D - E - F + H + I - L + M",
    "Z": "P + Q + R - C - I - S1 - S2 - T + L - M - U - V + E",
    "W": "O + Z + S1 + S2 + T - X1 - X2 - Y",
}
RISULTATO = {
    "fondo_cassa": "cassa_iniziale + riscossioni - pagamenti - azioni_esecutive",
    "risultato": "fondo_cassa + residui_attivi - residui_passivi - fpv_corrente - fpv_capitale",
    "accantonata": "fcde + fal + perdite_partecipate + contenzioso + altri_accantonamenti",
    "disponibile": "risultato - accantonata - vincolata - destinata",
}
# A row of a prospect that must equal a total of the conto del bilancio: (prospect, row, side, fase, titoli).
QUADRATURE = (
    ("equilibri", "B", "entrate", "accertamenti", ("1", "2", "3")),
    ("equilibri", "R", "entrate", "accertamenti", ("4", "5", "6")),
    ("equilibri", "D", "spese", "impegni", ("1",)),
    ("equilibri", "U", "spese", "impegni", ("2",)),
    ("equilibri", "F1", "spese", "impegni", ("4",)),
    ("risultato", "riscossioni", "entrate", "riscossioni", TITOLI_ENTRATE),
    ("risultato", "pagamenti", "spese", "pagamenti", TITOLI_SPESE),
    ("risultato", "residui_attivi", "entrate", "residui_finali", TITOLI_ENTRATE),
    ("risultato", "residui_passivi", "spese", "residui_finali", TITOLI_SPESE),
)
COLONNE = ["istat", "anno", "identita", "atteso", "trovato"]

Lettura = Callable[[str], pd.Series]


def discrepanze(conti: Conti) -> pd.DataFrame:
    """Return the broken identities: istat, anno, identita (in words), atteso and trovato in cents.

    An identity with a missing term says nothing about that ente and year.
    """
    rotte = [
        _rotture(parole, atteso, trovato, diversi)
        for parole, atteso, trovato in _confronti(conti)
        if (diversi := (atteso != trovato).to_numpy(dtype=bool, na_value=False)).any()
    ]
    return pd.concat(rotte, ignore_index=True) if rotte else pd.DataFrame(columns=COLONNE)


@cache
def termini() -> dict[str, frozenset[Voce]]:
    """Return the voci that each identity is made of, by its words."""
    nessuno = pd.DataFrame(columns=[*INDICE, *LIVELLI, "importo", "rapporto"])
    conti, letti = Conti.da_righe(nessuno, pd.DataFrame(columns=COLONNE_ENTI)).con_traccia()
    trovati: dict[str, frozenset[Voce]] = {}
    for parole, *_ in _confronti(conti):
        trovati[parole] = frozenset(letti)
        letti.clear()
    return trovati


def ricalcola(conti: Conti, prospetto: str, riga: str) -> pd.Series:
    """Return a row of «equilibri» or «risultato» recomputed from its leaves."""
    formule = {"equilibri": EQUILIBRI, "risultato": RISULTATO}[prospetto]

    def leggi(nome: str) -> pd.Series:
        if nome in formule:
            return somma_con_segno(formule[nome], leggi)
        return conti.voce("rendiconto", prospetto, nome, "importo")

    return leggi(riga)


def somma_con_segno(formula: str, leggi: Lettura) -> pd.Series:
    """Evaluate «A - AA + B», each name read by `leggi`; missing where any term is missing."""
    primo, *resto = formula.split()
    totale = leggi(primo)
    for segno, nome in zip(resto[::2], resto[1::2], strict=True):
        totale = totale - leggi(nome) if segno == "-" else totale + leggi(nome)
    return totale


def _confronti(conti: Conti) -> Iterator[tuple[str, pd.Series, pd.Series]]:
    """Yield every identity as (words, expected, found)."""
    for lato, titoli, formule in (("entrate", TITOLI_ENTRATE, ENTRATE), ("spese", TITOLI_SPESE, SPESE)):
        for titolo in titoli:
            yield from _del_prospetto(
                f"{lato}, titolo {titolo}", formule, partial(_fase, conti, lato, titolo)
            )
    for lato, formule in (("equilibri", EQUILIBRI), ("risultato", RISULTATO)):
        yield from _del_prospetto(lato, formule, partial(_riga, conti, lato))
    for prospetto, riga, lato, fase, titoli in QUADRATURE:
        totale = getattr(conti, lato)(fase, *titoli)
        parole = f"{prospetto}: {riga} = {fase.replace('_', ' ')} ({lato}, titoli {', '.join(titoli)})"
        yield parole, totale, _riga(conti, prospetto, riga)


def _del_prospetto(dove: str, formule: dict[str, str], leggi: Lettura) -> Iterator[tuple]:
    for nome, formula in formule.items():
        parole = f"{dove}: {nome} = {formula}".replace("_", " ").replace(" - ", " − ")
        yield parole, somma_con_segno(formula, leggi), leggi(nome)


def _fase(conti: Conti, lato: str, titolo: str, fase: str) -> pd.Series:
    return conti.voce("rendiconto", lato, titolo, fase)


def _riga(conti: Conti, prospetto: str, riga: str) -> pd.Series:
    return conti.voce("rendiconto", prospetto, riga, "importo")


def _rotture(parole: str, atteso: pd.Series, trovato: pd.Series, diversi: np.ndarray) -> pd.DataFrame:
    coppie = pd.DataFrame({"atteso": atteso[diversi], "trovato": trovato[diversi]})
    return coppie.reset_index().assign(identita=parole)[COLONNE]
