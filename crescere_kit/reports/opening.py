"""Open the file of a comune: which archive, which comune, which year."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from crescere_kit.accounts import trova
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.reports.fascicolo import Fascicolo
from crescere_kit.sources.store import Archivio


class AnnoAssente(ErroreSpiegato, LookupError):
    """No document of that year was loaded for the comune."""


def oggi() -> date:
    """Return the day of the offices, whatever the clock of the server."""
    return datetime.now(ZoneInfo("Europe/Rome")).date()


def apri(
    comune: str | None = None,
    anno: int | None = None,
    archivio: Archivio | None = None,
    giorno: date | None = None,
) -> Fascicolo:
    """Open the accounts of a comune (name, slug or ISTAT code) for a year, as they are read on a day.

    giorno is today when it is not said. Without comune, the one of this server ($CRESCERE_COMUNE) or the
    first of the archive; without anno, the last year that has a rendiconto, else the last that has anything.
    """
    archivio = archivio or Archivio()
    enti = enti_caricati(archivio)
    istat = trova(enti, comune or os.environ.get("CRESCERE_COMUNE") or enti.index[0])
    conti = replace(archivio.conti(comuni=[istat]), giorno=giorno or oggi())
    anni = conti.anni(istat)
    fascicolo = Fascicolo(conti, istat, anni[-1], archivio)
    return fascicolo.dell_anno(_ultimo_rendiconto(fascicolo) if anno is None else _presente(fascicolo, anno))


def enti_caricati(archivio: Archivio) -> pd.DataFrame:
    """Return the comuni that can be opened; raise the archive's own sentence when there is none."""
    enti = archivio.enti()
    if enti.empty:
        archivio.conti()  # which says that there is nothing, and how to load something
    return enti


def _ultimo_rendiconto(fascicolo: Fascicolo) -> int:
    quadri = fascicolo.quadri
    return max([anno for anno, quadro in quadri.items() if "rendiconto" in quadro.documenti] or quadri)


def _presente(fascicolo: Fascicolo, anno: int) -> int:
    if int(anno) not in fascicolo.quadri:
        elenco = ", ".join(str(a) for a in fascicolo.anni())
        raise AnnoAssente(f"Di {fascicolo.nome} non ci sono dati per il {anno}. Anni caricati: {elenco}.")
    return int(anno)
