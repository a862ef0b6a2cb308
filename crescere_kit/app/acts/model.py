"""The state of the page of the acts: which act, which data, what is wrong, which practice; no widgets."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from traitlets import Any as Qualsiasi
from traitlets import Dict, HasTraits, List, Unicode

from crescere_kit.accounts import trova
from crescere_kit.acts import dress, files, people
from crescere_kit.acts.catalogue import definizione, tutte
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.desk import Scrivania
from crescere_kit.acts.faults import DatiNonValidi
from crescere_kit.acts.outputs.albo import VersioneAlbo
from crescere_kit.acts.prefill import precompilati
from crescere_kit.acts.production import Lavoro, adotta, lavora
from crescere_kit.acts.register import STATI, Pratica, Scadenza, Ufficio, shelf
from crescere_kit.app.safely import sicuro
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.sources.store import Archivio

ANAGRAFICA = "anagrafica"
_ADOTTANO = frozenset({"", "autore", "esperto"})  # "" is a notebook, where who works is who signs


class NonPermesso(ErroreSpiegato):
    """Who looks at the page may not do this."""


class ModelloAtti(HasTraits):
    """Choose an act with `scegli`, write its data with `scrivi`; `lavoro` and `difetti` follow.

    lavoro is None while the data cannot be read: `difetti` then says what is wrong, field by field.
    """

    codice = Unicode(help="the act that is open, or «anagrafica»")
    lavoro = Qualsiasi(None, allow_none=True)
    difetti = Dict(help="dotted path of a field → sentence")
    pratica = Unicode(help="the practice that is open, empty for an act never saved")
    errore = Unicode()
    detto = Unicode(help="what was last done, in one sentence")
    pratiche = List(help="every practice of the comune, the latest first")

    def __init__(
        self,
        scrivania: Scrivania,
        chi: str = "",
        ruolo: str = "",
        oggi: Callable[[], date] = lambda: datetime.now(UTC).astimezone().date(),
    ):
        super().__init__()
        self.scrivania, self.chi, self._ruolo, self._oggi = scrivania, chi or "ufficio", ruolo, oggi
        self.dati: dict[str, Any] = {}
        self._versione: int | None = None
        self._aggiorna_pratiche()

    @property
    def ufficio(self) -> Ufficio:
        """The register of the comune."""
        return self.scrivania.ufficio

    @property
    def catalogo(self) -> list[tuple[str, str]]:
        """(name, code) of every act."""
        return [(uno.nome, uno.codice) for uno in tutte()]

    @property
    def definizione(self) -> Definizione:
        """The act that is open."""
        return definizione(self.codice)

    @property
    def puo_adottare(self) -> bool:
        """Whether who looks may give an act its number: a lettore prepares drafts only."""
        return self._ruolo in _ADOTTANO

    @property
    def aperta(self) -> Pratica | None:
        """The practice that is open, as the register has it now."""
        return self.ufficio.pratica(self.pratica) if self.pratica else None

    @property
    def persone(self) -> list[dict[str, Any]]:
        """The people in charge today, to choose among; none while it is they who are being written."""
        if self.codice == ANAGRAFICA:
            return []
        oggi = self._oggi()
        in_carica = [
            uno.persona.model_dump(mode="json", exclude_none=True)
            for uno in self.scrivania.anagrafica().incarichi
            if uno.dal <= oggi and (uno.al is None or oggi <= uno.al)
        ]
        return [una for posto, una in enumerate(in_carica) if una not in in_carica[:posto]]

    @property
    def schema(self) -> dict[str, Any]:
        """The schema of what is being written."""
        if self.codice == ANAGRAFICA:
            return people.Anagrafica.model_json_schema()
        return self.definizione.schema_dei_dati()

    @sicuro
    def scegli(self, codice: str, partenza: Mapping[str, Any] | None = None) -> None:
        """Open a new act with what is known already, and what it starts from; or the registry of the ente."""
        self._pulisci()
        if codice == ANAGRAFICA:
            self.dati = self.scrivania.anagrafica().model_dump(mode="json", exclude_none=True)
        elif codice:
            self.dati = precompilati(definizione(codice), self.scrivania.anagrafica(), self._oggi())
            self.dati |= partenza or {}
        self.codice = codice
        self._rileggi()

    @sicuro
    def apri(self, pratica: str) -> None:
        """Open a practice of the register, and see what others did to all of them meanwhile."""
        self._pulisci()
        self._aggiorna_pratiche()
        self.dati = dict(self.ufficio.dati(pratica))
        self._versione = self.ufficio.pratica(pratica).versione
        self.codice = self.ufficio.pratica(pratica).codice
        self.pratica = pratica
        self._rileggi()

    @sicuro
    def scrivi(self, dati: Mapping[str, Any]) -> None:
        """Take what the form holds and compute the rest again."""
        self.errore = self.detto = ""
        self.dati = dict(dati)
        self._rileggi()

    @sicuro
    def salva(self) -> None:
        """Keep the data: a new practice the first time, a new version after."""
        self.errore = self.detto = ""
        if self.codice == ANAGRAFICA:
            people.scrivi(people.da_dati(self.dati), self.scrivania.file_anagrafica)
            self.detto = "Anagrafica salvata."
            return
        if self.pratica:
            self._versione = self.ufficio.salva(self.pratica, self.dati, self.chi, versione=self._versione)
            self.detto = f"Pratica {self.pratica} salvata."
        else:
            nuova = self.ufficio.apri_bozza(self.codice, self.dati, self.chi, importati=self._importati())
            self._versione = self.ufficio.pratica(nuova).versione
            self.pratica = nuova
            self.detto = f"Aperta la pratica {nuova}."
        self._aggiorna_pratiche()

    @sicuro
    def avanza(self, stato: str, **dati: Any) -> None:
        """Take the practice to a state; what the register refuses is said."""
        self.errore = self.detto = ""
        if stato not in STATI[:4] and not self.puo_adottare:
            raise NonPermesso("Con questo accesso si preparano bozze: l'atto lo adotta un autore del comune.")
        self._salvata()
        esiti = self.lavoro.esiti_della_proposta if self.lavoro else None
        self._versione = self.ufficio.avanza(
            self.pratica, stato, self.chi, esiti=esiti, versione=self._versione, **dati
        ).versione
        self.detto = f"La pratica {self.pratica} è ora «{stato}»."
        self._aggiorna_pratiche()

    @sicuro
    def adotta(self, numero_ufficiale: str = "") -> None:
        """Give the act its number and freeze its documents."""
        self.errore = self.detto = ""
        if not self.puo_adottare:
            raise NonPermesso("Con questo accesso si preparano bozze: l'atto lo adotta un autore del comune.")
        self._salvata()
        if self.lavoro is None:
            raise DatiNonValidi(())
        numero = adotta(
            self.ufficio,
            self.pratica,
            self.lavoro,
            self.chi,
            numero_ufficiale=numero_ufficiale or None,
            versione=self._versione,
        )
        self._versione = self.ufficio.pratica(self.pratica).versione
        self.detto = f"Adottato: {numero}."
        self._aggiorna_pratiche()

    def documento(self) -> bytes:
        """Return the docx: the frozen one of an adopted act, else the draft."""
        return files.docx(self.ufficio, self.aperta, self._lavoro_pronto())

    def albo(self) -> tuple[bytes, VersioneAlbo]:
        """Return the copy for the albo and what was left out of it."""
        return files.copia_per_l_albo(self.ufficio, self.aperta, self._lavoro_pronto())

    def fascicolo(self, pdf: bytes | None) -> bytes:
        """Return the package with every file of the act."""
        return files.fascicolo(self.ufficio, self.aperta, self._lavoro_pronto(), pdf)

    @property
    def scadenze(self) -> tuple[list[Scadenza], date]:
        """What the adopted acts make due and nobody answered yet, and the day on which it is read."""
        return self.ufficio.scadenze(), self._oggi()

    def _lavoro_pronto(self) -> Lavoro:
        if self.lavoro is None:
            raise NonPermesso("I dati non si leggono ancora: correggere i campi segnati.")
        lavoro: Lavoro = self.lavoro
        return lavoro

    def _salvata(self) -> None:
        if not self.pratica:
            self.salva()
        if not self.pratica:
            raise NonPermesso(self.errore or "La pratica non si è potuta aprire.")

    def _rileggi(self) -> None:
        if not self.codice or self.codice == ANAGRAFICA:
            self._rileggi_anagrafica()
            return
        try:
            fatti = self.scrivania.fatti(self._oggi())
            modello = dress.modello_del_comune(self.scrivania, self.codice)
            self.lavoro, self.difetti = lavora(self.definizione, self.dati, fatti, modello), {}
        except DatiNonValidi as errore:
            self.lavoro, self.difetti = None, _per_campo(errore)
            return
        self.difetti = _dei_controlli(self.lavoro)

    def _rileggi_anagrafica(self) -> None:
        self.lavoro, self.difetti = None, {}
        if self.codice == ANAGRAFICA:
            try:
                people.da_dati(self.dati)
            except people.AnagraficaNonValida as errore:
                self.difetti = {uno.campo: uno.messaggio for uno in errore.difetti}

    def _importati(self) -> dict[str, str]:
        """Return the adopted acts that this one starts from, with the hash that proves each."""
        return self.lavoro.importati if self.lavoro else {}

    def _pulisci(self) -> None:
        self.errore = self.detto = self.pratica = ""
        self._versione = None
        self.dati = {}

    def _aggiorna_pratiche(self) -> None:
        self.pratiche = self.ufficio.pratiche()[::-1]


def _per_campo(errore: DatiNonValidi) -> dict[str, str]:
    return {uno.campo: uno.messaggio for uno in errore.difetti}


def _dei_controlli(lavoro: Lavoro) -> dict[str, str]:
    """Return at each field what its checks say, the empty ones apart: nobody is scolded for starting."""
    return {
        uno.campo: uno.messaggio
        for uno in reversed(lavoro.esiti)
        if uno.campo and uno.superato is False and uno.id not in ("C-05", "C-08", "C-10")
    }


def del_comune(comune: str | None = None, archivio: Archivio | None = None) -> ModelloAtti:
    """Open the page of a comune: the one asked for, or that of this server."""
    archivio = archivio or Archivio()
    conti = archivio.conti()
    primo = comune or os.environ.get("CRESCERE_COMUNE") or str(conti.enti.index[0])
    istat = trova(conti.enti, primo)
    scrivania = Scrivania(conti, istat, shelf.ufficio(str(conti.enti.loc[istat, "slug"])), archivio)
    chi = os.environ.get("CRESCERE_PERSONA", "")
    return ModelloAtti(scrivania, chi, os.environ.get("CRESCERE_RUOLO", ""))
