"""Read the whole register again, trusting nothing: each fault with the line where it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from crescere_kit.acts.register import freezing
from crescere_kit.acts.register.events import Evento, da_riga
from crescere_kit.acts.register.journal import Diario, intera, strappata
from crescere_kit.acts.register.objects import Oggetti
from crescere_kit.acts.register.refusals import RegistroRifiuta
from crescere_kit.acts.register.state import Stato

# The objects that each kind of event names.
_NOMINATI = {
    "aperta": ("dati",),
    "salvata": ("dati",),
    "avanzata": ("controlli",),
    "adottata": ("contesto", "versioni", "controlli"),
    "modello_caricato": ("sha256",),
}


@dataclass(frozen=True)
class Difetto:
    """A fault of the register. riga counts from 1; None when it is of the file as a whole."""

    riga: int | None
    messaggio: str

    def __str__(self) -> str:
        return f"Riga {self.riga}: {self.messaggio}" if self.riga else self.messaggio


def verifica(diario: Diario, oggetti: Oggetti, modelli: Oggetti, ultima: str | None = None) -> list[Difetto]:
    """Return every fault of a register, in the order of its lines; none when it is as it was written.

    ultima is the hash of an event noted elsewhere: without it, nobody can tell a log that was rewritten
    whole.
    """
    righe, coda = diario.righe()
    lettura = _Rilettura(oggetti, modelli)
    difetti = [Difetto(n, messaggio) for n, riga in enumerate(righe, 1) for messaggio in lettura.riga(riga)]
    if coda and not intera(coda) and not strappata(coda):
        difetti.append(
            Difetto(
                len(righe) + 1, "l'ultima riga è stata cambiata: non finisce come il registro l'ha scritta."
            )
        )
    segnato = diario.ultimo_segnato()
    if segnato is not None and lettura.impronte.get(segnato[0]) != segnato[1]:
        difetti.append(
            Difetto(
                None,
                f"L'ultimo evento scritto era il {segnato[0]}: nel registro non c'è più come era stato "
                "scritto.",
            )
        )
    if ultima is not None and ultima not in lettura.impronte.values():
        difetti.append(Difetto(None, f"L'evento annotato altrove, {ultima[:80]}, non è nel registro."))
    return difetti


class _Rilettura:
    """The reading so far: after a fault it goes on from what the line says of itself."""

    def __init__(self, oggetti: Oggetti, modelli: Oggetti) -> None:
        self.oggetti = oggetti
        self.modelli = modelli
        self.stato = Stato()
        self.impronte: dict[int, str] = {}
        self.visti: dict[str, str | None] = {}
        self.saltata = False  # the line before cannot be read
        self.perduta = False  # one of the lines before cannot be read

    def riga(self, riga: bytes) -> Iterator[str]:
        """Return the faults of a line. After one that cannot be read, what is done next cannot be judged."""
        try:
            evento = da_riga(riga)
        except RegistroRifiuta as errore:
            self.saltata = self.perduta = True
            yield f"{errore}; finché non è rimessa, i passaggi delle righe che seguono non si giudicano."
            return
        yield from self._catena(evento)
        yield from self._passaggio(evento)
        with suppress(KeyError, TypeError, AttributeError):  # the passage has said it already
            yield from self._oggetti(evento)

    def _passaggio(self, evento: Evento) -> Iterator[str]:
        if self.perduta:
            return
        try:
            self.stato.applica(evento)
        except RegistroRifiuta as errore:
            yield str(errore)

    def _catena(self, evento: Evento) -> Iterator[str]:
        self.impronte[evento.n] = evento.impronta
        try:
            self.stato.lega(evento)
        except RegistroRifiuta as errore:
            if not self.saltata:  # the line before was named already, and it is what broke the chain
                yield f"{errore}."
        self.saltata = False

    def _oggetti(self, evento: Evento) -> Iterator[str]:
        nomi = [evento.dati.get(voce) for voce in _NOMINATI.get(evento.cosa, ())]
        documenti = evento.dati["documenti"] if evento.cosa == "adottata" else {}
        for nome in (*nomi, *(voce["sha256"] for voce in documenti.values())):
            if nome is not None and (detto := self._oggetto(nome, evento.cosa)):
                yield detto
        for nome, voce in documenti.items():
            yield from self._testo(nome, voce)

    def _oggetto(self, nome: str, cosa: str) -> str | None:
        if nome not in self.visti:
            dove = self.modelli if cosa == "modello_caricato" else self.oggetti
            try:
                dove.prendi(nome)
                self.visti[nome] = None
            except RegistroRifiuta as errore:
                self.visti[nome] = str(errore)
        return self.visti[nome]

    def _testo(self, nome: str, voce: dict) -> Iterator[str]:
        if self.visti.get(voce["sha256"]) is None:
            try:
                letto = freezing.contenuto(nome, self.oggetti.prendi(voce["sha256"]))
            except RegistroRifiuta as errore:
                yield str(errore)
                return
            if letto != voce["contenuto"]:
                yield f"Il testo del documento «{nome}» non è quello adottato."
