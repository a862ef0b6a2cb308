"""The lines that nobody decides: how much each account is forecast to move from where it starts.

An account is forecast whole and the lines that no official file holds alone move with it, so that what one
line takes from another changes nothing. The accounts of a titolo are made to agree with what the titolo is
forecast to be; a line that is computed then takes the place of its forecast, and stays as it was computed.
Where an account has no past of its own, it moves with its titolo.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from crescere_kit.accounts import Conti
from crescere_kit.euro import percentuale
from crescere_kit.projection.forecast import Modello, Previsioni, Serie
from crescere_kit.projection.forecast.experts import METODI, NOMI, Passato
from crescere_kit.projection.forecast.reconcile import riconcilia
from crescere_kit.projection.forecast.voci import dei_conti
from crescere_kit.projection.forecast.voci import nome as nome_voce
from crescere_kit.projection.horizon import ANNI, Orizzonte
from crescere_kit.projection.lines import CONTI, LINEE

PROIETTATE = tuple(una.codice for una in LINEE.values() if una.lato in ("entrate", "spese"))
_DI_TUTTO_IL_COMUNE = (nome_voce("entrate", "1"), nome_voce("spese", "1"))
_ANNI_MINIMI = 3  # fewer tell nothing of how things move
_CON_PARTI = (("entrate", "1"), ("entrate", "2"), ("entrate", "3"), ("spese", "1"))
_A_BALZI = ("capitale", "investimenti")  # lines that go by leaps
_LIVELLO = 0.8  # the band that says how much of a disagreement each account takes
_DETTI = 2  # methods that are named: the others weigh less


@dataclass(frozen=True)
class Tendenze:
    """How the accounts move from the last rendiconto: forecast over start, (n, 1, 2) by account."""

    modello: Modello
    serie: Serie
    previsioni: Previsioni
    rapporti: dict[str, np.ndarray]  # by line
    seguite: dict[str, np.ndarray]  # by line, (n,): the place of the series that it moves with

    def di(self, linea: str, partenza: np.ndarray) -> np.ndarray:
        """Return the forecast of a line that starts from these values, (n,): (n, 1, 2)."""
        inizio = partenza[:, None, None]
        return np.where(inizio == 0, 0.0, inizio * self.rapporti[linea])

    def scosse(self, quante: int, seme: int) -> dict[str, np.ndarray]:
        """Return how far each path of the first ente is from the central one: factors (1, S, 2)."""
        campioni = self.previsioni.campioni(quante, seme, np.array([0]))
        mediane = self.previsioni.mediana[:1, None]
        campioni = self._gia_visti(campioni, mediane)
        fattori = np.divide(campioni, mediane, out=np.ones_like(campioni), where=mediane != 0)
        return {
            linea: fattori[:, :, posto[0]]
            for linea, posto in self.seguite.items()
            if posto[0] >= 0 and np.isfinite(fattori[:, :, posto[0]]).all()
        }

    def _gia_visti(self, campioni: np.ndarray, mediane: np.ndarray) -> np.ndarray:
        """Keep capital within what the ente has already seen: a path where works grow tenfold is no path.

        Works come and go by leaps, and an error measured on others, multiplied, would promise what no office
        could build and no treasury could pay.
        """
        for posto in {int(self.seguite[linea][0]) for linea in _A_BALZI} - {-1}:
            storia = self.serie.valori[0, posto]
            estremi = np.concatenate([storia[np.isfinite(storia)], mediane[0, 0, posto]])
            campioni[:, :, posto] = campioni[:, :, posto].clip(estremi.min(), estremi.max())
        return campioni

    def in_parole(self, linea: str) -> str:
        """Say how the forecast of a line of the first ente was made."""
        voce = self._voce(linea)
        if voce is None:
            return "senza anni da cui stimare una tendenza: resta a zero, come nell'ultimo rendiconto"
        posto = self.serie.voci.index(voce)
        anni = int(self.previsioni.anni_usati[0, posto])
        if anni < _ANNI_MINIMI:
            return self.previsioni.avviso(0, voce)
        pesi = self.modello.pesi(int(self.previsioni.base[0]))[voce][-1]
        primi = sorted(zip(pesi, METODI, strict=True), reverse=True)[:_DETTI]
        metodi = " e ".join(f"{NOMI[nome]} ({percentuale(100 * peso, 0)})" for peso, nome in primi)
        pesata = f"media di {len(METODI)} metodi pesati sul passato"
        return f"tendenza di {anni} anni: {pesata}, più di tutti {metodi}"

    def errore_in_parole(self, linea: str) -> str:
        """Say how far off the forecast of a line's account has been: the sentence shown beside it."""
        voce = self._voce(linea)
        if voce is None:
            return ""
        return self.modello.frase(voce, ANNI, self.serie.abitanti(int(self.previsioni.base[0]))[0])

    def rottura(self) -> int | None:
        """Return the year from which the first ente is another one, revenue and spending; None if never."""
        uno = self.serie.solo(np.array([0])).delle_voci(_DI_TUTTO_IL_COMUNE)
        uno = uno.fino_al(int(self.previsioni.base[0]))
        voci = np.array([self.modello.voci.index(voce) for voce in _DI_TUTTO_IL_COMUNE])
        comune = self.modello.al(int(self.previsioni.base[0])).per(voci, uno.anni).comune
        noti, tenuti = (
            np.isfinite(valori[0]) for valori in (uno.valori, Passato.di(uno.valori, comune).valori)
        )
        primi = tenuti.argmax(axis=1)
        if not (noti.any(axis=1).all() and (primi > noti.argmax(axis=1)).all()):
            return None
        return uno.anni[int(primi.max())]

    def _voce(self, linea: str) -> str | None:
        posto = int(self.seguite[linea][0])
        return self.serie.voci[posto] if posto >= 0 else None


def tendenze(
    conti: Conti, orizzonte: Orizzonte, modello: Modello, una_tantum: Mapping[str, np.ndarray]
) -> Tendenze:
    """Forecast every account of every ente, leaving out of the start what happened only once."""
    serie = _serie(conti, orizzonte, una_tantum)
    previsioni = modello.prevedi(serie, orizzonte.base)
    righe, base = np.arange(len(orizzonte)), orizzonte.base - serie.anni[0]
    inizio = serie.valori[righe, :, base]
    with np.errstate(divide="ignore", invalid="ignore"):
        moti = _accordate(previsioni, serie) / inizio[..., None]  # (n, voce, 2)
    moti = np.where((inizio[..., None] != 0) & np.isfinite(moti), moti, np.nan)
    rapporti, seguite = {}, {}
    for linea in PROIETTATE:
        posti = [serie.voci.index(nome) for nome in _nomi(linea) if nome in serie.voci]
        scelto = np.full(len(orizzonte), -1)
        for posto in reversed(posti):
            scelto = np.where(np.isfinite(moti[:, posto]).all(axis=-1), posto, scelto)
        seguite[linea] = scelto
        rapporti[linea] = np.where(scelto[:, None] >= 0, moti[righe, scelto], np.nan)[:, None]
    return Tendenze(modello, serie, previsioni, rapporti, seguite)


def _accordate(previsioni: Previsioni, serie: Serie) -> np.ndarray:
    """Return the forecasts (n, voce, 2), the accounts of each titolo brought to agree with it."""
    accordate, mai = previsioni.mediana.copy(), ~np.isfinite(serie.valori).any(axis=-1)
    basso, alto = previsioni.banda(_LIVELLO)
    varianze = np.nan_to_num(((alto - basso) / 2) ** 2)
    for lato, titolo in _CON_PARTI:
        parti = [
            previsioni.voci.index(nome_voce(*conto))
            for conto in CONTI
            if conto[0] == lato and _e_parte(conto[1], titolo)
        ]
        tutte = [*parti, previsioni.voci.index(nome_voce(lato, titolo))]
        mosse = riconcilia(
            # what the ente never filed is no part of its titolo
            np.where(mai[:, parti, None], 0.0, accordate[:, parti]).swapaxes(1, 2),
            accordate[:, tutte[-1:]].swapaxes(1, 2),
            varianze[:, tutte].swapaxes(1, 2),
            np.ones((1, len(parti))),
        )
        accordate[:, parti] = np.where(mai[:, parti, None], np.nan, mosse.swapaxes(1, 2))
    return accordate


def _e_parte(codice: str, titolo: str) -> bool:
    return len(codice) > 1 and codice.startswith(titolo)


def _nomi(linea: str) -> tuple[str, ...]:
    """The code that holds the line alone, the account it is in, then the titolo."""
    sua = LINEE[linea]
    codici = (sua.dentro, sua.conto, sua.conto[0])
    return tuple(dict.fromkeys(nome_voce(sua.lato, codice) for codice in codici))


def _serie(conti: Conti, orizzonte: Orizzonte, una_tantum: Mapping[str, np.ndarray]) -> Serie:
    """The past of the enti, in their order, without what the last year had only once."""
    tutte = dei_conti(conti.solo(orizzonte.istat))
    serie = tutte.solo(np.array([tutte.enti.index(istat) for istat in orizzonte.istat]))
    valori = serie.valori.copy()
    righe, base = np.arange(len(orizzonte)), orizzonte.base - serie.anni[0]
    for linea, importo in una_tantum.items():
        for nome in _nomi(linea):
            if nome in serie.voci:
                valori[righe, serie.voci.index(nome), base] -= importo
    return replace(serie, valori=valori)
