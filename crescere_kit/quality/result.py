"""What the gate found: a table over the panel, and the sentences of one comune and year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from crescere_kit.accounts import Voce
from crescere_kit.euro import numero
from crescere_kit.indicators import Indicatori
from crescere_kit.indicators.indicator import EURO
from crescere_kit.indicators.wording import scrivi
from crescere_kit.quality.catalogue import controlli
from crescere_kit.quality.finding import Oggetto, Riscontro

COLONNE = ["istat", "anno", "codice", "oggetto", "valore", "atteso"]


@dataclass(frozen=True)
class Anomalia:
    """A datum to be checked, in words; valore and atteso are cents for euro and points for percentuale.

    tocca are the codici of the indicators that read what may be wrong.
    """

    codice: str
    anno: int
    titolo: str
    frase: str
    perche: str
    fare: str
    unita: str
    valore: float | None
    atteso: float | None
    tocca: tuple[str, ...]

    @property
    def testo(self) -> str:
        """All that is to be said of it."""
        return f"{self.frase} {self.perche} {self.fare}"

    def come_dict(self) -> dict[str, Any]:
        """Return plain JSON types; amounts are in euro, shares in percentage points, as `unita` says."""
        campi = asdict(self) | {"tocca": list(self.tocca)}
        if self.unita == EURO:
            campi |= {nome: campi[nome] and campi[nome] / 100 for nome in ("valore", "atteso")}
        return campi


@dataclass(frozen=True)
class Qualita:
    """The data to be checked over a panel.

    tabella: one row for each: istat, anno, codice of the check, oggetto (what it looked at, in words), valore
    and atteso (NaN where there is none), in cents or points.
    """

    indicatori: Indicatori
    tabella: pd.DataFrame
    oggetti: Mapping[tuple[str, str], Oggetto]

    def di(self, istat: str, anno: int) -> list[Anomalia]:
        """Return the data to be checked of one comune and year, in words."""
        return [self._anomalia(riga) for riga in self._righe.get((istat, anno), ())]

    @cached_property
    def _righe(self) -> dict[tuple[str, int], list[Any]]:
        per_riga: dict[tuple[str, int], list[Any]] = {}
        for riga in self.tabella.itertuples(index=False):
            per_riga.setdefault((riga.istat, riga.anno), []).append(riga)
        return per_riga

    def per_indicatore(self, istat: str, anno: int) -> dict[str, list[Anomalia]]:
        """Return the doubtful data behind each indicator, of the year and of those that it looks back to.

        What is missing is not among them: the indicators that need it have no value.
        """
        indietro = {passo for traccia in self._tracce.values() for passo in traccia.indietro}
        anni = sorted({anno, *(anno - passo for passo in indietro)}, reverse=True)
        dubbi = [dato for uno in anni for dato in self.di(istat, uno) if not controlli()[dato.codice].assenza]
        trovati = {
            codice: [d for d in dubbi if codice in d.tocca and anno - d.anno in {0, *traccia.indietro}]
            for codice, traccia in self._tracce.items()
        }
        return {codice: suoi for codice, suoi in trovati.items() if suoi}

    @property
    def _tracce(self) -> dict[str, Any]:
        return self.indicatori.tracce

    @cached_property
    def _lette(self) -> dict[str, frozenset[Voce]]:
        return {codice: frozenset(traccia) for codice, traccia in self._tracce.items()}

    def _anomalia(self, riga: Any) -> Anomalia:
        oggetto, controllo = self.oggetti[riga.codice, riga.oggetto], controlli()[riga.codice]
        parole = {nome: scrivi(getattr(riga, nome), oggetto.unita) for nome in ("valore", "atteso")}
        frase = controllo.frase.format(anno=riga.anno, cosa=oggetto.nome, volte=_volte(riga), **parole)
        return Anomalia(
            codice=riga.codice,
            anno=int(riga.anno),
            titolo=controllo.titolo,
            frase=frase,
            perche=controllo.perche,
            fare=controllo.fare,
            unita=oggetto.unita,
            valore=_noto(riga.valore),
            atteso=_noto(riga.atteso),
            tocca=self._tocca(oggetto),
        )

    def _tocca(self, oggetto: Oggetto) -> tuple[str, ...]:
        return tuple(
            codice
            for codice, voci in self._lette.items()
            if codice in oggetto.indicatori or any(map(oggetto.difettosa, voci))
        )


def riunisci(indicatori: Indicatori, trovati: Iterable[Riscontro]) -> Qualita:
    """Put together what every check found."""
    trovati = [uno for uno in trovati if len(uno.righe)]
    indice, ordine = indicatori.conti.indice, list(controlli())
    if not trovati:
        return Qualita(indicatori, pd.DataFrame(columns=COLONNE), {})
    righe = np.concatenate([uno.righe for uno in trovati])
    quante = [len(uno.righe) for uno in trovati]
    tabella = pd.DataFrame(
        {
            "istat": indice.get_level_values("istat")[righe],
            "anno": indice.get_level_values("anno")[righe],
            "codice": np.repeat([uno.codice for uno in trovati], quante),
            "oggetto": np.repeat([uno.oggetto.nome for uno in trovati], quante),
            "valore": np.concatenate([uno.valori for uno in trovati]),
            "atteso": np.concatenate([uno.attesi for uno in trovati]),
        }
    )
    posto = np.repeat([ordine.index(uno.codice) for uno in trovati], quante)
    tabella = tabella.iloc[np.lexsort((posto, righe))].reset_index(drop=True)
    return Qualita(indicatori, tabella, {(uno.codice, uno.oggetto.nome): uno.oggetto for uno in trovati})


def _volte(riga: Any) -> str:
    return numero(riga.valore / riga.atteso, 1 if riga.valore > riga.atteso else 2) if riga.atteso else ""


def _noto(valore: float) -> float | None:
    return None if pd.isna(valore) else float(valore)
