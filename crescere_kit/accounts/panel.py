"""The panel: the accounts of one comune or of 7,900, one row per (istat, anno), one column per voce."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial, reduce
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from crescere_kit import column
from crescere_kit.accounts import columns, lists, places
from crescere_kit.accounts.columns import senza_voci, tipo
from crescere_kit.accounts.trace import Traccia
from crescere_kit.accounts.voci import (
    LIVELLI,
    MANUALE,
    TITOLI_ENTRATE,
    TITOLI_SPESE,
    Voce,
    controlla,
    nome_voce,
)

INDICE = ["istat", "anno"]
COLONNE_ENTI = ["nome", "slug", "provincia", "regione", "popolazione"]

T = TypeVar("T")


@dataclass(frozen=True)
class Conti:
    """Harmonised accounts (D.Lgs. 118/2011) of any number of enti and years.

    tavola: DataFrame, index MultiIndex (istat: str, anno: int), columns MultiIndex (documento, lato, codice,
        fase); euro columns are integer cents (Int64), declared percentages Float64; missing is <NA>.
    enti: DataFrame, index istat, columns nome, slug, provincia, regione, popolazione.
    giorno: the day of the analysis, on which what was due before and is not done is late; None when nobody
        said it, and then nothing is judged late that has no date of its own.
    """

    tavola: pd.DataFrame
    enti: pd.DataFrame
    _usate: Traccia | None = field(default=None, repr=False, compare=False)
    giorno: date | None = None
    _arrays: tuple[pd.DataFrame, dict[Voce, Any]] | None = field(default=None, repr=False, compare=False)

    @classmethod
    def da_righe(cls, righe: pd.DataFrame, enti: pd.DataFrame) -> Conti:
        """Build the panel from long rows: istat, anno, documento, lato, codice, fase, importo, rapporto."""
        return cls.di_colonne(*columns.da_righe(righe, INDICE), enti)

    @classmethod
    def di_colonne(
        cls, colonne: dict[Voce, Any], indice: pd.MultiIndex, enti: pd.DataFrame, giorno: date | None = None
    ) -> Conti:
        """Build the panel from its columns, which are not copied."""
        tavola = pd.DataFrame(colonne, index=indice, copy=False)
        tavola.columns = pd.MultiIndex.from_tuples(list(colonne), names=LIVELLI) if colonne else senza_voci()
        return cls(tavola, enti, giorno=giorno, _arrays=(tavola, colonne))

    @cached_property
    def colonne(self) -> dict[Voce, pd.api.extensions.ExtensionArray]:
        """The columns as arrays, in order: taking one out of a wide table costs more than adding two."""
        tavola, arrays = self._arrays or (None, {})
        if tavola is self.tavola and len(arrays) == len(tavola.columns):
            return arrays
        return {Voce(*voce): serie.array for voce, serie in self.tavola.items()}

    def voce(self, documento: str, lato: str, codice: str, fase: str) -> pd.Series:
        """Return one voce over the whole index; all missing when nobody filed it.

        Raises VoceSconosciuta for a name that no official scheme has.
        """
        voce = Voce(documento, lato, codice, fase)
        controlla(voce)
        if self._usate is not None:
            self._usate.append(voce)
        if voce not in self._lette:
            self._lette[voce] = (
                column.colonna(self.colonne[voce], self.tavola.index)
                if voce in self.colonne
                else column.costante(self.tavola.index, pd.NA, tipo(voce))
            )
        return self._lette[voce]

    def entrate(self, fase: str, *codici: str) -> pd.Series:
        """Return the sum of a fase of the rendiconto's entrate over the codes; missing if any is missing."""
        return _somma(self.voce("rendiconto", "entrate", codice, fase) for codice in codici)

    def spese(self, fase: str, *codici: str) -> pd.Series:
        """Return the sum of a fase of the rendiconto's spese over the codes; missing if any is missing."""
        return _somma(self.voce("rendiconto", "spese", codice, fase) for codice in codici)

    def accertamenti(self, *codici: str) -> pd.Series:
        """Return the accertamenti of the given codes of entrata."""
        return self.entrate("accertamenti", *codici)

    def riscossioni_competenza(self, *codici: str) -> pd.Series:
        """Return the riscossioni in conto competenza of the given codes of entrata."""
        return self.entrate("riscossioni_competenza", *codici)

    def riscossioni_residui(self, *codici: str) -> pd.Series:
        """Return the riscossioni in conto residui of the given codes of entrata."""
        return self.entrate("riscossioni_residui", *codici)

    def impegni(self, *codici: str) -> pd.Series:
        """Return the impegni of the given codes of spesa."""
        return self.spese("impegni", *codici)

    def equilibri(self, *righe: str) -> pd.Series:
        """Return the sum of rows of the prospetto degli equilibri (all. 10)."""
        return _somma(self.voce("rendiconto", "equilibri", riga, "importo") for riga in righe)

    def risultato(self, *righe: str) -> pd.Series:
        """Return the sum of rows of the allegato a (risultato di amministrazione)."""
        return _somma(self.voce("rendiconto", "risultato", riga, "importo") for riga in righe)

    def dichiarato(self, codice: str) -> pd.Series:
        """Return an indicatore sintetico as the ente declared it, in percentage points."""
        return self.voce("indicatori", "sintetici", codice, "percentuale")

    def manuale(self, lato: str, codice: str, fase: str = "valore") -> pd.Series:
        """Return what the ente wrote in its own form."""
        return self.voce(MANUALE, lato, codice, fase)

    def facoltativo(self, lato: str, codice: str) -> pd.Series:
        """Return what the ente wrote in its form, where a blank is answered by the rest of the accounts."""
        scritto = self.manuale(lato, codice)
        if self._usate is not None:
            self._usate.facoltative.append(self._usate.pop())
        return scritto

    def elenco(self, lato: str) -> pd.DataFrame:
        """Return a list of the ente's own form (its loans, its lawsuits) as it was written.

        One row for each (istat, anno, codice), codice being the name that the ente gave to the row, and one
        column for each fase of the list; missing is <NA>.
        """

        def leggi(conti: Conti) -> pd.DataFrame:
            scritte = lists.voci_scritte(conti.colonne, lato)
            return lists.leggi({voce: conti.voce(*voce) for voce in scritte}, lato, conti.tavola.index)

        return self.ricorda(("elenco", lato), leggi)

    def per_ente(self, valori: pd.Series) -> pd.Series:
        """Return the sum of a column of an `elenco` for each row of the panel.

        Missing where the ente wrote no row, or left blank what the sum needs.
        """
        return lists.somma(valori, self.tavola.index)

    def popolazione(self) -> pd.Series:
        """Return the inhabitants of the ente of each row, as the anagrafe has them; missing if unknown."""
        return self.ricorda(
            "popolazione", lambda conti: columns.per_riga(conti.tavola, conti.enti["popolazione"])
        )

    def previsione(self, lato: str, fase: str, *codici: str) -> pd.Series:
        """Return the sum of a fase of the bilancio di previsione over the codes, as last changed.

        The assestato takes the place of what was first approved, row by row, where it is known.
        """
        approvato, assestato = (
            _somma(self.voce(documento, lato, codice, fase) for codice in codici)
            for documento in ("previsione", "assestato")
        )
        return assestato.where(assestato.notna(), approvato)

    def codici(self, documento: str, lato: str) -> list[str]:
        """Return the codes that anybody filed in one side of a documento, in order."""
        return self.ricorda(
            ("codici", documento, lato),
            lambda conti: sorted({voce.codice for voce in conti.colonne if voce[:2] == (documento, lato)}),
        )

    @cached_property
    def rendiconto_vuoto(self) -> pd.Series:
        """Tell (bool) where a rendiconto was filed with every titolo at zero: it says nothing of the ente."""
        movimenti = self.accertamenti(*TITOLI_ENTRATE).abs() + self.impegni(*TITOLI_SPESE).abs()
        return movimenti.eq(0).fillna(False).astype(bool)

    def anni_prima(self, serie: pd.Series, anni: int) -> pd.Series:
        """Return, for each ente and year, the value that the series had so many years before."""
        return column.presi(serie, self.posti_prima(anni), self.tavola.index)

    def posti_prima(self, anni: int) -> np.ndarray:
        """Return the place of the row that each ente had so many years before, -1 where it has none."""
        if self._usate is not None:
            self._usate.indietro.add(anni)
        return self.ricorda(("posti_prima", anni), partial(places.posti_prima, anni=anni))

    @cached_property
    def _lette(self) -> dict[Voce, pd.Series]:
        """The voci read so far: taking a column out of a wide table costs more than adding two."""
        return {}

    def ricorda(self, chiave: Hashable, calcola: Callable[[Conti], T]) -> T:
        """Return what a function gives of these accounts, computed once.

        The accounts never change. Who asks again is told as read all that the function read the first time.
        """
        if chiave not in self._ricordi:
            letto, traccia = self.con_traccia()
            self._ricordi[chiave] = calcola(letto), traccia
        valore, traccia = self._ricordi[chiave]
        if self._usate is not None:
            self._usate.aggiungi(traccia)
        return valore

    @cached_property
    def _ricordi(self) -> dict[Hashable, tuple[Any, Traccia]]:
        return {}

    def con_traccia(self) -> tuple[Conti, Traccia]:
        """Return the same panel and a list to which it appends every voce that is read from it."""
        usate = Traccia()
        return self.letto_da(usate), usate

    def letto_da(self, usate: Traccia | None) -> Conti:
        """Return the same panel for another reader: what is known already does not depend on who reads."""
        letto = replace(self, _usate=usate)
        for nome in ("colonne", "rendiconto_vuoto", "_lette", "_ricordi", "_posti"):
            letto.__dict__[nome] = getattr(self, nome)
        return letto

    def manca(self, usate: Iterable[Voce], istat: str, anno: int) -> list[str]:
        """Return the Italian names of the voci, among those used, that this ente has not for this year."""
        presenti = self.presenti(istat, anno)
        return [
            nome_voce(voce)
            for voce in dict.fromkeys(usate)
            # where nobody changed the budget it is the one first approved
            if voce.documento != "assestato" and voce not in presenti
        ]

    def posto(self, istat: str, anno: int) -> int | None:
        """Return the place of a row, None where the panel has not it."""
        return self._posti.get((istat, anno))

    _posti = cached_property(lambda conti: places.per_riga(conti.tavola.index))

    def ha(self, documento: str) -> pd.Series:
        """Tell (bool) which rows have anything of a documento."""
        return self.ricorda(
            ("ha", documento),
            lambda conti: column.colonna(columns.qualcosa(conti, documento), conti.tavola.index),
        )

    def presenti(self, istat: str, anno: int) -> frozenset[Voce]:
        """Return the voci that an ente has for a year."""
        suo = self.uno(istat)
        return suo.ricorda(("presenti", istat, anno), lambda conti: columns.presenti(conti, (istat, anno)))

    def lati(self, istat: str, anno: int) -> frozenset[tuple[str, str]]:
        """Return the documenti, each with its sides, of which an ente has something for a year."""
        return self.ricorda(("lati", istat, anno), partial(columns.lati, riga=(istat, anno)))

    def solo(self, istat: Iterable[str] | None = None, anni: Iterable[int] | None = None) -> Conti:
        """Return the panel of some enti and some years only."""
        tenute, enti = np.ones(len(self.tavola), dtype=bool), self.enti
        if istat is not None:
            scelti = list(istat)
            tenute &= self.tavola.index.get_level_values("istat").isin(scelti)
            enti = enti[enti.index.isin(scelti)]
        if anni is not None:
            tenute &= self.tavola.index.get_level_values("anno").isin(list(anni))
        if tenute.all() and len(enti) == len(self.enti):
            return self
        return Conti(self.tavola if tenute.all() else self.tavola[tenute], enti, giorno=self.giorno)

    def uno(self, istat: str) -> Conti:
        """Return the panel of one ente, kept for whoever asks again; what they read of it is not told."""
        return self.ricorda(("uno", istat), lambda conti: conti.solo([istat]).letto_da(None))

    def al(self, giorno: date) -> Conti:
        """Return the same panel, to be judged on that day."""
        return replace(self, giorno=giorno)

    def senza_documenti(self, documenti: Iterable[str]) -> Conti:
        """Return the panel without some documenti, for what must not know of them."""
        tolti = self.tavola.columns.get_level_values("documento").isin(list(documenti))
        return replace(self, tavola=self.tavola.loc[:, ~tolti])

    def anni(self, istat: str) -> list[int]:
        """Return the years of which this ente has anything, in order."""
        indice = self.tavola.index
        return sorted(indice.get_level_values("anno")[indice.get_level_values("istat") == istat].tolist())


def _somma(serie: Iterable[pd.Series]) -> pd.Series:
    return reduce(lambda prima, seconda: prima + seconda, serie)
