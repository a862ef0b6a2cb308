"""What was read from the form, before it becomes rows of the archive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from crescere_kit.accounts import slug
from crescere_kit.accounts.voci import Voce, unita
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.long_rows import COLONNE, TIPI

_DECIMALI = {"percentuale", "giorni"}


@dataclass(frozen=True)
class Valore:
    """A value, where it was, and what its year is to the form (rendiconto, bilancio, storia)."""

    voce: Voce
    anno: int
    valore: int | float
    foglio: str
    ruolo: str
    riga: int

    @property
    def membro(self) -> str:
        """The table of the archive it belongs to."""
        return membro(self.foglio, self.ruolo)


@dataclass(frozen=True)
class Lettura:
    """The values of a sheet and its faults."""

    valori: list[Valore] = field(default_factory=list)
    difetti: list[Difetto] = field(default_factory=list)
    avvisi: list[str] = field(default_factory=list)


def membro(foglio: str, ruolo: str) -> str:
    """Name the table that a sheet is for years of one kind.

    The kind is part of it because the next year's form has the same year in another role: the bilancio of
    this one is the rendiconto of that one, and neither may take the other away.
    """
    return f"modulo_{slug(foglio)}_{ruolo}"


def righe(valori: Iterable[Valore], istat: str, file: str) -> pd.DataFrame:
    """Return the values as long rows."""
    tavola = [
        (
            *(istat, uno.anno, *uno.voce),
            *((None, uno.valore) if unita(uno.voce) in _DECIMALI else (uno.valore, None)),
            *(uno.membro, f"{file} » {uno.foglio}", uno.riga, ""),
        )
        for uno in valori
    ]
    return pd.DataFrame(tavola, columns=COLONNE).astype(TIPI)
