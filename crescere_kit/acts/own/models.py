"""The templates of a comune: each upload is kept, examined, shown on a sample, and put in use by an event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from crescere_kit import rules
from crescere_kit.acts.own import guard, wording
from crescere_kit.acts.own.letterhead import controlla_carta, vesti
from crescere_kit.acts.register.events import oggi
from crescere_kit.acts.register.log import Proposto
from crescere_kit.acts.register.office import Ufficio
from crescere_kit.acts.register.refusals import RegistroRifiuta
from crescere_kit.acts.register.state import Stato
from crescere_kit.acts.register.templates import ModelloCaricato
from crescere_kit.acts.render.faults import ModelloNonValido
from crescere_kit.acts.render.opening import MEGABYTE, apri

CARTA = "carta_intestata"
_MOSTRATI = 5


class Rilievo(Protocol):
    """What the examination of a template found."""

    codice: str
    gravita: str
    messaggio: str


Esame = Callable[..., Sequence[Rilievo]]  # (docx, schema, *, giorno)
Anteprima = Callable[[bytes], str]


@dataclass(frozen=True)
class Caricato:
    """An upload that was accepted: its version and why, what to look at again, how it looks on a sample."""

    codice: str
    versione: str
    perche: str
    avvisi: tuple[Rilievo, ...]
    anteprima: str


class ModelliPropri:
    """The letterhead and wordings of one comune. Nothing is overwritten: an event says what is in use."""

    def __init__(self, ufficio: Ufficio, *, esame: Esame, anteprima: Anteprima) -> None:
        self.registro = ufficio.registro
        self.esame = esame
        self.anteprima = anteprima

    def carica(self, codice: str, docx: bytes, chi: str, *, schema: dict[str, Any] | None = None) -> Caricato:
        """Keep a wording of the comune for an act. It is not in use until `attiva`.

        Raises ModelloNonValido when it is too big, brings programs along, or has an error.
        """
        if codice == CARTA:
            raise RegistroRifiuta(
                "La carta intestata si carica come carta intestata, non come modello di atto."
            )
        self._pesa(docx)
        guard.controlla(apri(docx))
        return self._tieni(codice, docx, docx, chi, schema)

    def carica_carta(
        self, carta: bytes, chi: str, *, campione: bytes, schema: dict[str, Any] | None = None
    ) -> Caricato:
        """Keep a letterhead, examined and shown on a sample template dressed with it."""
        self._pesa(carta)
        controlla_carta(carta)
        return self._tieni(CARTA, carta, vesti(campione, carta), chi, schema)

    def versioni(self, codice: str) -> list[ModelloCaricato]:
        """Return the versions of a template, oldest first."""
        return list(self.registro.stato().modelli.get(codice, []))

    def attiva(self, codice: str, versione: str | None, chi: str) -> None:
        """Put a version in use; None goes back to the template of the programme."""

        def proponi(_: Stato) -> Proposto:
            return Proposto("modello_attivato", None, {"codice": codice, "versione": versione})

        self.registro.scrivi(chi, proponi)

    def ripristina(self, codice: str, chi: str) -> str | None:
        """Go back to what was in use before the last change, and return its version."""
        usate = [
            evento.dati["versione"]
            for evento in self.registro.eventi()
            if evento.cosa == "modello_attivato" and evento.dati["codice"] == codice
        ]
        if not usate:
            raise RegistroRifiuta(f"Il modello «{codice}» non è mai stato cambiato: non c'è dove tornare.")
        prima = usate[-2] if len(usate) > 1 else None
        self.attiva(codice, prima, chi)
        return prima

    def modello_attivo(self, codice: str) -> bytes | None:
        """Return the version in use of a template, None while the comune uses the one of the programme."""
        versione = self.registro.stato().attivi.get(codice)
        trovati = [m.sha256 for m in self.versioni(codice) if m.versione == versione]
        return self.registro.modelli.prendi(trovati[0]) if trovati else None

    def per(self, codice: str, nostro: bytes) -> bytes:
        """Return the template of an act as the comune wants it: its wording if any, on its paper if any."""
        testo = self.modello_attivo(codice) or nostro
        carta = self.modello_attivo(CARTA)
        return testo if carta is None else vesti(testo, carta)

    def _pesa(self, docx: bytes) -> None:
        massimo = int(rules.in_force("atti", "modello_megabyte", self._oggi()).valore)
        if len(docx) > massimo * MEGABYTE:
            raise ModelloNonValido(
                f"Il file pesa {len(docx) / MEGABYTE:.0f} MB e ne può pesare {massimo}: ridurre le immagini."
            )

    def _tieni(
        self, codice: str, docx: bytes, provato: bytes, chi: str, schema: dict[str, Any] | None
    ) -> Caricato:
        rilievi = self.esame(provato, schema, giorno=self._oggi())
        errori = [rilievo for rilievo in rilievi if rilievo.gravita == "errore"]
        if errori:
            altri = f" E altri {len(errori) - _MOSTRATI}." if len(errori) > _MOSTRATI else ""
            detti = " ".join(f"{errore.codice}: {errore.messaggio}" for errore in errori[:_MOSTRATI])
            raise ModelloNonValido(f"Il modello non si può usare: {detti}{altri}")
        anteprima = self.anteprima(provato)
        sha256 = self.registro.modelli.metti(docx)
        usati = wording.campi(docx)

        def proponi(stato: Stato) -> Proposto:
            ultimo = next(reversed(stato.modelli.get(codice, [])), None)
            if ultimo is not None and ultimo.sha256 == sha256:
                raise RegistroRifiuta(f"Questo file è già la versione {ultimo.versione} di «{codice}».")
            prima = wording.campi(self.registro.modelli.prendi(ultimo.sha256)) if ultimo else frozenset()
            nuova, perche = wording.versione(ultimo and ultimo.versione, prima, usati)
            dati = {"codice": codice, "versione": nuova, "sha256": sha256, "perche": perche}
            return Proposto("modello_caricato", None, dati | {"avvisi": len(rilievi)})

        dati = self.registro.scrivi(chi, proponi).dati
        return Caricato(codice, dati["versione"], dati["perche"], tuple(rilievi), anteprima)

    def _oggi(self) -> date:
        return oggi(self.registro.orologio())
