"""What a national file of SIOPE had, and had not, of the comuni that were asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from crescere_kit.euro import euro, numero
from crescere_kit.sources.enti import unisci_enti
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.siope.months import Flussi
from crescere_kit.sources.siope.summing import Somme
from crescere_kit.sources.siope.titoli import DA_REGOLARIZZARE

_NOMINATI = 5
_ISOLA = "sardegna"  # whose province, in SIOPE, are not those of ISTAT


@dataclass(frozen=True)
class Chiesti:
    """Which comuni to read: those known and, if any of them has accounts already, only these."""

    noti: pd.DataFrame
    con_conti: frozenset[str] = frozenset()
    escludi: frozenset[str] = frozenset()

    @property
    def attesi(self) -> pd.DataFrame:
        """Return the comuni that a file should have; none when nobody is known."""
        scelti = self.noti.index.isin(self.con_conti) if self.con_conti else self.noti.index.notna()
        return self.noti[scelti & ~self.noti.index.isin(self.escludi)]

    def con(self, letti: Iterable[Letto]) -> Chiesti:
        """Return the same with the comuni of other files of the load."""
        letti = list(letti)
        presenti = {istat for letto in letti for istat in letto.righe["istat"].unique()}
        noti = unisci_enti([*(letto.enti for letto in letti), self.noti])
        return Chiesti(noti, self.con_conti | presenti, self.escludi)


def nessuno(somme: Somme, file: str) -> Difetto:
    """Return the fault of a file that has nothing of the comuni asked for."""
    trovato = f"{numero(somme.lette)} righe, nessuna dei comuni chiesti"
    return Difetto(file, None, "codice_ente", trovato, "movimenti di almeno un comune dell'archivio")


def avvisi(somme: Somme, flussi: Flussi, enti: pd.DataFrame, chiesti: Chiesti, file: str) -> Iterator[str]:
    """Say how much of the file was of use, and who is missing."""
    utili = somme.lette - somme.di_altri
    yield (
        f"«{file}»: {numero(utili)} righe su {numero(somme.lette)} sono di {numero(len(enti))} comuni "
        f"{'già noti' if len(chiesti.noti) else 'italiani'}; le altre sono di altri enti e non servono."
    )
    if somme.ignoti:
        righe, codici = numero(sum(somme.ignoti.values())), numero(len(somme.ignoti))
        yield (
            f"«{file}»: {righe} righe sono di {codici} codici ente che SIOPE_ANAGRAFICHE.zip non ha, forse "
            f"perché è più vecchia: {_alcuni(somme.ignoti)}."
        )
    assenti = chiesti.attesi.drop(index=enti.index, errors="ignore")
    if len(assenti):
        nomi = [f"{nome} ({istat})" for istat, nome in assenti["nome"].items()]
        yield f"«{file}» non ha movimenti di {_alcuni(nomi)}: la loro cassa non è zero, non si sa."
    if chiesti.noti.empty and (enti["regione"].str.lower() == _ISOLA).any():
        yield (
            "I codici ISTAT dei comuni sono quelli dell'anagrafe SIOPE, che in Sardegna ha altre province: "
            "per averli giusti importare prima l'anagrafe ISTAT dei comuni."
        )
    yield from _da_regolarizzare(flussi)


def _da_regolarizzare(flussi: Flussi) -> Iterator[str]:
    sospesi = (flussi.chiavi["codice"] == DA_REGOLARIZZARE).to_numpy()
    for (lato, anno), righe in flussi.chiavi[sospesi].groupby(["lato", "anno"]):
        totale = int(flussi.totali[sospesi].sum())
        if totale:
            yield (
                f"Nelle {lato} SIOPE del {anno} {euro(totale)} di {numero(len(righe))} comuni sono da "
                "regolarizzare: stanno in una voce a parte, fuori dai titoli."
            )


def _alcuni(nomi: Collection[str]) -> str:
    resto = len(nomi) - _NOMINATI
    coda = f" e altri {numero(resto)}" if resto > 0 else ""
    return ", ".join(list(nomi)[:_NOMINATI]) + coda
