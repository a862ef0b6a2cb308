"""What is on the desk of a comune when an act is prepared: its accounts, its people, its register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.acts import people
from crescere_kit.acts.facts import Fatti, Importato
from crescere_kit.acts.people import Anagrafica
from crescere_kit.acts.register import Ufficio
from crescere_kit.sources.store import Archivio

ANAGRAFICA = "anagrafica.toml"


@dataclass(frozen=True)
class Scrivania:
    """The accounts of one comune (of this panel), its office, and where the accounts come from."""

    conti: Conti
    istat: str
    ufficio: Ufficio
    archivio: Archivio | None = None

    @property
    def slug(self) -> str:
        """The name of the comune as folders write it."""
        return str(self.conti.enti.loc[self.istat, "slug"])

    @property
    def nome(self) -> str:
        """The name of the comune."""
        return str(self.conti.enti.loc[self.istat, "nome"])

    @property
    def file_anagrafica(self) -> Path:
        """Where the registry of the ente is written."""
        return self.ufficio.cartella / ANAGRAFICA

    def anagrafica(self) -> Anagrafica:
        """Return the registry of the ente; where nobody wrote it, what the accounts say of it and no people.

        Raises AnagraficaNonValida when it is there and cannot be read.
        """
        if self.file_anagrafica.exists():
            return people.leggi(self.file_anagrafica)
        return anagrafica_minima(self.conti, self.istat)

    def fatti(self, giorno: date) -> Fatti:
        """Return what the acts of a day may read."""
        suoi = self.conti.uno(self.istat).al(giorno)
        return Fatti(suoi, self.istat, giorno, self.anagrafica(), self.archivio, Importatore(self.ufficio))


class Importatore:
    """Gives adopted acts by their practice, and remembers which it gave: the register wants to know."""

    def __init__(self, ufficio: Ufficio):
        self._ufficio = ufficio
        self.presi: dict[str, str] = {}  # practice → hash of what was taken

    def __call__(self, pratica: str) -> Importato:
        preso = self._ufficio.importa(pratica)
        self.presi[pratica] = preso.impronta
        return Importato(pratica, self._ufficio.pratica(pratica).codice, preso.contesto, preso.impronta)


def anagrafica_minima(conti: Conti, istat: str) -> Anagrafica:
    """Return a registry with only what the accounts say of the ente."""
    ente = conti.enti.loc[istat]
    detti = {"denominazione": f"Comune di {ente['nome']}", "istat": istat}
    if not pd.isna(ente["provincia"]):
        detti["provincia"] = str(ente["provincia"])
    popolazione = None if pd.isna(ente["popolazione"]) else int(ente["popolazione"])
    return people.da_dati({"ente": detti | {"popolazione": popolazione}})
