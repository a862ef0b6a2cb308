"""What is known of an ente on the day of an act: its accounts, its people, its other acts.

Every account that is read through here is noted: an act can say where each of its numbers comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd

from crescere_kit import indicators
from crescere_kit.accounts import Conti, Voce, nome_voce
from crescere_kit.accounts.voci import MANUALE, unita
from crescere_kit.acts.people import Anagrafica
from crescere_kit.indicators import compute
from crescere_kit.indicators.indicator import EURO, Indicatore
from crescere_kit.indicators.wording import scrivi_voce
from crescere_kit.sources.store import Archivio

FASI_ESERCIZI = ("competenza_1", "competenza_2", "competenza_3")


@dataclass(frozen=True)
class Cella:
    """An account, or an indicator, behind a number: in words, with its year and where it was filed."""

    nome: str
    anno: int
    testo: str
    voce: Voce | None = None
    indicatore: str = ""


@dataclass(frozen=True)
class Importato:
    """Another act of the ente as it was adopted: its frozen context and the SHA-256 of it."""

    id: str
    codice: str
    contesto: Mapping[str, Any]
    sha256: str


@dataclass(frozen=True)
class Fatti:
    """What the acts of one ente may read.

    giorno: the day of the act (of the session, for a deliberazione). importa: gives an adopted act by its id.
    """

    conti: Conti
    istat: str
    giorno: date
    anagrafica: Anagrafica
    archivio: Archivio | None = None
    importa: Callable[[str], Importato] | None = None
    _celle: list[Cella] = field(default_factory=list, repr=False, compare=False)
    _valori: dict[tuple[str, int], indicators.Valore] = field(default_factory=dict, repr=False, compare=False)

    def letti(self) -> list[Cella]:
        """Return, and forget, the accounts read since the last call."""
        celle = list(dict.fromkeys(self._celle))
        self._celle.clear()
        return celle

    def valore(self, documento: str, lato: str, codice: str, fase: str, anno: int) -> Decimal | None:
        """Return an account of a year in euro (or in its own unit); None when nobody filed it."""
        return self._leggi(Voce(documento, lato, codice, fase), anno)

    def previsto(self, lato: str, codice: str, anno: int, *, cassa: bool = False) -> Decimal | None:
        """Return the stanziamento of a code in a year, as last changed; None when unknown.

        The year in force has competenza and cassa; the two after it are read from the same budget.
        """
        esercizio, passo = self._esercizio(anno)
        fase = "cassa_1" if cassa else FASI_ESERCIZI[passo]
        if cassa and passo:
            return None
        for documento in ("assestato", "previsione"):
            trovato = self._leggi(Voce(documento, lato, codice, fase), esercizio)
            if trovato is not None:
                return trovato
        return None

    def modulo(self, lato: str, codice: str, anno: int, fase: str = "valore") -> Decimal | None:
        """Return what the ente wrote in its own form for a year."""
        return self._leggi(Voce(MANUALE, lato, codice, fase), anno)

    def rendiconto(self, lato: str, codice: str, fase: str, anno: int) -> Decimal | None:
        """Return an account of the rendiconto of a year, in euro."""
        return self._leggi(Voce("rendiconto", lato, codice, fase), anno)

    def indicatore(self, codice: str, anno: int) -> Decimal | None:
        """Return an indicator of the kit for a year: euro, percentage points, days or a number."""
        valore = self.valore_di(codice, anno)
        if valore is None or valore.valore is None:
            return None
        in_euro = valore.unita == EURO
        letto = Decimal(int(valore.valore)) / 100 if in_euro else Decimal(str(round(float(valore.valore), 4)))
        self._celle.append(Cella(valore.nome, anno, valore.testo, indicatore=codice))
        return letto

    def valore_di(self, codice: str, anno: int) -> indicators.Valore | None:
        """Return an indicator of a year with its limit and its reasons; None where there are no accounts."""
        if (self.istat, anno) not in self.conti.indice:
            return None
        chiave = (codice, anno)
        if chiave not in self._valori:
            calcolati = compute.calcola(self.conti, [_per_codice()[codice]])
            self._valori[chiave] = calcolati.valore(self.istat, anno, codice)
        return self._valori[chiave]

    def con_conti(self, conti: Conti) -> Fatti:
        """Return the same facts on other accounts; what is read there is not noted here."""
        return replace(self, conti=conti, _celle=[], _valori={})

    def anno_del_bilancio(self) -> int:
        """Return the year of the budget in force on the day of the act."""
        return self.giorno.year

    def ultimo_rendiconto(self) -> int | None:
        """Return the last year before that of the act that has a rendiconto; None if none has."""
        presenti = self.conti.ha("rendiconto")
        anni = [anno for (istat, anno), ha in presenti.items() if ha and istat == self.istat]
        return max((anno for anno in anni if anno < self.giorno.year), default=None)

    def popolazione(self) -> int | None:
        """Return the inhabitants, from the registry of the ente or else from the anagrafe of the accounts."""
        if self.anagrafica.ente.popolazione is not None:
            return self.anagrafica.ente.popolazione
        trovata = self.conti.enti["popolazione"].get(self.istat)
        return None if pd.isna(trovata) else int(trovata)

    def _esercizio(self, anno: int) -> tuple[int, int]:
        in_vigore = self.anno_del_bilancio()
        passo = anno - in_vigore
        return (in_vigore, passo) if passo in range(len(FASI_ESERCIZI)) else (anno, 0)

    def _leggi(self, voce: Voce, anno: int) -> Decimal | None:
        riga = (self.istat, anno)
        if riga not in self.conti.indice:
            return None
        grezzo = self.conti.voce(*voce).loc[riga]
        if pd.isna(grezzo):
            return None
        misura = unita(voce)
        self._celle.append(Cella(nome_voce(voce), anno, scrivi_voce(grezzo, misura), voce))
        return Decimal(int(grezzo)) / 100 if misura == EURO else Decimal(str(grezzo))


@cache
def _per_codice() -> dict[str, Indicatore]:
    return {uno.codice: uno for uno in indicators.TUTTI}
