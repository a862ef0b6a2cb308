"""What an office reads in its register: practices, history, frozen documents, what is due."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from crescere_kit.acts.register.events import Evento
from crescere_kit.acts.register.log import Orologio, Registro
from crescere_kit.acts.register.practice import Numero, Pratica, Scadenza
from crescere_kit.acts.register.refusals import RegistroGuasto, RegistroRifiuta
from crescere_kit.acts.register.verification import Difetto, verifica


class Importato(NamedTuple):
    """What another act took from an adopted one, and the hash that proves it."""

    contesto: Any
    impronta: str


class Collegamento(NamedTuple):
    """A bond with an adopted act: intatto says whether what was imported is still what was adopted."""

    id: str
    impronta: str
    intatto: bool


class Lettura:
    """The register of one comune, to be read."""

    def __init__(self, cartella: Path | str, orologio: Orologio = lambda: datetime.now(UTC)) -> None:
        self.cartella = Path(cartella)
        self.registro = Registro(self.cartella, orologio)

    def pratiche(self) -> list[Pratica]:
        """Return all the practices, oldest first."""
        return list(self.registro.stato().pratiche.values())

    def pratica(self, id_: str) -> Pratica:
        """Return a practice, or raise PraticaAssente."""
        return self.registro.stato().pratica(id_)

    def dati(self, id_: str) -> Any:
        """Return the data of a practice as they were last saved."""
        return self.registro.oggetti.prendi_dati(self.pratica(id_).dati)

    def storia(self, id_: str) -> list[Evento]:
        """Return what happened to a practice, oldest first."""
        self.pratica(id_)
        return [evento for evento in self.registro.eventi() if evento.pratica == id_]

    def documento(self, id_: str, nome: str) -> bytes:
        """Return a document as it was frozen at adoption."""
        documenti = self.pratica(id_).documenti
        if nome not in documenti:
            raise RegistroRifiuta(
                f"La pratica {id_} non ha un documento «{nome}»: ha "
                f"{', '.join(documenti) or 'nessun documento'}."
            )
        return self.registro.oggetti.prendi(documenti[nome].sha256)

    def versioni(self, id_: str) -> Any:
        """Return with what an act was made: hash of its template, version of the kit."""
        return self.registro.oggetti.prendi_dati(self.adottata(id_).versioni)

    def prossimo(self, organo: str, anno: int, settore: str = "") -> int:
        """Return the number that the next act of an organ will take."""
        return self.registro.stato().serie_di(Numero(organo, anno, 0, settore)).prossimo

    def verifica(self, ultima: str | None = None) -> list[Difetto]:
        """Read everything again and return each fault, with the line where it is.

        ultima is the hash of an event that somebody noted elsewhere: it must still be in the log.
        """
        return verifica(self.registro.diario, self.registro.oggetti, self.registro.modelli, ultima)

    def impronta(self) -> str:
        """Return the hash of the last event: noted elsewhere, it proves all that came before."""
        return self.registro.stato().impronta

    def importa(self, id_: str) -> Importato:
        """Return the frozen data of an adopted act, with the hash that proves them."""
        impronta = self.adottata(id_).contesto
        return Importato(self.registro.oggetti.prendi_dati(impronta), impronta)

    def collegate(self, id_: str) -> list[Collegamento]:
        """Return the adopted acts a practice starts from, and whether they are still what they were."""
        return [
            Collegamento(altra, impronta, self._intatto(altra, impronta))
            for altra, impronta in self.pratica(id_).importati.items()
        ]

    def scadenze(self, dal: date | None = None, al: date | None = None) -> list[Scadenza]:
        """Return what is due and nobody answered yet, soonest first; both days are included."""
        tutte = [scadenza for pratica in self.pratiche() for scadenza in pratica.scadenze]
        aperte = [
            s
            for s in tutte
            if s.chiusa_da is None and (dal is None or dal <= s.giorno) and (al is None or s.giorno <= al)
        ]
        return sorted(aperte, key=lambda s: (s.giorno, s.pratica, s.codice))

    def adottata(self, id_: str) -> Pratica:
        """Return a practice that was adopted, or raise RegistroRifiuta."""
        pratica = self.pratica(id_)
        if pratica.numero is None:
            raise RegistroRifiuta(f"La pratica {id_} non è adottata: è nello stato «{pratica.stato}».")
        return pratica

    def _intatto(self, altra: str, impronta: str) -> bool:
        if self.pratica(altra).contesto != impronta:
            return False
        try:
            self.registro.oggetti.prendi(impronta)
        except RegistroGuasto:
            return False
        return True
