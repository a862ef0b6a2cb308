"""The items of a batch: which comune, which year, and the key that says whether a report is still good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crescere_kit.accounts import trova
from crescere_kit.batch.archive_facts import DatiDiComune, per_comune
from crescere_kit.batch.fingerprint import impronta_di
from crescere_kit.batch.outcome import FALLITO, Rapporto
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.reports import AnnoAssente, enti_caricati
from crescere_kit.sources.store import Archivio


@dataclass(frozen=True)
class Voce:
    """A report to write."""

    comune: str  # as it was asked
    istat: str
    slug: str
    nome: str
    anno: int
    chiave: str = ""  # what the report depends on, as one SHA-256: the same key gives the same report
    dati: str = ""  # which official files its accounts come from, as one SHA-256

    @property
    def base(self) -> str:
        """How the files of this report are called, before their extension."""
        return f"{self.slug}-{self.anno}"

    @property
    def titolo(self) -> str:
        """What its page is called."""
        return f"Comune di {self.nome}, {self.anno}"

    def parametri(self) -> dict[str, object]:
        """Return what the notebook is told of it, besides what all the reports are told."""
        return {"comune": self.istat, "anno": self.anno}


@dataclass(frozen=True)
class Piano:
    """What a batch will do: the reports to write, and what was asked that cannot be."""

    voci: tuple[Voce, ...]
    impossibili: tuple[Rapporto, ...]
    fonti: Mapping[str, tuple[tuple[str, str], ...]]  # the official files behind each `Voce.dati`


def piano(archivio: Archivio, comuni: Iterable[str] | None, anno: int | None, impronta: str) -> Piano:
    """Say which comuni (all when None) and which year of each (its last when None).

    impronta: of what is the same for all: notebook, parameters, versions, options.
    """
    enti, dati = enti_caricati(archivio), per_comune(archivio)
    voci: dict[tuple[str, int], Voce] = {}
    fonti: dict[str, tuple[tuple[str, str], ...]] = {}
    impossibili = []
    for chiesto in enti.index if comuni is None else comuni:
        try:
            istat = trova(enti, chiesto)
            suo = _anno(enti.at[istat, "nome"], dati[istat], anno)
        except ErroreSpiegato as errore:
            impossibili.append(Rapporto(chiesto, nome=chiesto, stato=FALLITO, errore=str(errore)))
            continue
        ente = enti.loc[istat]
        chiave = impronta_di([impronta, istat, suo, dati[istat].impronta])
        fonti[sue := impronta_di(dati[istat].fonti)] = dati[istat].fonti
        voce = Voce(chiesto, istat, ente["slug"], ente["nome"], suo, chiave, sue)
        voci.setdefault((istat, suo), voce)  # who is asked twice, by name and by code, gets one report
    return Piano(tuple(voci.values()), tuple(impossibili), fonti)


def _anno(nome: str, dati: DatiDiComune, anno: int | None) -> int:
    if anno is None:
        return dati.ultimo()
    if anno not in dati.anni:
        elenco = ", ".join(str(caricato) for caricato in sorted(dati.anni))
        raise AnnoAssente(f"Di {nome} non ci sono dati per il {anno}. Anni caricati: {elenco}.")
    return anno
