"""The panel: the accounts of one comune or of 7,900, one row per (istat, anno), one column per voce."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from crescere_kit import column
from crescere_kit.accounts import columns, lists, places
from crescere_kit.accounts.blocks import Colonne
from crescere_kit.accounts.columns import senza_voci, tipo
from crescere_kit.accounts.readings import Letture
from crescere_kit.accounts.trace import Traccia
from crescere_kit.accounts.voci import (
    LIVELLI,
    TITOLI_ENTRATE,
    TITOLI_SPESE,
    Voce,
    controlla,
    nome_voce,
)

INDICE = ["istat", "anno"]
COLONNE_ENTI = ["nome", "slug", "provincia", "regione", "popolazione"]

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Conti(Letture):
    """Harmonised accounts (D.Lgs. 118/2011) of any number of enti and years.

    colonne: for each voce an array over the rows: euro are integer cents (Int64), declared percentages
        Float64; missing is <NA>. They are never written: what is derived is another panel.
    indice: MultiIndex (istat: str, anno: int), the rows.
    enti: DataFrame, index istat, columns nome, slug, provincia, regione, popolazione.
    giorno: the day of the analysis, on which what was due before and is not done is late; None when nobody
        said it, and then nothing is judged late that has no date of its own.
    """

    colonne: Colonne
    indice: pd.MultiIndex
    enti: pd.DataFrame
    giorno: date | None = None
    _usate: Traccia | None = field(default=None, repr=False)

    @classmethod
    def da_righe(cls, righe: pd.DataFrame, enti: pd.DataFrame) -> Conti:
        """Build the panel from long rows: istat, anno, documento, lato, codice, fase, importo, rapporto."""
        return cls(*columns.da_righe(righe, INDICE), enti)

    @classmethod
    def di_colonne(
        cls,
        colonne: Mapping[Voce, ExtensionArray],
        indice: pd.MultiIndex,
        enti: pd.DataFrame,
        giorno: date | None = None,
    ) -> Conti:
        """Build the panel from columns given one by one."""
        return cls(Colonne.di(colonne, len(indice)), indice, enti, giorno)

    @cached_property
    def tavola(self) -> pd.DataFrame:
        """The panel as one DataFrame, for who looks at it whole: its columns are (documento, lato, codice,
        fase).
        """
        tavola = pd.DataFrame(dict(self.colonne), index=self.indice, copy=False)
        voci = list(self.colonne)
        tavola.columns = pd.MultiIndex.from_tuples(voci, names=LIVELLI) if voci else senza_voci()
        return tavola

    @property
    def anno_di_riga(self) -> np.ndarray:
        """The year of each row."""
        return self._saputo(
            "anni", lambda conti: conti.indice.get_level_values("anno").to_numpy(dtype="int64")
        )

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.indice)

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
                column.colonna(self.colonne[voce], self.indice)
                if voce in self.colonne
                else column.costante(self.indice, pd.NA, tipo(voce))
            )
        return self._lette[voce]

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
            return lists.leggi({voce: conti.voce(*voce) for voce in scritte}, lato, conti.indice)

        return self.ricorda(("elenco", lato), leggi)

    def per_ente(self, valori: pd.Series) -> pd.Series:
        """Return the sum of a column of an `elenco` for each row of the panel.

        Missing where the ente wrote no row, or left blank what the sum needs.
        """
        return lists.somma(valori, self.indice)

    def popolazione(self) -> pd.Series:
        """Return the inhabitants of the ente of each row, as the anagrafe has them; missing if unknown."""
        return self.ricorda(
            "popolazione", lambda conti: columns.per_riga(conti.indice, conti.enti["popolazione"])
        )

    def codici(self, documento: str, lato: str) -> list[str]:
        """Return the codes that anybody filed in one side of a documento, in order."""
        return self.ricorda(
            ("codici", documento, lato),
            lambda conti: sorted({voce.codice for voce in conti.colonne if voce[:2] == (documento, lato)}),
        )

    @property
    def rendiconto_vuoto(self) -> pd.Series:
        """Tell (bool) where a rendiconto was filed with every titolo at zero: it says nothing of the ente."""
        return self._saputo("rendiconto vuoto", _vuoto)

    def anni_prima(self, serie: pd.Series, anni: int) -> pd.Series:
        """Return, for each ente and year, the value that the series had so many years before."""
        return column.presi(serie, self.posti_prima(anni), self.indice)

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

    def _saputo(self, nome: str, calcola: Callable[[Conti], T]) -> T:
        """Return what is so of these accounts whoever reads, computed once and told as read to nobody."""
        if nome not in self._saputi:
            self._saputi[nome] = calcola(self.letto_da(None))
        return self._saputi[nome]

    @cached_property
    def _saputi(self) -> dict[str, Any]:
        return {}

    @cached_property
    def _ricordi(self) -> dict[Hashable, tuple[Any, Traccia]]:
        return {}

    def con_traccia(self) -> tuple[Conti, Traccia]:
        """Return the same panel and a list to which it appends every voce that is read from it."""
        usate = Traccia()
        return self.letto_da(usate), usate

    def letto_da(self, usate: Traccia | None) -> Conti:
        """Return the same panel for another reader: what is known already does not depend on who reads."""
        letto = Conti(self.colonne, self.indice, self.enti, self.giorno, usate)
        for nome in ("_lette", "_ricordi", "_saputi"):
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
        return self._saputo("posti", lambda conti: places.per_riga(conti.indice)).get((istat, anno))

    def ha(self, documento: str) -> pd.Series:
        """Tell (bool) which rows have anything of a documento."""
        return self.ricorda(
            ("ha", documento),
            lambda conti: column.colonna(columns.qualcosa(conti, documento), conti.indice),
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
        tenute, enti = np.ones(len(self), dtype=bool), self.enti
        if istat is not None:
            scelti = list(istat)
            tenute &= self.indice.get_level_values("istat").isin(scelti)
            enti = enti[enti.index.isin(scelti)]
        if anni is not None:
            tenute &= self.indice.get_level_values("anno").isin(list(anni))
        if tenute.all():
            return self if len(enti) == len(self.enti) else replace(self, enti=enti, _usate=None)
        righe = self.righe(np.flatnonzero(tenute))
        return replace(righe, enti=enti, _usate=None)

    def righe(self, posti: np.ndarray) -> Conti:
        """Return the panel of the rows at some places, with all the enti."""
        return replace(self, colonne=self.colonne.presi(posti), indice=self.indice[posti])

    def uno(self, istat: str) -> Conti:
        """Return the panel of one ente, kept for whoever asks again; what they read of it is not told."""
        return self.ricorda(("uno", istat), lambda conti: conti.solo([istat]).letto_da(None))

    def al(self, giorno: date) -> Conti:
        """Return the same panel, to be judged on that day."""
        return replace(self, giorno=giorno)

    def senza_documenti(self, documenti: Iterable[str]) -> Conti:
        """Return the panel without some documenti, for what must not know of them."""
        tolti = frozenset(documenti)
        return replace(self, colonne=self.colonne.solo(lambda voce: voce.documento not in tolti))

    def scritti(self, istat: str, anno: int, valori: Mapping[Voce, int | float | None]) -> Conti:
        """Return the panel with some voci of a row that are these; the row is added where it is not there."""
        conti = self if self.posto(istat, anno) is not None else self._con_riga(istat, anno)
        colonne = conti.colonne.scritte(conti.posto(istat, anno), valori)
        return replace(conti, colonne=colonne)

    def _con_riga(self, istat: str, anno: int) -> Conti:
        indice = pd.MultiIndex.from_tuples([*self.indice, (istat, anno)], names=INDICE).sort_values()
        return replace(self, colonne=self.colonne.presi(self.indice.get_indexer(indice)), indice=indice)

    def anni(self, istat: str) -> list[int]:
        """Return the years of which this ente has anything, in order."""
        indice = self.indice
        return sorted(indice.get_level_values("anno")[indice.get_level_values("istat") == istat].tolist())


def _vuoto(conti: Conti) -> pd.Series:
    movimenti = conti.accertamenti(*TITOLI_ENTRATE).abs() + conti.impegni(*TITOLI_SPESE).abs()
    return movimenti.eq(0).fillna(False).astype(bool)
