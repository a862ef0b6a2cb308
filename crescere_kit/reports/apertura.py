"""Open the file of a comune: which archive, which comune, which year."""

from __future__ import annotations

import os

import pandas as pd

from crescere_kit.accounts import Conti, trova
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.reports.documenti import Quadro
from crescere_kit.reports.fascicolo import Fascicolo
from crescere_kit.sources.store import Archivio


class AnnoAssente(ErroreSpiegato, LookupError):
    """No document of that year was loaded for the comune."""


def apri(comune: str | None = None, anno: int | None = None, archivio: Archivio | None = None) -> Fascicolo:
    """Open the accounts of a comune (name, slug or ISTAT code) for a year.

    Without comune, the one of this server ($CRESCERE_COMUNE) or the first of the archive; without anno, the
    last year that has a rendiconto, else the last that has anything.
    """
    archivio = archivio or Archivio()
    enti = enti_caricati(archivio)
    istat = trova(enti, comune or os.environ.get("CRESCERE_COMUNE") or enti.index[0])
    conti = archivio.conti(comuni=[istat])
    return Fascicolo(conti, istat, _anno(conti, istat, anno), archivio)


def enti_caricati(archivio: Archivio) -> pd.DataFrame:
    """Return the comuni that can be opened; raise the archive's own sentence when there is none."""
    enti = archivio.enti()
    if enti.empty:
        archivio.conti()  # which says that there is nothing, and how to load something
    return enti


def _anno(conti: Conti, istat: str, anno: int | None) -> int:
    anni = conti.anni(istat)
    nome = conti.enti.loc[istat, "nome"] if istat in conti.enti.index else istat
    if not anni:
        raise AnnoAssente(
            f"Di {nome} non c'è ancora nessun dato: caricarlo con «crescere dati importa FILE»."
        )
    if anno is None:
        con_rendiconto = [a for a in anni if "rendiconto" in Quadro(conti, a).documenti]
        return (con_rendiconto or anni)[-1]
    if int(anno) not in anni:
        elenco = ", ".join(str(a) for a in anni)
        raise AnnoAssente(f"Di {nome} non ci sono dati per il {anno}. Anni caricati: {elenco}.")
    return int(anno)
