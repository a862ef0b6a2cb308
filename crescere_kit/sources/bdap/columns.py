"""Recognise the columns of an official table by the map, and say which are unknown, missing or doubled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crescere_kit.sources.faults import Difetto, forse
from crescere_kit.sources.maps import IMPORTI, Colonna, Membro, normale

_SOGGETTO = ("anno", "tipo_soggetto", "codice_provincia", "codice_comune")


@dataclass(frozen=True)
class Riconosciute:
    """Where each ruolo is among the columns, the columns that hold amounts, and how the code is headed."""

    posizioni: dict[str, int]
    importi: dict[int, Colonna]
    codice: str
    difetti: list[Difetto]
    leggibili: bool


def riconosci(intestazioni: list[str], note: list[Colonna], membro: Membro, file: str) -> Riconosciute:
    """Match the header of a table with the columns that the map knows."""
    per_nome = {normale(colonna.intestazione): colonna for colonna in reversed(note)}
    difetti: list[Difetto] = []
    prese: dict[tuple[str, str], int] = {}
    trovate: dict[int, Colonna] = {}
    for posizione, intestazione in enumerate(intestazioni):
        colonna = per_nome.get(normale(intestazione))
        if colonna is None:
            if intestazione:
                difetti.append(_ignota(file, intestazione, note))
        elif colonna.ruolo != "ignora":
            if (colonna.ruolo, colonna.fase) in prese:
                difetti.append(_doppia(file, intestazione, intestazioni[prese[colonna.ruolo, colonna.fase]]))
            prese.setdefault((colonna.ruolo, colonna.fase), posizione)
            trovate[posizione] = colonna
    mancanti = list(_mancanti(file, note, membro, prese))
    posizioni = {ruolo: posizione for (ruolo, _), posizione in prese.items() if ruolo not in IMPORTI}
    importi = {p: c for p, c in trovate.items() if c.ruolo in IMPORTI}
    codice = " + ".join(intestazioni[posizioni[r]] for r in ruoli_del_codice(membro) if r in posizioni)
    return Riconosciute(posizioni, importi, codice, difetti + mancanti, leggibili=not mancanti)


def ruoli_del_codice(membro: Membro) -> list[str]:
    """Return the ruoli that make the code of a row: «M{missione}.{programma}» needs two."""
    if membro.lato == "sintetici":
        return ["tipologia_indicatore", "indicatore"]
    return re.findall(r"\{(\w+)\}", membro.codice)


def _ignota(file: str, intestazione: str, note: Iterable[Colonna]) -> Difetto:
    nomi = [colonna.intestazione for colonna in note]
    atteso = f"una colonna dello schema ufficiale{forse(intestazione, nomi)}"
    return Difetto(file, 1, intestazione, "una colonna sconosciuta", atteso)


def _doppia(file: str, intestazione: str, altra: str) -> Difetto:
    return Difetto(file, 1, intestazione, f"una seconda colonna come «{altra}»", "una colonna sola")


def _mancanti(file: str, note: list[Colonna], membro: Membro, prese: dict) -> Iterator[Difetto]:
    """Yield what must be there: who and which code, and the amounts that real files were seen to have."""
    servono = [(ruolo, "") for ruolo in (*_SOGGETTO, *ruoli_del_codice(membro))]
    servono += [(c.ruolo, c.fase) for c in note if c.ruolo in IMPORTI and c.vista]
    if not any(ruolo in IMPORTI for ruolo, _ in (*prese, *servono)):
        servono += [(c.ruolo, c.fase) for c in note if c.ruolo in IMPORTI]
    for chiave in dict.fromkeys(servono):
        if chiave not in prese:
            nome = next(c.intestazione for c in note if (c.ruolo, c.fase) == chiave)
            yield Difetto(file, 1, nome, "nessuna colonna con questo nome", "la colonna nell'intestazione")
