"""Open a region: the accounts of its comuni for a year and, when there is one, the batch made of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.opening import AnnoAssente
from crescere_kit.reports.region import reports, tables, told
from crescere_kit.reports.region.measures import Misure, misura
from crescere_kit.reports.region.reports import Lotto, LottoAssente
from crescere_kit.sources.store import Archivio
from crescere_kit.tables import Tabella

__all__ = ["LottoAssente", "Regione", "regione"]


@dataclass(frozen=True)
class Regione:
    """The comuni of an archive in one year; with a batch, only those that were asked of it."""

    misure: Misure
    enti: pd.DataFrame  # the comuni to tell of, with or without accounts of the year
    anno: int
    lotto: Lotto | None = None

    @property
    def con_rendiconto(self) -> pd.Index:
        """The comuni whose rendiconto of the year was loaded."""
        return self.misure.con_rendiconto

    def intestazione(self) -> Frammento:
        """Which comuni, which year, which batch."""
        return told.intestazione(self)

    def sintesi(self) -> Frammento:
        """How many comuni, with what, in which state."""
        return told.sintesi(self)

    def falliti(self) -> Tabella | Frammento:
        """Who has no report, and why: the most common reason first."""
        return told.falliti(self.lotto)

    def comuni(self) -> Frammento:
        """Every comune with its state, its key indicators and its criticità: to search and to sort."""
        return tables.comuni(self)

    def indicatori_chiave(self) -> Tabella:
        """How the key indicators are distributed, and how many comuni are beyond the limit."""
        return tables.chiave(self)

    def criticita(self) -> Tabella | Frammento:
        """Which criticità there are, in how many comuni."""
        return tables.criticita(self)

    def mancanti(self) -> Frammento:
        """Who has not the rendiconto of the year: of them nothing is said, which is not that all is well."""
        return told.mancanti(self)


def regione(
    lotto: str | Path | None = None, anno: int | None = None, archivio: Archivio | None = None
) -> Regione:
    """Open the comuni of an archive, or those of a batch given by its folder.

    Without anno: that of the batch, else the last year of which most comuni have the rendiconto.
    """
    archivio = archivio or Archivio()
    fatto = None if lotto is None else reports.leggi(lotto)
    enti = archivio.enti()
    scelto = anno or (fatto and fatto.anno()) or _ultimo(archivio)
    if fatto is not None:
        enti = enti.loc[enti.index.intersection([voce.istat for voce in fatto.voci])]
    if scelto not in set(archivio.stato()["anno"]):
        raise AnnoAssente(f"Non ci sono dati per il {scelto}. Scegliere un altro anno.")
    return Regione(misura(archivio, enti.index, scelto), enti, scelto, fatto)


def _ultimo(archivio: Archivio) -> int:
    """Return the last year of which at least half of the best year's comuni have the rendiconto."""
    stato = archivio.stato()
    quanti = stato[stato["documento"] == "rendiconto"].set_index("anno")["comuni"]
    if quanti.empty:
        return int(stato["anno"].max())
    return int(quanti[quanti * 2 >= quanti.max()].index.max())
