"""The columns of the conto del bilancio, for one year and any number of rows (D.Lgs. 118/2011, all. 10)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass
class Movimenti:
    """One side of the accounts in cents: one row per comune, one column per item."""

    iniziali: np.ndarray
    riaccertamento: np.ndarray
    obbligazioni: np.ndarray  # accertamenti or impegni
    in_competenza: np.ndarray  # collected or paid
    in_residui: np.ndarray
    previsioni: np.ndarray | None = None
    previsioni_cassa: np.ndarray | None = None
    fpv: np.ndarray | None = None

    @property
    def cassa(self) -> np.ndarray:
        """Return everything collected or paid."""
        return self.in_residui + self.in_competenza

    @property
    def da_residui(self) -> np.ndarray:
        """Return what is left of the years before."""
        return self.iniziali - self.in_residui + self.riaccertamento

    @property
    def da_competenza(self) -> np.ndarray:
        """Return what this year leaves."""
        return self.obbligazioni - self.in_competenza

    @property
    def finali(self) -> np.ndarray:
        """Return the residui at 31 December."""
        return self.da_residui + self.da_competenza

    @property
    def cancellati(self) -> np.ndarray:
        """Return the residui dropped by the riaccertamento."""
        return -self.riaccertamento

    def fasi(self, lato: str) -> dict[str, np.ndarray]:
        """Return the official fasi of «entrate» or «spese» by name."""
        movimento, obbligazione = _NOMI[lato]
        fasi = {
            "residui_iniziali": self.iniziali,
            "previsioni_competenza": self.previsioni,
            "previsioni_cassa": self.previsioni_cassa,
            f"{movimento}_residui": self.in_residui,
            f"{movimento}_competenza": self.in_competenza,
            movimento: self.cassa,
            obbligazione: self.obbligazioni,
            "riaccertamento": self.riaccertamento,
            "residui_da_residui": self.da_residui,
            "residui_da_competenza": self.da_competenza,
            "residui_finali": self.finali,
        }
        if lato == "spese":
            fasi |= {"fpv": self.fpv, "economie": self.previsioni - self.obbligazioni - self.fpv}
        return fasi


_NOMI = {"entrate": ("riscossioni", "accertamenti"), "spese": ("pagamenti", "impegni")}
