"""What a simulated year leaves: the state that the next one finds, and the rendiconto that is published."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit.sources.demo.debt import Debito
from crescere_kit.sources.demo.moves import Movimenti
from crescere_kit.sources.demo.reserves import Quote
from crescere_kit.sources.demo.tables import spese

PERSONALE = "101"


@dataclass(frozen=True)
class Stato:
    """The accounts at 31 December, in cents; `riscosso` and `correnti` remember the years before."""

    crediti: np.ndarray
    debiti: np.ndarray
    fpv: np.ndarray
    cassa: np.ndarray
    quote: Quote
    disponibile: np.ndarray
    debito: Debito
    rata_disavanzo: np.ndarray
    disavanzo_mancato: np.ndarray
    riscosso: list[np.ndarray]
    correnti: list[np.ndarray]
    spesa: np.ndarray | None

    @property
    def disavanzo(self) -> np.ndarray:
        """Return what the next year must recover: the plan's rate and what was missed, if so much is left."""
        resta = np.maximum(0, -self.disponibile)
        rata = np.where(self.rata_disavanzo > 0, self.rata_disavanzo, -(-resta // 3))
        return np.minimum(resta, rata + self.disavanzo_mancato)

    @property
    def anticipazione(self) -> np.ndarray:
        """Return the anticipazione that was not given back."""
        return self.debiti[:, spese().dove("anticipazione")].sum(axis=1)


@dataclass(frozen=True)
class Esercizio:
    """One rendiconto of all the comuni."""

    anno: int
    entrate: Movimenti
    spese: Movimenti
    equilibri: dict[str, np.ndarray]
    risultato: dict[str, np.ndarray]
    fpv_101: tuple[np.ndarray, np.ndarray]
    correnti_penultimo: np.ndarray
    anticipazione_da_restituire: np.ndarray


def fpv_del_titolo(fpv: np.ndarray, titolo: str) -> np.ndarray:
    """Return the FPV of a titolo of spesa."""
    return fpv[:, spese().titolo(titolo)].sum(axis=1)


def fpv_del_personale(fpv: np.ndarray) -> np.ndarray:
    """Return the FPV of macroaggregato 101."""
    return fpv[:, spese()["macroaggregato"] == PERSONALE].sum(axis=1)
