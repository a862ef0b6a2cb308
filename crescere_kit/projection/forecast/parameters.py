"""What was learned at one origin: enough to project any ente from there, and nothing of any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from crescere_kit.projection.forecast.pool import Comune

_COMUNI = ("ritmo", "livello", "soglia", "diversita", "rumore")
_PROPRI = ("volatilita", "pesi", "fattore")


@dataclass(frozen=True)
class Parametri:
    """The pooled quantities at the end of `anno`; arrays by voce, in the order of the model.

    quali: variant of each expert (2, voce); pesi: (2, voce, metodo); fattore: (voce, 2) of the bands;
    primo: the year of the first place of `comune.livello`.
    """

    anno: int
    primo: int
    comune: Comune
    volatilita: np.ndarray
    quali: dict[str, np.ndarray]
    pesi: np.ndarray
    fattore: np.ndarray

    def per(self, voci: np.ndarray, anni: tuple[int, ...]) -> Parametri:
        """Return the parameters for some of the voci, and the common level over other years.

        Before the first year learned the level is that of the first, after the last it goes on at the pace.
        """
        posti = np.array(anni) - self.primo
        dentro = np.clip(posti, 0, self.comune.livello.shape[1] - 1)
        oltre = np.maximum(np.array(anni) - self.anno, 0)
        livello = self.comune.livello[voci][:, dentro] + self.comune.ritmo[voci][:, None] * oltre
        comuni = {nome: getattr(self.comune, nome)[voci] for nome in _COMUNI if nome != "livello"}
        return Parametri(
            self.anno,
            anni[0],
            Comune(livello=livello, **comuni),
            self.volatilita[voci],
            {nome: scelte[:, voci] for nome, scelte in self.quali.items()},
            self.pesi[:, voci],
            self.fattore[voci],
        )

    def come_dict(self) -> dict[str, Any]:
        """Return what JSON can write."""
        return (
            {"anno": self.anno, "primo": self.primo}
            | {nome: getattr(self.comune, nome).tolist() for nome in _COMUNI}
            | {nome: getattr(self, nome).tolist() for nome in _PROPRI}
            | {"quali": {nome: scelte.tolist() for nome, scelte in self.quali.items()}}
        )

    @classmethod
    def da_dict(cls, scritto: dict[str, Any]) -> Parametri:
        """Read back what `come_dict` wrote."""
        return cls(
            anno=scritto["anno"],
            primo=scritto["primo"],
            comune=Comune(**{nome: np.array(scritto[nome], dtype=float) for nome in _COMUNI}),
            quali={nome: np.array(scelte, dtype=int) for nome, scelte in scritto["quali"].items()},
            **{nome: np.array(scritto[nome], dtype=float) for nome in _PROPRI},
        )
