"""The projection itself: the two years after the last rendiconto, and all that can be asked of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property

import numpy as np

from crescere_kit import criticalities, indicators, rules
from crescere_kit.accounts import Conti
from crescere_kit.criticalities.catalogue import casi
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.indicators import compute
from crescere_kit.projection import cautions, movements, probability, rows
from crescere_kit.projection.engine import Anni, Motore
from crescere_kit.projection.forecast import Modello, impara
from crescere_kit.projection.forecast.voci import dei_conti
from crescere_kit.projection.horizon import ANNI, Orizzonte
from crescere_kit.projection.rows import Riga, Saldo
from crescere_kit.projection.scenario import Scenario, predefiniti
from crescere_kit.projection.shape import in_conti
from crescere_kit.projection.treasury.monthly import Mensile
from crescere_kit.projection.treasury.overdraft import Scoperto

_SEME = 118  # any number, as long as it stays the same: the same accounts give the same bands
SALDI = {
    "O": ("equilibri_previsti", "O"),
    "W": ("equilibri_previsti", "W"),
    "E": ("risultato", "disponibile"),
}


class ProiezioneImpossibile(ErroreSpiegato, LookupError):
    """There is nothing to start from."""


@dataclass(frozen=True)
class Proiezione:
    """The next two years of one comune or of many under one scenario.

    Everything that is asked of one comune is asked by its ISTAT code; with one only, it may be left out.
    """

    motore: Motore
    scenario: Scenario

    @property
    def istat(self) -> tuple[str, ...]:
        """The comuni that are projected."""
        return self.motore.orizzonte.istat

    @cached_property
    def futuro(self) -> Anni:
        """The central path of every comune: arrays (n, 1, 2)."""
        return self.motore.anni(self.scenario)

    @cached_property
    def campioni(self) -> Anni:
        """A thousand paths of the only comune: arrays (1, S, 2)."""
        scosse = self.motore.tendenze.scosse(_quanti(), _SEME)
        return self.motore.anni(self.scenario, scosse)

    @cached_property
    def conti(self) -> Conti:
        """The accounts as filed and, after them, the two projected years in the same shape."""
        voci = {
            voce: _centrale(valori, len(self.istat)) for voce, valori in self.motore.voci(self.futuro).items()
        }
        return in_conti(self.motore.conti, self.motore.orizzonte, voci)

    @cached_property
    def indicatori(self) -> indicators.Indicatori:
        """The indicators that some law or sign judges, over past and future: the same formulas, unchanged."""
        return compute.calcola(self.conti, giudicati())

    @cached_property
    def _criticita(self) -> criticalities.Criticita:
        return criticalities.trova(self.conti, self.indicatori)

    def con(self, scenario: Scenario) -> Proiezione:
        """Return the same projection under another scenario; what does not depend on it is kept."""
        return replace(self, scenario=scenario)

    def uno(self, istat: str | None = None) -> Proiezione:
        """Return the projection of one comune alone."""
        istat = istat or self.istat[0]
        if self.istat == (istat,):
            return self
        if istat not in self.istat:
            raise ProiezioneImpossibile(_senza_rendiconto(istat))
        return self._uni.setdefault(istat, replace(self, motore=self.motore.solo(istat)))

    @cached_property
    def _uni(self) -> dict[str, Proiezione]:
        return {}

    def anni(self, istat: str | None = None) -> tuple[int, ...]:
        """Return the year of the last rendiconto and the two projected after it."""
        base = int(self.uno(istat).motore.orizzonte.base[0])
        return tuple(base + passo for passo in range(ANNI + 1))

    def righe(self, istat: str | None = None) -> list[Riga]:
        """Return every line with its reason, its bands and its measured error."""
        uno = self.uno(istat)
        return rows.righe(uno.motore, uno.scenario, uno.futuro, uno.campioni)

    def saldi(self, istat: str | None = None) -> dict[str, list[Saldo]]:
        """Return O, W, E and the fondo cassa of the two years, with bands and gap."""
        return self.uno(istat)._saldi  # noqa: SLF001, the same class

    @cached_property
    def _saldi(self) -> dict[str, list[Saldo]]:
        base, trovati = int(self.motore.orizzonte.base[0]), {}
        for nome, (prospetto, riga) in SALDI.items():
            centrali, percorsi = (una.prospetti[prospetto][riga][0] for una in (self.futuro, self.campioni))
            trovati[nome] = rows.saldi(nome, base, centrali[0], percorsi)
        cassa = (una.mossi.cassa[0] for una in (self.futuro, self.campioni))
        centrali, percorsi = cassa
        return trovati | {"cassa": rows.saldi("cassa", base, centrali[0], percorsi)}

    def corrente(self, istat: str | None = None) -> np.ndarray:
        """Return O of the two years in cents, (2,), NaN where n.c.: the fast answer to a lever."""
        return self.uno(istat).futuro.corrente[0, 0]

    def fabbisogno(self, istat: str | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Return (gap, margine) of the two years in cents, (2,) each.

        gap is what O misses to zero; margine is how much worse O is in the unluckiest fifth of the paths.
        """
        uno = self.uno(istat)
        centrale = uno.corrente()
        basso = np.percentile(uno.campioni.corrente[0], 20, axis=0)
        return np.maximum(-centrale, 0.0), np.maximum(centrale - basso, 0.0)

    def rilievi(self, istat: str, anno: int) -> list[criticalities.Rilievo]:
        """Return the criticità of a projected year, the most serious first."""
        uno = self.uno(istat)
        return uno._criticita.di(istat, anno)  # noqa: SLF001, the same class

    def probabilita(self, istat: str, codice: str, anno: int) -> float | None:
        """Return how many paths of a hundred (0 to 1) break the limit of an indicator; None if n.c."""
        return self.uno(istat).rischi.get((codice, anno))

    @cached_property
    def rischi(self) -> dict[tuple[str, int], float]:
        """The share of the paths that break each limit, by indicator and year, for the only comune."""
        return probability.rischi(self.motore, self.indicatori, self.motore.voci(self.campioni))

    def movimenti(self, istat: str, anno: int) -> list[tuple[str, int]]:
        """Return what moves the current balance from the last rendiconto to that year."""
        uno = self.uno(istat)
        return movements.movimenti(uno.motore, uno.futuro, anno)

    def cassa(self, istat: str | None = None) -> Mensile:
        """Return the balances of the 24 months of one comune, with why they are not known if so."""
        uno = self.uno(istat)
        return uno.motore.mensile(uno.futuro)

    def scoperto(self, istat: str | None = None) -> Scoperto:
        """Return the lowest balance and the anticipazione of each of the two years."""
        uno = self.uno(istat)
        return uno.motore.scoperto(uno.futuro)

    def avvertenze(self, istat: str | None = None) -> list[str]:
        """Return what who reads must know before believing the numbers."""
        uno = self.uno(istat)
        return cautions.avvertenze(uno.motore, uno.scenario, uno.futuro)


def proietta(
    conti: Conti,
    scenario: Scenario | None = None,
    modello: Modello | None = None,
    anno: int | None = None,
) -> Proiezione:
    """Project every comune that filed a rendiconto, under the base scenario unless another is given.

    Without a model the forecasts are learned from these accounts alone. With `anno` the rendiconti after it
    are as if nobody had filed them. Raises ProiezioneImpossibile when nobody filed one.
    """
    orizzonte = Orizzonte.di(conti, fino_al=anno)
    if not orizzonte.istat:
        raise ProiezioneImpossibile(_senza_rendiconto(None))
    motore = Motore(conti, orizzonte, modello or impara(dei_conti(conti)))
    return Proiezione(motore, scenario or predefiniti()["base"])


@cache
def giudicati() -> tuple[indicators.Indicatore, ...]:
    """Return the indicators that a criticità starts from or a projection shows: the others tell no future."""
    codici = {caso.indicatore for caso in casi()} | set(probability.MOSTRATI)
    return tuple(indicatore for indicatore in indicators.TUTTI if indicatore.codice in codici)


def _senza_rendiconto(istat: str | None) -> str:
    di_chi = f" del comune {istat}" if istat else ""
    return (
        f"La proiezione{di_chi} parte dall'ultimo rendiconto e non ce n'è nessuno: caricare i file del "
        "rendiconto con «crescere dati importa»."
    )


def _centrale(valori: np.ndarray, quanti: int) -> np.ndarray:
    return np.broadcast_to(valori, (quanti, 1, ANNI))[:, 0]


def _quanti() -> int:
    return int(rules.ultima("proiezione", "percorsi").valore)
