"""What a reader hands over: rows with their provenance, the enti they speak of, and what was noticed."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from crescere_kit.sources.enti import enti_di, nessun_ente
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.long_rows import nessuna_riga


@dataclass(frozen=True)
class Fonte:
    """A loaded file: its name, the SHA-256 of its bytes, its layout and, for BDAP, its region."""

    nome: str
    sha256: str
    formato: str
    regione: str | None = None


@dataclass(frozen=True)
class Letto:
    """What one reader found in one file, faults included: whether to load it is decided later.

    tabelle: (istat, anno, membro) of what the file replaces even where it has nothing left to put there.
    confini: the boundaries of one or more regions (their codes), as they were published.
    """

    righe: pd.DataFrame = field(default_factory=nessuna_riga)
    enti: pd.DataFrame = field(default_factory=nessun_ente)
    difetti: list[Difetto] = field(default_factory=list)
    avvisi: list[str] = field(default_factory=list)
    regione: str | None = None
    tabelle: frozenset[tuple[str, int, str]] = frozenset()
    confini: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Caricamento:
    """The content of some official files.

    righe: istat, anno, documento, lato, codice, fase, importo (Int64 cents), rapporto (Float64), membro,
        file, riga, sha256; a missing amount is an absent row.
    schede: what each origin says of each ente: index istat, columns origine, nome, provincia, regione,
        popolazione.
    avvisi: sentences on what was left out or looks odd, without being wrong.
    tabelle: (istat, anno, membro) of what is replaced even where nothing takes its place.
    confini: boundaries, by codes of regions, as they were published.
    """

    righe: pd.DataFrame
    schede: pd.DataFrame
    fonti: list[Fonte] = field(default_factory=list)
    avvisi: list[str] = field(default_factory=list)
    tabelle: frozenset[tuple[str, int, str]] = frozenset()
    confini: dict[str, bytes] = field(default_factory=dict)

    @property
    def enti(self) -> pd.DataFrame:
        """The enti the files speak of: index istat, columns nome, provincia, regione, popolazione."""
        return enti_di(self.schede)
