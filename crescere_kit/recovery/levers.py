"""The levers that one ente can pull: what each unit brings, how far it may go, and why some cannot move."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from crescere_kit.recovery import funds, revenue, spending  # noqa: F401 - they register their levers
from crescere_kit.recovery.catalogue import Leva, leve
from crescere_kit.recovery.choices import Scelte
from crescere_kit.recovery.resa import FUNZIONI, Resa
from crescere_kit.recovery.situation import Situazione

GRANA = {"€": 1.0}  # the finest level that anybody would write in an act, by unit
_GRANA = 0.01
_QUASI = 1e-9
_DECIMALI = 6  # of a level: whole hundredths are not exact in binary


@dataclass(frozen=True)
class Opzione:
    """A lever of one ente. netto and lordo are cents per unit in the two years; levels are in units.

    tetto: how far law and rules let it go, avviso what else they say; massimo: how far those who decide do.
    fissato: the level they want, None when it is free.
    """

    leva: Leva
    netto: np.ndarray
    lordo: np.ndarray
    tetto: float
    massimo: float
    passo: float | None
    prima: float
    fissato: float | None = None
    avviso: str = ""

    @property
    def codice(self) -> str:
        return self.leva.codice

    @property
    def passi(self) -> int:
        """How many whole steps are left, for a lever that moves by steps."""
        return int(np.floor(self.massimo / self.passo + _QUASI))

    @property
    def grana(self) -> float:
        """The finest change of level that an act would say."""
        return self.passo or GRANA.get(self.leva.unita, _GRANA)

    def arrotonda(self, livello: float) -> float:
        """Return the level that an act would say: whole steps, or the next hundredth, never past the cap."""
        scarto = 0.5 if self.passo else 1 - 1e-4  # a hundredth more is not for the noise of a solver
        grane = np.floor(livello / self.grana + scarto)
        return float(min(np.round(grane * self.grana, _DECIMALI), self.massimo))

    def effetto(self, livello: float) -> np.ndarray:
        """Return the cents that a level brings each year, whole."""
        return np.round(self.netto * livello)


@dataclass(frozen=True)
class Menu:
    """What one ente can do, what it may not (its ban) and what it cannot, with the reason."""

    opzioni: tuple[Opzione, ...]
    vietate: tuple[Opzione, ...]
    indisponibili: tuple[tuple[Leva, str], ...]


@dataclass(frozen=True)
class Leve:
    """The levers of all the enti of a situation, computed once for all of them."""

    situazione: Situazione
    rese: dict[str, Resa]

    @classmethod
    def di(cls, situazione: Situazione, scelte: Scelte) -> Leve:
        """Compute every lever; what may be sold is what those who decide say, where no account does."""
        if "alienazioni" in scelte.massimi:
            noti = situazione.alienabili
            vendibili = np.where(np.isnan(noti), scelte.massimi["alienazioni"] * 100, noti)
            situazione = replace(situazione, alienabili=vendibili)
        return cls(situazione, {codice: FUNZIONI[codice](situazione) for codice in leve()})

    def menu(self, posto: int, scelte: Scelte) -> Menu:
        """Return what one ente, by its place, can and cannot do."""
        libere, vietate, ferme = [], [], []
        for codice, voce in leve().items():
            resa = self.rese[codice]
            if motivo := resa.motivo(posto):
                ferme.append((voce, motivo))
                continue
            opzione = self._opzione(voce, resa, posto, scelte)
            if codice in scelte.vietate:
                vietate.append(opzione)
            elif opzione.massimo < (opzione.passo or _QUASI) * (1 - _QUASI):
                ferme.append((voce, "chi decide non vuole scendere sotto il minimo indicato"))
            else:
                libere.append(opzione)
        return Menu(tuple(libere), tuple(vietate), tuple(ferme))

    def _opzione(self, voce: Leva, resa: Resa, posto: int, scelte: Scelte) -> Opzione:
        tetto = float(resa.massimo[posto])
        massimo = min(tetto, scelte.massimi.get(voce.codice, np.inf), self._sopra(voce, posto, scelte))
        fissato = scelte.fissate.get(voce.codice)
        return Opzione(
            voce,
            resa.netto[posto],
            (resa.netto if resa.lordo is None else resa.lordo)[posto],
            tetto,
            max(massimo, 0.0),
            None if resa.passo is None else float(resa.passo[posto]),
            float("nan") if resa.prima is None else float(resa.prima[posto]),
            None if fissato is None else min(fissato, tetto),
            resa.avvisi[posto] if resa.avvisi else "",
        )

    def _sopra(self, voce: Leva, posto: int, scelte: Scelte) -> float:
        """Return how many percent can be taken off without going under the spesa that is wanted."""
        if voce.codice not in scelte.minimi:
            return np.inf
        spesa = getattr(self.situazione, voce.minimo)[posto]
        return float(100 * np.min(1 - scelte.minimi[voce.codice] / spesa))
