"""Learn from a panel, origin after origin, with nothing of what came later."""

from __future__ import annotations

import numpy as np

from crescere_kit.projection.forecast import bands, experts, mixture, pool
from crescere_kit.projection.forecast.bands import Scala
from crescere_kit.projection.forecast.experts import PASSI, Passato
from crescere_kit.projection.forecast.measured import Errori, misura
from crescere_kit.projection.forecast.mixture import Esito
from crescere_kit.projection.forecast.model import Libreria, Modello
from crescere_kit.projection.forecast.parameters import Parametri
from crescere_kit.projection.forecast.series import Serie

CAMPIONE = 1000  # enti from which weights and bands are learned: one in every so many, in order of code
RIGHE = 2000  # of errors that are kept
_PRIMA = 3  # years of past before the errors of an origin are those of a projection


def impara(serie: Serie) -> Modello:
    """Learn the model of a panel: for each of its years, what could be learned at the end of it."""
    crescite = pool.crescite(serie.valori)
    scelti = serie.solo(np.arange(0, len(serie.enti), max(1, -(-len(serie.enti) // CAMPIONE))))
    studio = _Studio(scelti, crescite)
    for anno in serie.anni:
        studio.avanza(anno)
    return Modello(
        voci=serie.voci,
        enti=len(serie.enti),
        parametri=tuple(studio.parametri),
        libreria=studio.libreria(),
        errori=studio.errori(),
    )


class _Studio:
    """What has been learned so far; each `avanza` closes one more year."""

    def __init__(self, serie: Serie, crescite: np.ndarray):
        self.serie, self.crescite = serie, crescite
        self.parametri: list[Parametri] = []
        self.previste: list[np.ndarray] = []
        self.righe: list[np.ndarray] = []  # the errors of each origin, once both years after it are known
        self._esiti: list[Esito] = []
        self._persi: list[dict[str, np.ndarray]] = []
        self._serve: dict[int, np.ndarray] = {}

    def avanza(self, anno: int) -> None:
        """Learn what can be learned at the end of one year, then forecast from there."""
        noti = anno - self.serie.anni[0] + 1
        valori = self.serie.valori[..., :noti]
        comune = pool.stima(valori, self.crescite[:, : noti - 1])
        passato = Passato.di(valori, comune)
        quali, pesi = mixture.impara(self._esiti, self._persi, anno, len(self.serie.voci))
        volatilita = bands.volatilita(passato)
        prudente = bands.prudenza([self.righe[posto] for posto in self._note(anno)], len(self.serie.voci))
        fattore = bands.fattore(self._giudicate(anno), prudente)
        self.parametri.append(Parametri(anno, self.serie.anni[0], comune, volatilita, quali, pesi, fattore))
        self._prevedi(anno, passato)

    def _prevedi(self, anno: int, passato: Passato) -> None:
        """Forecast from the year, and keep what came: whoever learns looks at it only when it is known."""
        ultimi = self.parametri[-1]
        uscite = np.stack([self.serie.al(anno + passo) for passo in PASSI])
        previste = mixture.mescola(experts.tutti(passato, ultimi.quali), ultimi.pesi)
        esito = Esito(
            anno, passato.valori.shape[-1], experts.fermi(passato), experts.varianti(passato), uscite
        )
        self.previste.append(previste)
        self.righe.append(bands.residui(previste, uscite, Scala.di(passato, ultimi.volatilita)))
        self._esiti.append(esito)
        self._persi.append(mixture.perdite(esito))

    def _note(self, anno: int) -> list[int]:
        """Return the places of the origins whose errors were all known in a year."""
        return [
            posto
            for posto, parametri in enumerate(self.parametri)
            if posto + 1 >= _PRIMA and parametri.anno + max(PASSI) <= anno
        ]

    def _giudicate(self, anno: int) -> list[np.ndarray]:
        """Return how much wider the band had to be at each judged origin that had errors before it."""
        for posto in self._note(anno):
            if posto not in self._serve:
                prima = [self.righe[altro] for altro in self._note(self.parametri[posto].anno)]
                misurate = bands.intere(np.concatenate(prima)) if prima else np.empty((0, 0, 0))
                if bands.bastano(misurate):
                    self._serve[posto] = bands.quanto_serve(misurate, self.righe[posto])
        return [serve for posto, serve in self._serve.items() if posto in self._note(anno)]

    def libreria(self) -> Libreria:
        """Return the rows of errors of every origin already judged, each with the year of its origin."""
        tutte, origini = [np.empty((0, len(self.serie.voci), len(PASSI)))], [np.empty(0, dtype=int)]
        for posto in self._note(self.serie.anni[-1]):
            righe = bands.intere(self.righe[posto])
            tutte.append(righe)
            origini.append(np.full(len(righe), self.parametri[posto].anno))
        righe, anni = np.concatenate(tutte), np.concatenate(origini)
        ogni = max(1, -(-len(righe) // RIGHE))
        return Libreria(righe[::ogni], anni[::ogni])

    def errori(self) -> Errori:
        """Return how wrong the mixture and the last value were, measured on the outcomes."""
        origini = [posto for posto in range(len(self.parametri)) if posto + 1 >= _PRIMA]
        return misura(
            [self.previste[posto] for posto in origini],
            [self._esiti[posto].fermi["ultimo"] for posto in origini],
            [self._esiti[posto].uscite for posto in origini],
            [self.serie.abitanti(self.parametri[posto].anno) for posto in origini],
        )
