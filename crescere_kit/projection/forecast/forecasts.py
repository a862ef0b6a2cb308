"""The projection of the behavioural voci: a middle, two bands, and paths that keep the errors together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit.projection.forecast.bands import Scala
from crescere_kit.projection.forecast.experts import METODI, PASSI
from crescere_kit.projection.forecast.medians import quantile
from crescere_kit.projection.forecast.series import Serie

LIVELLI = (0.5, 0.8)
_ANNI_MINIMI = 3


@dataclass(frozen=True)
class Previsioni:
    """The two years after the base of each ente, in the unit of the series; NaN where nothing can be said.

    mediana: (ente, voce, 2); esperti: (metodo, ente, voce, 2) in the order of METODI; anni_usati: (ente,
    voce) known years; delta, sigma, fattore: the scale of the errors, see `bands`; minimo:
    (ente, voce) zero where the history never went below it; righe: for each base year
    the rows of errors and whether they were measured.
    """

    enti: tuple[str, ...]
    voci: tuple[str, ...]
    base: np.ndarray
    mediana: np.ndarray
    esperti: np.ndarray
    anni_usati: np.ndarray
    delta: np.ndarray
    sigma: np.ndarray
    minimo: np.ndarray
    fattore: np.ndarray
    righe: dict[int, tuple[np.ndarray, bool]]

    @classmethod
    def vuote(cls, serie: Serie, base: np.ndarray) -> Previsioni:
        """Return projections that say nothing yet."""
        forma = (len(serie.enti), len(serie.voci))
        due = (*forma, len(PASSI))
        return cls(
            serie.enti,
            serie.voci,
            base,
            mediana=np.full(due, np.nan),
            esperti=np.full((len(METODI), *due), np.nan),
            anni_usati=np.zeros(forma, dtype=int),
            delta=np.ones(forma),
            sigma=np.full(forma, np.nan),
            minimo=np.full(forma, -np.inf),
            fattore=np.ones(due),
            righe={},
        )

    def metodo(self, nome: str) -> np.ndarray:
        """Return what one expert alone would say, (ente, voce, 2)."""
        return self.esperti[METODI.index(nome)]

    def banda(self, livello: float) -> tuple[np.ndarray, np.ndarray]:
        """Return the edges (ente, voce, 2) of the band that should hold that share of the outcomes."""
        coda = (1 - livello) / 2
        basso, alto = np.full_like(self.mediana, np.nan), np.full_like(self.mediana, np.nan)
        for anno, (righe, _) in self.righe.items():
            posti = np.flatnonzero(self.base == anno)
            basso[posti] = self._con_errore(quantile(righe, coda, 0), posti)
            alto[posti] = self._con_errore(quantile(righe, 1 - coda, 0), posti)
        return basso, alto

    def campioni(self, quanti: int, seme: int, posti: np.ndarray | None = None) -> np.ndarray:
        """Return paths (ente, quanti, voce, 2), each with the errors of one whole row of the past.

        A path draws the same row for every ente, so that what one ente is told does not depend on the others.
        posti: only these enti, when all together would not fit in memory.
        """
        scelti = np.arange(len(self.enti)) if posti is None else np.asarray(posti)
        tutti = np.full((len(scelti), quanti, *self.mediana.shape[1:]), np.nan)
        for anno, (righe, _) in self.righe.items():
            qui = self.base[scelti] == anno
            estratte = righe[_estrai(len(righe), quanti, seme)]
            tutti[qui] = self._con_errore(estratte[:, None], scelti[qui]).swapaxes(0, 1)
        return tutti

    def misurata(self) -> np.ndarray:
        """Tell for each ente whether its bands come from measured errors, or are only supposed."""
        return np.array([self.righe[anno][1] for anno in self.base.tolist()], dtype=bool)

    def avviso(self, ente: int, voce: str) -> str:
        """Return what whoever reads this projection must know of it, empty when nothing."""
        noti = int(self.anni_usati[ente, self.voci.index(voce)])
        if not noti:
            return "Nessun valore noto negli ultimi tre anni: non si può proiettare."
        if noti < _ANNI_MINIMI:
            anni = "un anno solo" if noti == 1 else f"{noti} anni soli"
            return f"Con {anni} di storia si ripete l'ultimo valore noto."
        if not self.righe[int(self.base[ente])][1]:
            return "Le bande sono larghe e supposte: non c'è abbastanza storia per misurare gli errori."
        return ""

    def _con_errore(self, righe: np.ndarray, posti: np.ndarray) -> np.ndarray:
        """Move the middle of some enti by rows of errors (…, voce, 2); the shape is that of rows by enti."""
        scala = Scala(self.delta[posti][..., None], self.sigma[posti][..., None])
        scarto = righe * self.fattore[posti] * scala.sigma
        mosso = scala.indietro(scala.verso(self.mediana[posti]) + scarto)
        return np.where(scarto == 0, self.mediana[posti], np.maximum(mosso, self.minimo[posti][..., None]))


def _estrai(righe: int, quanti: int, seme: int) -> np.ndarray:
    """Return which rows are drawn: each as often as the others, as far as it can be."""
    caso = np.random.default_rng(seme)
    giri = -(-quanti // righe)
    return np.concatenate([caso.permutation(righe) for _ in range(giri)])[:quanti]
