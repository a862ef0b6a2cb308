"""The log of a comune: read it, and add to it what has been judged under the lock."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crescere_kit.acts.register.events import Evento, da_riga
from crescere_kit.acts.register.journal import Diario
from crescere_kit.acts.register.objects import Oggetti
from crescere_kit.acts.register.refusals import RegistroGuasto, RegistroRifiuta
from crescere_kit.acts.register.state import Stato

Orologio = Callable[[], datetime]


@dataclass(frozen=True)
class Proposto:
    """What somebody wants to write: an event without its place in the chain."""

    cosa: str
    pratica: str | None
    dati: dict[str, Any]


@dataclass
class _Letto:
    """How far the log was read: whole lines only, which never change."""

    stato: Stato = field(default_factory=Stato)
    eventi: list[Evento] = field(default_factory=list)
    byte: int = 0


class Registro:
    """Log and objects of one comune. The log is the only truth: everything else is read from it."""

    def __init__(self, cartella: Path, orologio: Orologio) -> None:
        self.diario = Diario(cartella)
        self.oggetti = Oggetti(cartella / "oggetti")
        self.modelli = Oggetti(cartella / "modelli")
        self.orologio = orologio
        self._letto = _Letto()
        self._turno = threading.RLock()

    def stato(self) -> Stato:
        """Return what the log says now. To be read, not changed."""
        with self._turno:
            return self._aggiornato().stato

    def eventi(self) -> list[Evento]:
        """Return all the events, oldest first."""
        with self._turno:
            return list(self._aggiornato().eventi)

    def scrivi(self, chi: str, proponi: Callable[[Stato], Proposto]) -> Evento:
        """Add an event: `proponi` is asked under the lock, on the state of that moment.

        Raises RegistroRifiuta, writing nothing, when the event may not be; DiscoPieno when there is no room.
        """
        chi = _persona(chi)
        with self._turno, self.diario.riservato():
            self.diario.ripara()
            stato = self._aggiornato().stato
            self._niente_di_perso(stato)
            proposto = proponi(stato)
            try:
                return self._aggiungi(chi, proposto)
            except BaseException:
                self._letto = _Letto()  # the event was applied and not written: read the log again
                raise

    def _aggiungi(self, chi: str, proposto: Proposto) -> Evento:
        stato = self._letto.stato
        quando = self.orologio().astimezone(UTC)
        evento = Evento(
            stato.n + 1, quando, chi, proposto.cosa, proposto.pratica, proposto.dati, stato.impronta
        )
        riga = evento.riga()
        evento = da_riga(riga)  # as everybody will read it
        stato.lega(evento)
        stato.applica(evento)
        self.diario.accoda(riga, evento.n, evento.impronta)
        self._letto.eventi.append(evento)
        self._letto.byte += len(riga)
        return evento

    def _aggiornato(self) -> _Letto:
        if self.diario.lunghezza() < self._letto.byte:
            self._letto = _Letto()
        try:
            self._leggi()
        except RegistroRifiuta:
            self._letto = _Letto()
            raise
        return self._letto

    def _leggi(self) -> None:
        letto = self._letto
        for riga in self.diario.righe(letto.byte)[0]:
            try:
                evento = da_riga(riga)
                letto.stato.lega(evento)
                letto.stato.applica(evento)
            except RegistroRifiuta as errore:
                raise RegistroGuasto(
                    f"Il registro «{self.diario.file}» è guasto alla riga {len(letto.eventi) + 1}: {errore}. "
                    "Lanciare "
                    "«crescere atti verifica» e rimettere la copia di riserva."
                ) from errore
            letto.eventi.append(evento)
            letto.byte += len(riga) + 1

    def _niente_di_perso(self, stato: Stato) -> None:
        segnato = self.diario.ultimo_segnato()
        if segnato is not None and segnato[0] > stato.n:
            raise RegistroGuasto(
                f"Il registro «{self.diario.file}» finisce alla riga {stato.n}, ma ne era stata scritta la "
                f"{segnato[0]}: mancano eventi, e i loro numeri non si possono dare due volte. Rimettere la "
                "copia di riserva."
            )


def _persona(chi: str) -> str:
    chi = " ".join(str(chi or "").split())[:200]
    if not chi:
        raise RegistroRifiuta("Manca chi fa l'operazione: il registro tiene il nome di ogni persona.")
    return chi
