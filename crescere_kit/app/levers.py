"""The state of the levers: what somebody supposes of the two years and pulls, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from traitlets import Any as Qualsiasi
from traitlets import Dict, HasTraits, Int, Unicode, observe

from crescere_kit.app.safely import in_parole
from crescere_kit.projection import Ipotesi, Scenario, predefiniti
from crescere_kit.projection.engine import CALCOLATA
from crescere_kit.projection.scenario_file import leggi, scrivi
from crescere_kit.recovery import Piano, Risanamento, Scelte, leve
from crescere_kit.recovery.choices import PREDEFINITO
from crescere_kit.recovery.levers import Leve, Opzione
from crescere_kit.reports import Fascicolo

_LINEE = {"utenze_percento": "utenze", "tasso_punti": "interessi"}  # computed only from what the form says
_SENZA_NOME = "Il mio scenario"


@dataclass(frozen=True)
class Risposta:
    """What the choices come to: O in cents by year before and after the levers, None where n.c."""

    anni: tuple[int, ...]
    di_partenza: tuple[int | None, ...]
    ipotesi: tuple[int | None, ...]
    leve: tuple[int | None, ...]
    perche: str = ""

    @property
    def manca(self) -> tuple[int | None, ...]:
        """What is missing to zero after everything, by year."""
        return tuple(None if saldo is None else max(0, -saldo) for saldo in self.leve)


class ModelloLeve(HasTraits):
    """Choose hypotheses, levers, preset and confidence of one fascicolo; `risposta` follows."""

    partenza = Unicode("base", help="the scenario of the programme that the hypotheses start from")
    nome = Unicode(_SENZA_NOME, help="how the scenario is called when it is saved")
    ipotesi = Dict(help="hypothesis → value; None leaves the rule")
    leve = Dict(help="lever → level, only those that are pulled")
    preset = Unicode(PREDEFINITO)
    confidenza = Int(50)
    risposta = Qualsiasi(None, allow_none=True)
    piano = Qualsiasi(None, allow_none=True, help="the plan that was asked for, until something changes")
    errore = Unicode()

    def __init__(self, fascicolo: Fascicolo):
        super().__init__()
        self.fascicolo = fascicolo
        self._ultimo: tuple[tuple, Risanamento] | None = None
        self._forzature = fascicolo.preferenze.in_uso.forzature
        with self.hold_trait_notifications():
            scelte = fascicolo.preferenze.scelte
            self.leve, self.preset, self.confidenza = dict(scelte.fissate), scelte.preset, scelte.confidenza
            self.ipotesi = vars(fascicolo.preferenze.in_uso.ipotesi).copy()

    @cached_property
    def disponibili(self) -> tuple[Opzione, ...]:
        """The levers that this comune can pull, each with its cap."""
        situazione = Risanamento(self.fascicolo.proiezione()).situazione
        return Leve.di(situazione, Scelte()).menu(0, Scelte()).opzioni

    @cached_property
    def senza_effetto(self) -> tuple[str, ...]:
        """The hypotheses that move nothing here, because the accounts do not tell their lines apart."""
        nature = self.fascicolo.proiezione().futuro.nature
        return tuple(nome for nome, linea in _LINEE.items() if str(nature[linea][0, 0]) != CALCOLATA)

    def scenario(self) -> Scenario:
        """Return what is chosen, as a scenario that can be saved."""
        tirate = tuple(sorted((codice, livello) for codice, livello in self.leve.items() if livello))
        return Scenario(
            nome=self.nome.strip() or _SENZA_NOME,
            descrizione=f"Da «{predefiniti()[self.partenza].nome}», con le scelte dell'ufficio.",
            ipotesi=Ipotesi(**self.ipotesi),
            forzature=self._forzature,
            leve=tirate,
        )

    def supposto(self) -> Scenario:
        """Return the scenario without its levers: they are measures of the plan, not of the projection."""
        return replace(self.scenario(), leve=())

    def scelte(self) -> Scelte:
        """Return what a plan asked for must respect: the levers that are pulled stay where they are."""
        return Scelte(preset=self.preset, confidenza=self.confidenza, fissate=self._tirate())

    def salva(self) -> bytes:
        """Return the scenario as the file that another comune can load."""
        return scrivi(self.scenario())

    def carica(self, contenuto: bytes) -> None:
        """Take the choices of a file; one that is no scenario is a sentence and changes nothing."""
        try:
            letto = leggi(contenuto)
        except Exception as errore:  # nobody else stands between a file and the person
            self.errore = in_parole(errore)
            return
        self._forzature = letto.forzature
        with self.hold_trait_notifications():
            self.nome, self.leve, self.ipotesi = letto.nome, dict(letto.leve), vars(letto.ipotesi).copy()

    def chiedi(self) -> None:
        """Ask for the lightest plan that covers what is missing."""
        self._prova(lambda: setattr(self, "piano", self._risanamento().piano(self.scelte())))

    @observe("partenza")
    def _riparti(self, cambio: Any) -> None:
        self.ipotesi = vars(predefiniti()[cambio["new"]].ipotesi).copy()

    @observe("ipotesi", "leve", "preset", "confidenza")
    def rispondi(self, cambio: Any = None) -> None:
        """Work the answer out again; a plan asked for before is no more of these choices."""
        self.piano = None
        self._prova(self._rispondi)

    def _prova(self, fai: Any) -> None:
        self.errore = ""
        try:
            fai()
        except Exception as errore:  # the page stays, and says what happened
            self.errore = in_parole(errore)

    def _rispondi(self) -> None:
        partenza, prevista = self.fascicolo.proiezione(), self._risanamento().proiezione
        tirato = self._solo_le_tirate()
        saldi = _interi(prevista.corrente())
        dopo = saldi if tirato is None else _dopo(tirato)
        perche = next(iter(prevista.avvertenze()), "") if None in saldi else ""
        self.risposta = Risposta(prevista.anni()[1:], _interi(partenza.corrente()), saldi, dopo, perche)

    def _risanamento(self) -> Risanamento:
        """Return what can be done under these hypotheses, read once for all the levers that are tried."""
        ipotesi = Ipotesi(**self.ipotesi), self._forzature
        if self._ultimo is None or self._ultimo[0] != ipotesi:
            self._ultimo = ipotesi, Risanamento(self.fascicolo.proiezione(self.supposto()))
        return self._ultimo[1]

    def _tirate(self) -> dict[str, float]:
        """Return the levers that are pulled and can be; a file may name some that this comune has not."""
        massimi = {una.codice: una.massimo for una in self.disponibili}
        return {
            codice: min(float(livello), massimi[codice])
            for codice, livello in self.leve.items()
            if livello and codice in massimi
        }

    def _solo_le_tirate(self) -> Piano | None:
        tirate = self._tirate()
        if not tirate:
            return None
        scelte = Scelte(preset=self.preset, fissate=tirate, vietate=frozenset(leve()) - set(tirate))
        return self._risanamento().piano(scelte)


def _interi(importi: np.ndarray) -> tuple[int | None, ...]:
    return tuple(None if np.isnan(uno) else round(float(uno)) for uno in importi)


def _dopo(piano: Piano) -> tuple[int | None, ...]:
    """Return the current balance with a plan."""
    saldo = next((mosso for mosso in piano.indicatori if mosso.codice == "O"), None)
    if saldo is None:
        return (None,) * len(piano.anni)
    return tuple(None if valore is None else round(valore) for valore in saldo.dopo)
