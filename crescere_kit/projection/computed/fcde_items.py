"""Which lines of a projection an entrata of the FCDE belongs to."""

from __future__ import annotations

import re
from typing import NamedTuple

from crescere_kit.projection.lines import CONTI, LINEE

TRIBUTI = "10101"
_CAPITALE = "456"  # the fund of these titoli is capital spending, and no line here
_EVASIONE = re.compile(r"evasion|recuper|verific|controll|avvis|accertament", re.IGNORECASE)
_PER_NOME = {nome.casefold(): una.codice for una in LINEE.values() for nome in (una.codice, una.nome)}


class Posto(NamedTuple):
    """Where an entrata is: its lines, whether it is the whole of them, and the account that holds them.

    Without lines only its own amount is known.
    """

    linee: tuple[str, ...]
    intera: bool
    conto: str


def posto(codice: str) -> Posto | None:
    """Return where an entrata («30200», «1010151 / TARI ordinaria», «TARI») is; None when not current.

    The TARI and the recupero dell'evasione are made of their entrate and of nothing else; of another line
    an entrata is a part, unless it is written by the code of the whole.
    """
    numero, _, nome = codice.partition(" / ")
    if numero[0] in _CAPITALE:
        return None
    if numero.casefold() in _PER_NOME:
        linea = _PER_NOME[numero.casefold()]
        return Posto((linea,), True, LINEE[linea].conto)
    # A categoria of the titoli 1 and 2 begins with its whole tipologia (1010151), one of the 3 leaves its
    # last zeros out (3020200).
    radici = (numero[:5], f"{numero[:3]}00")
    conto = next((radice for radice in radici if ("entrate", radice) in CONTI), "")
    if not conto:
        return Posto((), False, "")
    return _del_tributo(numero, nome) if conto == TRIBUTI else _del_conto(numero, nome, conto)


def _del_conto(numero: str, nome: str, conto: str) -> Posto:
    return Posto(CONTI["entrate", conto], numero == conto and not nome, conto)


def _del_tributo(numero: str, nome: str) -> Posto:
    if _EVASIONE.search(nome):
        return Posto(("evasione",), True, TRIBUTI)
    if numero == TRIBUTI:
        return _del_conto(numero, nome, TRIBUTI)
    linea = next((c for c in CONTI["entrate", TRIBUTI] if LINEE[c].dentro == numero), "altri_tributi")
    return Posto((linea,), linea == "tari" or (linea != "altri_tributi" and not nome), TRIBUTI)
