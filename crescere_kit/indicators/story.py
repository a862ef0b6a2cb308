"""What a value is made of: every account that its formula reads, with the year and the amount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crescere_kit.accounts import Voce, nome_voce
from crescere_kit.accounts.trace import Traccia
from crescere_kit.accounts.voci import unita
from crescere_kit.indicators.wording import scrivi_voce

Noti = Mapping[int, Mapping[tuple[str, str, str, str], int | float]]  # year → voce → value


@dataclass(frozen=True)
class Addendo:
    """One account behind a value; valore is in the unit of its voce, cents for euro."""

    voce: Voce
    anno: int
    valore: int | float

    @property
    def nome(self) -> str:
        return nome_voce(self.voce)

    @property
    def testo(self) -> str:
        return scrivi_voce(self.valore, unita(self.voce))


def storia(traccia: Traccia, noti: Noti, anno: int) -> tuple[Addendo, ...]:
    """Return the accounts that are there among those a formula reads, this year's first."""
    return tuple(
        Addendo(voce, quando, noti[quando][voce])
        for voce, quando in _letti(traccia, anno, traccia.facoltative)
        if voce in noti.get(quando, {})
    )


def mancanti(traccia: Traccia, noti: Noti, anno: int) -> tuple[tuple[Voce, int], ...]:
    """Return the accounts that are not there among those a formula reads, with their year."""
    return tuple((voce, quando) for voce, quando in _letti(traccia, anno) if voce not in noti.get(quando, {}))


def _letti(traccia: Traccia, anno: int, altre: Iterable[Voce] = ()) -> Iterator[tuple[Voce, int]]:
    anni = (anno, *(anno - indietro for indietro in sorted(traccia.indietro)))
    return ((voce, quando) for voce in dict.fromkeys([*traccia, *altre]) for quando in anni)
