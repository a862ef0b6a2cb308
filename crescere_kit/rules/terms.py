"""The terms of the year: on which day an act of an exercise was due."""

from __future__ import annotations

from datetime import date, timedelta

from crescere_kit.rules.check import GIORNO
from crescere_kit.rules.loader import RegolaAssente, a_fine_anno

TEMA = "termini"
# What is due so many days after the term of something else.
DOPO = {
    "bilancio_bdap": "bilancio",
    "peg": "bilancio",
    "piao": "bilancio",
    "rendiconto_bdap": "rendiconto",
    "consolidato_bdap": "consolidato",
}
DELL_ANNO_PRIMA = ("rendiconto", "consolidato")  # they look back: due in the year after the one they are of


def termine(codice: str, anno: int) -> date:
    """Return the day by which an act was due, deferrals by decree included.

    anno is the exercise of the act: for the bilancio the first of its three years, for rendiconto and
    consolidato the one they close, for everything else the year of the calendar. Raises RegolaAssente when
    no term is in force.
    """
    if codice in DOPO:
        return termine(DOPO[codice], anno) + timedelta(days=int(a_fine_anno(TEMA, codice, anno).valore))
    if codice == "bilancio":
        return _del_bilancio(anno)
    return _giorno(codice, anno + 1 if codice in DELL_ANNO_PRIMA else anno)


def _del_bilancio(anno: int) -> date:
    try:
        return _giorno("bilancio_prorogato", anno)
    except RegolaAssente:
        return _giorno("bilancio", anno - 1)


def _giorno(codice: str, anno: int) -> date:
    regola = a_fine_anno(TEMA, codice, anno)
    if regola.unita != GIORNO:
        raise RegolaAssente(f"La regola {TEMA}.{codice} non è un giorno dell'anno.")
    mese, giorno = divmod(int(regola.valore), 100)
    return date(anno, mese, giorno)
