"""The faults of real transmissions, planted where they are known: late, absent, all zeros, not declared."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from crescere_kit.accounts import Voce
from crescere_kit.sources.demo.comuni import Comuni
from crescere_kit.sources.demo.prospects import Voci

OGNI = 40  # one comune in forty has each fault
TITOLI_SPESE = re.compile(r"[1-7]")


@dataclass(frozen=True)
class Guasto:
    """What is wrong in one comune and year, in words."""

    istat: str
    anno: int
    cosa: str


@dataclass(frozen=True)
class _Tipo:
    """A kind of fault: which comuni have it, in which of the years, and which voci are lost or zeroed."""

    cosa: str
    posto: int
    quando: Callable[[Sequence[int]], int]
    manca: Callable[[Voce], bool]
    azzera: bool = False


def _del_rendiconto(voce: Voce) -> bool:
    return voce.documento in ("rendiconto", "indicatori")


def _titoli_di_spesa(voce: Voce) -> bool:
    return voce[:2] == ("rendiconto", "spese") and bool(TITOLI_SPESE.fullmatch(voce.codice))


def _debiti_dichiarati(voce: Voce) -> bool:
    return voce.lato == "sintetici" and voce.codice.startswith("13.")


TIPI = (
    _Tipo("rendiconto non ancora trasmesso", 5, lambda anni: anni[-1], _del_rendiconto),
    _Tipo("riepilogo delle spese per titoli assente", 7, lambda anni: anni[len(anni) // 2], _titoli_di_spesa),
    _Tipo(
        "rendiconto trasmesso con tutti gli importi a zero",
        9,
        lambda anni: anni[len(anni) // 3],
        lambda voce: voce.documento == "indicatori",
        azzera=True,
    ),
    _Tipo("debiti fuori bilancio non dichiarati", 11, lambda anni: anni[-1], _debiti_dichiarati),
)


def guasti(comuni: Comuni, anni: Sequence[int]) -> list[Guasto]:
    """Return the planted faults; none when the years are fewer than two."""
    return [
        Guasto(str(comuni.istat[posto]), tipo.quando(anni), tipo.cosa)
        for tipo in TIPI
        if len(anni) > 1
        for posto in range(tipo.posto, len(comuni), OGNI)
    ]


def guasta(voci: Voci, comuni: Comuni, anno: int, anni: Sequence[int]) -> Voci:
    """Return the voci of a year with the faults planted for that year."""
    for tipo in TIPI:
        if len(anni) > 1 and tipo.quando(anni) == anno:
            colpiti = np.arange(len(comuni)) % OGNI == tipo.posto
            voci = {voce: _colpisci(tipo, voce, *valori, colpiti) for voce, valori in voci.items()}
    return voci


def _colpisci(
    tipo: _Tipo, voce: Voce, valori: np.ndarray, presenti: np.ndarray, colpiti: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    if tipo.manca(voce):
        return valori, presenti & ~colpiti
    if tipo.azzera and voce.documento == "rendiconto":
        return np.where(colpiti, 0, valori), presenti
    return valori, presenti
