"""The model of a region: it holds no ente, so it can go beside the archive of any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from crescere_kit.errors import ErroreSpiegato
from crescere_kit.projection.forecast import bands, experts, mixture
from crescere_kit.projection.forecast.bands import Scala
from crescere_kit.projection.forecast.experts import PASSI, Passato
from crescere_kit.projection.forecast.forecasts import Previsioni
from crescere_kit.projection.forecast.measured import TUTTI, Errori, classe_di
from crescere_kit.projection.forecast.parameters import Parametri
from crescere_kit.projection.forecast.series import Serie
from crescere_kit.projection.forecast.wording import frase_errore

ANNI_MINIMI = 3  # known years under which nothing can be said but the last value
_CIFRE = 3
_RIGHE_SCRITTE = 1000  # one archive per comune carries them


class VoceNonImparata(ErroreSpiegato, KeyError):
    """The model was learned on other voci."""

    def __str__(self) -> str:
        return self.args[0]


@dataclass(frozen=True)
class Libreria:
    """Rows of errors (riga, voce, 2), in units of each ente's sigma, and the year of the origin of each."""

    righe: np.ndarray
    origini: np.ndarray

    def al(self, anno: int, voci: np.ndarray) -> tuple[np.ndarray, bool]:
        """Return the rows known in a year, and whether they were measured; supposed ones where too few."""
        note = self.righe[self.origini + max(PASSI) <= anno][:, voci]
        if bands.bastano(note):
            return bands.centrate(note), True
        return bands.supposte(len(voci)), False


@dataclass(frozen=True)
class Modello:
    """What was learned on a panel, for each year at whose end one may want to project."""

    voci: tuple[str, ...]
    enti: int
    parametri: tuple[Parametri, ...]
    libreria: Libreria
    errori: Errori

    def al(self, anno: int) -> Parametri:
        """Return what was learned at the end of a year: the nearest before it, or the first there is."""
        prima = [parametri for parametri in self.parametri if parametri.anno <= anno]
        return prima[-1] if prima else self.parametri[0]

    def pesi(self, anno: int | None = None) -> dict[str, np.ndarray]:
        """Return for each voce the weights (2, metodo) used in a year, the last when it is not said."""
        parametri = self.parametri[-1] if anno is None else self.al(anno)
        return {voce: parametri.pesi[:, posto] for posto, voce in enumerate(self.voci)}

    def errore(self, voce: str, passo: int, abitanti: float | None = None, metodo: str = "mistura") -> float:
        """Return the measured median error of a voce a number of years ahead, as a share of what came.

        With the inhabitants, that of their class where enough came to say it. NaN when none was measured.
        metodo: «mistura», or «ultimo» for who says the last year again.
        """
        posto = self._posti((voce,))[0]
        scelte = [TUTTI]
        if abitanti is not None and not np.isnan(abitanti):
            scelte.insert(0, str(classe_di(abitanti)))
        for gruppo in scelte:
            misurati = getattr(self.errori, metodo)
            if gruppo in misurati:
                trovato = misurati[gruppo][posto, passo - 1]
                if np.isfinite(trovato):
                    return float(trovato)
        return float("nan")

    def frase(self, voce: str, passo: int = 2, abitanti: float | None = None) -> str:
        """Say in words how wrong the projection of a voce was, beside who repeats the last year."""
        sua = self.errore(voce, passo, abitanti)
        return frase_errore(sua, passo, self.errore(voce, passo, abitanti, "ultimo"))

    def prevedi(self, serie: Serie, base: np.ndarray | int | None = None) -> Previsioni:
        """Project each ente from the end of its base year: the last with anything known, if not said."""
        basi = np.broadcast_to(serie.ultimi() if base is None else base, len(serie.enti))
        vuote = Previsioni.vuote(serie, basi)
        for anno in sorted(set(basi.tolist())):
            posti = np.flatnonzero(basi == anno)
            self._riempi(vuote, serie.solo(posti).fino_al(anno), posti, anno)
        return vuote

    def _riempi(self, previsioni: Previsioni, serie: Serie, posti: np.ndarray, anno: int) -> None:
        """Write the projection of the enti that start from the same year."""
        voci = self._posti(serie.voci)
        previsioni.righe[anno] = self.libreria.al(anno, voci)
        if not serie.anni:
            return
        parametri = self.al(anno).per(voci, serie.anni)
        passato = Passato.di(serie.valori, parametri.comune)
        esperti = experts.tutti(passato, parametri.quali)
        corto = passato.anni_noti < ANNI_MINIMI
        mista = np.where(corto, passato.ultimo, mixture.mescola(esperti, parametri.pesi))
        scala = Scala.di(passato, parametri.volatilita)
        previsioni.mediana[posti] = np.moveaxis(mista, 0, -1)
        previsioni.esperti[:, posti] = np.moveaxis(esperti, 1, -1)
        previsioni.anni_usati[posti] = passato.anni_noti
        previsioni.delta[posti], previsioni.sigma[posti] = scala.delta, scala.sigma
        previsioni.fattore[posti] = parametri.fattore
        mai_sotto = ~(passato.valori < 0).any(axis=-1)
        previsioni.minimo[posti] = np.where(mai_sotto, 0, -np.inf)

    def _posti(self, voci: tuple[str, ...]) -> np.ndarray:
        ignote = [voce for voce in voci if voce not in self.voci]
        if ignote:
            raise VoceNonImparata(f"Il modello della proiezione non conosce le voci {', '.join(ignote)}.")
        return np.array([self.voci.index(voce) for voce in voci])

    def come_dict(self) -> dict[str, Any]:
        """Return what JSON can write. It names no ente, and holds only as many rows as one draws."""
        ogni = max(1, -(-len(self.libreria.righe) // _RIGHE_SCRITTE))
        return {
            "voci": list(self.voci),
            "enti": self.enti,
            "parametri": [parametri.come_dict() for parametri in self.parametri],
            "righe": np.round(self.libreria.righe[::ogni], _CIFRE).tolist(),
            "origini": self.libreria.origini[::ogni].tolist(),
            "errori": self.errori.come_dict(),
        }

    @classmethod
    def da_dict(cls, scritto: dict[str, Any]) -> Modello:
        """Read back what `come_dict` wrote."""
        voci = tuple(scritto["voci"])
        righe = np.array(scritto["righe"], dtype=float).reshape(-1, len(voci), len(PASSI))
        return cls(
            voci=voci,
            enti=scritto["enti"],
            parametri=tuple(Parametri.da_dict(uno) for uno in scritto["parametri"]),
            libreria=Libreria(righe, np.array(scritto["origini"], dtype=int)),
            errori=Errori.da_dict(scritto["errori"]),
        )
