"""Who of a national file is kept, and what to say of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from crescere_kit.euro import numero
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.long_rows import lunghe, unisci_righe
from crescere_kit.sources.siope.coverage import Chiesti

DOCUMENTO = "riferimento"
_NOMINATI = 5
_PERCHE_IGNOTI = "Sono comuni fusi o che hanno cambiato codice, o l'anagrafe ISTAT non è stata caricata."


@dataclass(frozen=True)
class Noti:
    """The comuni that have accounts (with their names), and every code ever heard of."""

    con_conti: pd.Series
    tutti: pd.Index

    @classmethod
    def da(cls, chiesti: Chiesti) -> Noti:
        """Return who is known; without accounts nobody is."""
        istat = pd.Index(sorted(chiesti.con_conti - chiesti.escludi), dtype="str")
        return cls(chiesti.noti["nome"].reindex(istat), chiesti.noti.index.union(istat))

    def ignoti(self, istat: pd.Series, file: str) -> list[str]:
        """Say which codes of a file nobody has ever heard of."""
        mai = sorted(set(istat) - set(self.tutti))
        if not mai:
            return []
        quanti = _quanti(len(mai), "codice ISTAT", "codici ISTAT")
        return [f"«{file}»: {quanti} fuori dall'anagrafe dell'archivio ({alcuni(mai)}). {_PERCHE_IGNOTI}"]


@dataclass(frozen=True)
class Misura:
    """A voce of a reference set over all the rows of the file: cents, numbers or points."""

    codice: str
    fase: str
    valori: pd.Series


def letto(istat: pd.Series, misure: Sequence[Misura], noti: Noti, quale: tuple[str, int], file: str) -> Letto:
    """Return the rows of the comuni that have accounts; `quale` is the lato and the year of the set.

    The index of `istat` is the row in the file, or in the part of it that `file` names after « » ».
    """
    lato, anno = quale
    presenti, nome = istat.isin(noti.con_conti.index), file.partition(" » ")[0]
    if not presenti.any():
        return Letto(difetti=[_nessuno(len(istat), nome)])
    chiavi = pd.DataFrame({"istat": istat[presenti], "anno": anno})
    costanti = {"documento": DOCUMENTO, "lato": lato, "membro": f"{DOCUMENTO} {lato}"}
    righe = unisci_righe(
        lunghe(
            chiavi.assign(codice=misura.codice),
            {misura.fase: misura.valori[presenti]},
            **costanti,
            file=file,
        )
        for misura in misure
    )
    return Letto(righe, avvisi=list(_avvisi(istat, presenti, noti, nome)))


def alcuni(nomi: Sequence[str]) -> str:
    """List the first of some names, and say how many are the others."""
    altri = len(nomi) - _NOMINATI
    return ", ".join(nomi[:_NOMINATI]) + (f" e altri {numero(altri)}" if altri > 0 else "")


def _nessuno(quanti: int, file: str) -> Difetto:
    trovato = f"{_quanti(quanti, 'comune', 'comuni')}, nessuno con conti nell'archivio"
    return Difetto(file, None, None, trovato, "i conti di almeno uno, caricati prima o insieme")


def _avvisi(istat: pd.Series, presenti: pd.Series, noti: Noti, file: str) -> Iterator[str]:
    fuori = len(istat) - int(presenti.sum())
    if fuori:
        yield (
            f"«{file}»: letti {numero(int(presenti.sum()))} comuni; {numero(fuori)} lasciati fuori perché "
            "l'archivio non ha i loro conti (chi li carica dopo ricarichi anche questo file)."
        )
    yield from noti.ignoti(istat, file)
    assenti = noti.con_conti.drop(index=istat[presenti])
    if len(assenti):
        nomi = [codice if pd.isna(nome) else f"{nome} ({codice})" for codice, nome in assenti.items()]
        yield f"«{file}» non ha dati di {alcuni(nomi)}."


def _quanti(quanti: int, uno: str, molti: str) -> str:
    return f"{numero(quanti)} {uno if quanti == 1 else molti}"
