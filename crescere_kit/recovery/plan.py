"""The recovery plan of an ente: what to do, what it brings, what refusing it costs, what stays uncovered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from crescere_kit.recovery import wording
from crescere_kit.recovery.building import Quadro
from crescere_kit.recovery.catalogue import leve
from crescere_kit.recovery.choices import Fabbisogno, Scelte
from crescere_kit.recovery.levers import Leve, Opzione
from crescere_kit.recovery.moved import Contesto, Mosso, del_piano, della_misura
from crescere_kit.recovery.refusal import Rifiuto, rifiuto_di
from crescere_kit.recovery.situation import ANNI, Situazione
from crescere_kit.recovery.working import Esito, Lavoro

NON_CALCOLABILE, IN_EQUILIBRIO, COPERTO, SCOPERTO = (
    "non calcolabile",
    "in equilibrio",
    "coperto",
    "scoperto",
)


@dataclass(frozen=True)
class Misura:
    """One measure of a plan. Amounts are whole cents, one for each year; quota is the percent of its cap.

    effetti: what it brings to the equilibrio; lordo: what it asks of who pays or gives up. decisa: its level
    was not chosen by the plan. verifica is the mark of the norm: «?» is to be verified before relying on it.
    """

    codice: str
    nome: str
    livello: float
    unita: str
    tetto: float
    quota: float
    effetti: tuple[int, int]
    lordo: tuple[int, int]
    atti: tuple[str, ...]
    norma: str
    verifica: str
    una_tantum: bool
    decisa: bool
    indicatori: tuple[Mosso, ...]
    rifiuto: Rifiuto
    frase: str
    nota: str


@dataclass(frozen=True)
class Piano:
    """A plan for two years. Amounts are whole cents by year: of the current side, «capitale» of the other
    (None where it is not known).

    indisponibili are the levers that cannot be pulled, with the reason; spiegazioni the sentences that sum
    the plan up; pesi how much a euro of each genere weighed; capienza what the levers that repeat could still
    bring each year.
    """

    istat: str
    anni: tuple[int, int]
    stato: str
    preset: str
    pesi: Mapping[str, float]
    confidenza: int
    bisogno: tuple[int, int] | None = None
    scoperto: tuple[int, int] | None = None
    bisogno_capitale: tuple[int, int] | None = None
    scoperto_capitale: tuple[int, int] | None = None
    misure: tuple[Misura, ...] = ()
    indicatori: tuple[Mosso, ...] = ()
    indisponibili: tuple[tuple[str, str, str], ...] = ()
    spiegazioni: tuple[str, ...] = ()
    capienza: tuple[int, int] | None = None
    _lavoro: Lavoro | None = field(default=None, repr=False, compare=False)
    _contesto: Contesto | None = field(default=None, repr=False, compare=False)

    def alternative(self, quante: int) -> list[Piano]:
        """Return other plans that cover as much, the lightest first, each without a lever of those before."""
        trovati: list[Piano] = []
        lavoro, ultimo = self._lavoro, self
        while lavoro is not None and self.misure and len(trovati) < quante:
            liberi = frozenset(misura.codice for misura in ultimo.misure if not misura.decisa)
            if not liberi:
                break
            lavoro = lavoro.senza_piani([liberi])
            ultimo = _scrivi(self.istat, lavoro, self._contesto)
            if _manca(ultimo) > _manca(self):
                break
            trovati.append(ultimo)
        return trovati


def piani(
    situazione: Situazione, fabbisogni: Sequence[Fabbisogno], scelte: Scelte | None = None
) -> list[Piano]:
    """Return the plan of each ente of a situation, in its order."""
    scelte = scelte or Scelte()
    tutte = Leve.di(situazione, scelte)
    return [
        _piano(tutte, posto, fabbisogno, scelte)
        for posto, (_, fabbisogno) in enumerate(zip(situazione.istat, fabbisogni, strict=True))
    ]


def _piano(tutte: Leve, posto: int, fabbisogno: Fabbisogno, scelte: Scelte) -> Piano:
    situazione = tutte.situazione
    istat = situazione.istat[posto]
    quadro = Quadro.di(situazione, posto, fabbisogno, scelte)
    contesto = Contesto.di(situazione, posto, fabbisogno)
    if np.isnan(quadro.bisogno).any():
        perche = fabbisogno.perche or "lo squilibrio dei due anni non si calcola con i dati caricati"
        return Piano(
            istat,
            contesto.anni,
            NON_CALCOLABILE,
            **_scelte_di(scelte),
            spiegazioni=(wording.non_calcolabile(perche),),
        )
    return _scrivi(istat, Lavoro(tutte.menu(posto, scelte), quadro, scelte), contesto)


def _scrivi(istat: str, lavoro: Lavoro, contesto: Contesto) -> Piano:
    esito = lavoro.esito()
    voci = {una.codice: una for una in lavoro.menu.opzioni}
    ordine = [codice for codice in leve() if codice in esito.livelli]
    bisogno = np.maximum(np.round(lavoro.quadro.bisogno), 0)
    misure = tuple(_misura(voci[codice], esito, lavoro, contesto) for codice in ordine)
    stato = SCOPERTO if esito.scoperto.any() else COPERTO if bisogno.any() else IN_EQUILIBRIO
    return Piano(
        istat,
        contesto.anni,
        stato,
        **_scelte_di(lavoro.scelte),
        bisogno=_interi(bisogno[:ANNI]),
        scoperto=_interi(esito.scoperto[:ANNI]),
        bisogno_capitale=_interi(bisogno[ANNI:]) if contesto.capitale_noto else None,
        scoperto_capitale=_interi(esito.scoperto[ANNI:]) if contesto.capitale_noto else None,
        misure=misure,
        indicatori=del_piano(contesto, [(voci[codice], esito.livelli[codice]) for codice in ordine]),
        indisponibili=tuple((una.codice, una.nome, perche) for una, perche in lavoro.menu.indisponibili),
        spiegazioni=wording.del_piano(lavoro, esito, contesto.anni),
        capienza=_interi(_non_usato(lavoro, esito)),
        _lavoro=lavoro,
        _contesto=contesto,
    )


def _misura(una: Opzione, esito: Esito, lavoro: Lavoro, contesto: Contesto) -> Misura:
    livello = esito.livelli[una.codice]
    effetti, lordo = _interi(una.effetto(livello)), _interi(una.lordo * livello)
    rifiuto = rifiuto_di(una, esito, lavoro)
    return Misura(
        codice=una.codice,
        nome=una.leva.nome,
        livello=livello,
        unita=una.leva.unita,
        tetto=una.tetto,
        quota=100 * livello / una.tetto if una.tetto else 0.0,
        effetti=effetti,
        lordo=lordo,
        atti=una.leva.atti,
        norma=una.leva.norma,
        verifica=una.leva.verifica,
        una_tantum=una.leva.una_tantum,
        decisa=una.fissato is not None,
        indicatori=della_misura(contesto, una, livello),
        rifiuto=rifiuto,
        frase=wording.della_misura(una, livello, effetti, contesto.anni),
        nota=f"{una.leva.nota} {una.avviso}".strip(),
    )


def _non_usato(lavoro: Lavoro, esito: Esito) -> np.ndarray:
    """Return what the levers that repeat could still bring each year, cents."""
    restano = (
        una.netto.clip(min=0) * (una.massimo - esito.livelli.get(una.codice, 0))
        for una in lavoro.libere
        if not una.leva.una_tantum and not una.leva.capitale
    )
    return sum(restano, np.zeros(ANNI))


def _scelte_di(scelte: Scelte) -> dict[str, Any]:
    pesi = {genere: scelte.peso(genere) for genere in scelte.del_preset.pesi}
    return {"preset": scelte.preset, "pesi": pesi, "confidenza": scelte.confidenza}


def _manca(piano: Piano) -> int:
    return sum(piano.scoperto) + sum(piano.scoperto_capitale or ())


def _interi(importi: np.ndarray) -> tuple[int, ...]:
    return tuple(int(importo) for importo in np.round(importi))
