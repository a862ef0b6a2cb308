"""What the log says, all of it: the practices, the numbers, the templates. Each event is judged before it
counts.

The same judgement stands before an event is written and when the log is verified: what could not be written
cannot be found there either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from crescere_kit.acts.register import steps
from crescere_kit.acts.register.events import INIZIO, Evento
from crescere_kit.acts.register.numbering import Serie
from crescere_kit.acts.register.practice import Documento, Numero, Pratica, Scadenza
from crescere_kit.acts.register.refusals import PraticaAssente, RegistroGuasto, RegistroRifiuta
from crescere_kit.acts.register.templates import ModelloCaricato
from crescere_kit.acts.register.terms import pubblicata_al


@dataclass
class Stato:
    """The fold of the log up to an event."""

    n: int = 0
    impronta: str = INIZIO
    pratiche: dict[str, Pratica] = field(default_factory=dict)
    serie: dict[tuple, Serie] = field(default_factory=dict)
    modelli: dict[str, list[ModelloCaricato]] = field(default_factory=dict)
    attivi: dict[str, str] = field(default_factory=dict)

    def pratica(self, id_: str | None) -> Pratica:
        """Return a practice, or raise PraticaAssente."""
        if id_ not in self.pratiche:
            raise PraticaAssente(f"Nel registro non c'è una pratica «{str(id_)[:80]}».")
        return self.pratiche[id_]

    def serie_di(self, numero: Numero) -> Serie:
        """Return what was numbered so far in the series of a number."""
        return self.serie.get(numero.serie, Serie())

    def lega(self, evento: Evento) -> None:
        """Take an event whose chain holds, whatever it says; raises RegistroGuasto when it does not hold."""
        n, prima = self.n, self.impronta
        self.n, self.impronta = evento.n, evento.impronta
        if (evento.n, evento.prima) != (n + 1, prima):
            raise RegistroGuasto("non segue la riga precedente: un evento è stato tolto, aggiunto o spostato")

    def applica(self, evento: Evento) -> None:
        """Take what an event says, or raise RegistroRifiuta when it may not be."""
        if evento.cosa not in _MODI:
            raise RegistroRifiuta(f"L'evento «{evento.cosa}» non è fra quelli del registro.")
        try:
            _MODI[evento.cosa](self, evento)
        except (KeyError, TypeError, AttributeError) as errore:
            if isinstance(errore, RegistroRifiuta):
                raise
            raise RegistroRifiuta(f"I dati dell'evento «{evento.cosa}» non sono quelli attesi.") from errore

    def tieni(self, evento: Evento, pratica: Pratica, **campi) -> None:
        """Keep a practice as an event left it."""
        self.pratiche[pratica.id] = replace(
            pratica, versione=evento.n, cambiata_da=evento.chi, cambiata_il=evento.quando, **campi
        )


def _aperta(stato: Stato, evento: Evento) -> None:
    id_, dati = evento.pratica, evento.dati
    if not id_ or id_ in stato.pratiche:
        raise RegistroRifiuta(f"La pratica «{id_}» c'è già.")
    for altra, impronta in dati["importati"].items():
        _ancora_uguale(stato, altra, impronta)
    stato.pratiche[id_] = Pratica(
        id=id_,
        codice=dati["codice"],
        stato=steps.STATI[0],
        versione=evento.n,
        aperta_da=evento.chi,
        aperta_il=evento.quando,
        cambiata_da=evento.chi,
        cambiata_il=evento.quando,
        oggetto=dati["oggetto"],
        dati=dati["dati"],
        importati=dati["importati"],
    )


def _salvata(stato: Stato, evento: Evento) -> None:
    pratica = stato.pratica(evento.pratica)
    steps.modificabile(pratica)
    stato.tieni(evento, pratica, dati=evento.dati["dati"], oggetto=evento.dati["oggetto"])


def _collegata(stato: Stato, evento: Evento) -> None:
    pratica, dati = stato.pratica(evento.pratica), evento.dati
    steps.modificabile(pratica)
    _ancora_uguale(stato, dati["a"], dati["impronta"])
    stato.tieni(evento, pratica, importati={**pratica.importati, dati["a"]: dati["impronta"]})


def _avanzata(stato: Stato, evento: Evento) -> None:
    pratica, dati = stato.pratica(evento.pratica), evento.dati
    a = dati["a"]
    steps.controlla(pratica, a)
    campi = {}
    if a == "adottata":
        raise RegistroRifiuta(f"La pratica {pratica.id} si adotta con un numero e una data, non avanzando.")
    if a == "pubblicata":
        dal = dati["dal"]
        if dal < pratica.data:
            raise RegistroRifiuta(
                f"La pratica {pratica.id} è stata adottata il {pratica.data:%d/%m/%Y}: non può essere "
                "pubblicata prima, "
                f"il {dal:%d/%m/%Y}."
            )
        campi = {"pubblicata_dal": dal, "pubblicata_al": pubblicata_al(dal)}
    if a == "esecutiva":
        steps.esecutiva(pratica, dati["giorno"])
    stato.tieni(evento, pratica, stato=a, **campi)


def _adottata(stato: Stato, evento: Evento) -> None:
    pratica, dati = stato.pratica(evento.pratica), evento.dati
    steps.controlla(pratica, "adottata")
    for altra, impronta in pratica.importati.items():
        _ancora_uguale(stato, altra, impronta)
    numero = Numero(dati["organo"], dati["anno"], dati["numero"], dati["settore"])
    serie = stato.serie_di(numero).con(numero, dati["data"])
    ufficiale = dati["numero_ufficiale"]
    if ufficiale is not None:
        serie = serie.con_ufficiale(ufficiale)
    for altra, codice in dati["chiude"]:
        _chiudi(stato, evento, altra, codice)
    stato.serie[numero.serie] = serie
    stato.tieni(
        evento,
        pratica,
        stato="adottata",
        numero=numero,
        data=dati["data"],
        immediata=dati["immediata"],
        numero_ufficiale=ufficiale,
        oggetto=dati["oggetto"],
        documenti={nome: Documento(**voce) for nome, voce in dati["documenti"].items()},
        contesto=dati["contesto"],
        versioni=dati["versioni"],
        scadenze=tuple(Scadenza(**voce, pratica=pratica.id) for voce in dati["scadenze"]),
    )


def _ufficiale(stato: Stato, evento: Evento) -> None:
    pratica, ufficiale = stato.pratica(evento.pratica), evento.dati["numero_ufficiale"]
    if pratica.numero is None:
        raise RegistroRifiuta(f"La pratica {pratica.id} non è adottata: non ha ancora un numero ufficiale.")
    serie = stato.serie_di(pratica.numero)
    stato.serie[pratica.numero.serie] = serie.con_ufficiale(ufficiale, pratica.numero_ufficiale)
    stato.tieni(evento, pratica, numero_ufficiale=ufficiale)


def _scadenza(stato: Stato, evento: Evento) -> None:
    pratica = stato.pratica(evento.pratica)
    nuova = Scadenza(**evento.dati, pratica=pratica.id)
    if any(s.codice == nuova.codice and s.chiusa_da is None for s in pratica.scadenze):
        raise RegistroRifiuta(f"La pratica {pratica.id} ha già una scadenza «{nuova.codice}» aperta.")
    stato.tieni(evento, pratica, scadenze=(*pratica.scadenze, nuova))


def _scadenza_chiusa(stato: Stato, evento: Evento) -> None:
    _chiudi(stato, evento, evento.dati["di"], evento.dati["codice"])


def _chiudi(stato: Stato, evento: Evento, altra: str, codice: str) -> None:
    pratica = stato.pratica(altra)
    aperte = [s for s in pratica.scadenze if s.codice == codice and s.chiusa_da is None]
    if not aperte:
        raise RegistroRifiuta(f"La pratica {altra} non ha una scadenza «{codice}» aperta.")
    chiuse = tuple(replace(s, chiusa_da=evento.pratica) if s in aperte else s for s in pratica.scadenze)
    stato.pratiche[altra] = replace(pratica, scadenze=chiuse)


def _modello_caricato(stato: Stato, evento: Evento) -> None:
    nuovo = ModelloCaricato(**evento.dati, chi=evento.chi, quando=evento.quando)
    versioni = stato.modelli.setdefault(nuovo.codice, [])
    if any(m.versione == nuovo.versione for m in versioni):
        raise RegistroRifiuta(f"Il modello «{nuovo.codice}» ha già una versione {nuovo.versione}.")
    versioni.append(nuovo)


def _modello_attivato(stato: Stato, evento: Evento) -> None:
    codice, versione = evento.dati["codice"], evento.dati["versione"]
    if versione is None:
        stato.attivi.pop(codice, None)
        return
    if versione not in [m.versione for m in stato.modelli.get(codice, [])]:
        raise RegistroRifiuta(f"Il modello «{codice}» non ha una versione {versione}.")
    stato.attivi[codice] = versione


def _ancora_uguale(stato: Stato, altra: str, impronta: str) -> None:
    if stato.pratica(altra).contesto != impronta:
        raise RegistroRifiuta(
            f"Ciò che è stato importato dalla pratica {altra} non è ciò che è stato adottato: importarlo di "
            "nuovo."
        )


_MODI: dict[str, Callable[[Stato, Evento], None]] = {
    "aperta": _aperta,
    "salvata": _salvata,
    "collegata": _collegata,
    "avanzata": _avanzata,
    "adottata": _adottata,
    "ufficiale": _ufficiale,
    "scadenza": _scadenza,
    "scadenza_chiusa": _scadenza_chiusa,
    "modello_caricato": _modello_caricato,
    "modello_attivato": _modello_attivato,
}
