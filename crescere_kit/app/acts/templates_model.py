"""The letterhead and the wordings of a comune, on the page: who may change them, what is in use."""

from __future__ import annotations

from collections.abc import Callable

from traitlets import HasTraits, Unicode

from crescere_kit.acts import dress
from crescere_kit.acts.catalogue import tutte
from crescere_kit.acts.desk import Scrivania
from crescere_kit.acts.own import CARTA
from crescere_kit.acts.register.templates import ModelloCaricato
from crescere_kit.app.acts.model import NonPermesso
from crescere_kit.app.safely import sicuro


class ModelloCarte(HasTraits):
    """Choose a template with `codice`; upload, put in use, go back. `detto` and `errore` say how it went."""

    codice = Unicode(CARTA, help="the act whose wording it is, or the letterhead")
    detto = Unicode()
    errore = Unicode()
    anteprima = Unicode(help="the last upload on the sample of its act, as HTML that holds no script")

    def __init__(
        self, scrivania: Scrivania, chi: str, permesso: bool, cambiato: Callable[[], None] = lambda: None
    ):
        super().__init__()
        self._scrivania, self._chi, self._permesso, self._cambiato = scrivania, chi, permesso, cambiato

    @property
    def modelli(self) -> list[tuple[str, str]]:
        """(name, code) of the letterhead and of every act."""
        return [("Carta intestata", CARTA), *((uno.nome, uno.codice) for uno in tutte())]

    @property
    def versioni(self) -> list[ModelloCaricato]:
        """Every version of the template that is open, the latest first."""
        return dress.modelli_propri(self._scrivania, self.codice).versioni(self.codice)[::-1]

    @property
    def in_uso(self) -> str | None:
        """The version in use; None while it is the template of Crescere."""
        return self._scrivania.ufficio.registro.stato().attivi.get(self.codice)

    @sicuro
    def apri(self, codice: str) -> None:
        """Look at another template."""
        self.errore = self.detto = self.anteprima = ""
        self.codice = codice

    @sicuro
    def carica(self, contenuto: bytes) -> None:
        """Take a file: it is examined, kept as a new version and put in use, or refused with the reasons."""
        self._comincia()
        self.detto, self.anteprima = dress.carica(self._scrivania, self.codice, contenuto, self._chi)
        self._cambiato()

    @sicuro
    def usa(self, versione: str | None) -> None:
        """Put a version in use again; None goes back to the template of Crescere."""
        self._comincia()
        dress.modelli_propri(self._scrivania, self.codice).attiva(self.codice, versione, self._chi)
        self.detto = f"In uso la versione {versione}." if versione else "In uso il modello di Crescere."
        self._cambiato()

    def _comincia(self) -> None:
        self.errore = self.detto = self.anteprima = ""
        if not self._permesso:
            raise NonPermesso("Con questo accesso i modelli si guardano: li cambia un autore del comune.")
