"""The state of the cruscotto: which comuni and years there are, which are chosen, what they show."""

from __future__ import annotations

import os
from typing import Any

from traitlets import Any as Qualsiasi
from traitlets import HasTraits, Int, List, Unicode, observe

from crescere_kit.accounts import trova
from crescere_kit.app import loading
from crescere_kit.app.address import richiesta
from crescere_kit.app.safely import in_parole, sicuro
from crescere_kit.projection import Scenario
from crescere_kit.recovery import Scelte
from crescere_kit.reports import Fascicolo, apri, enti_caricati
from crescere_kit.sources.store import Archivio


class ModelloCruscotto(HasTraits):
    """Choose `comune` and `anno`; `fascicolo` follows, or `errore` says why it could not."""

    comuni = List(help="(name, slug) of every comune of the archive, by name")
    comune = Unicode(help="slug of the chosen comune")
    anni = List(Int(), help="years of the chosen comune, the latest first")
    anno = Int(0)
    fascicolo = Qualsiasi(None, allow_none=True)
    errore = Unicode()
    esito = Unicode(help="what became of the last file that was loaded; every fault on its own line")

    def __init__(self, archivio: Archivio | None = None, query: str = "", **scelte: Any):
        super().__init__()
        self._archivio = archivio or Archivio()
        self._avvia(query, **scelte)

    @sicuro
    def _avvia(self, query: str, comune: str | None = None, anno: int | None = None) -> None:
        enti = enti_caricati(self._archivio)
        primo = str(enti.index[0])
        enti = enti.sort_values("nome")
        self.comuni = list(zip(enti["nome"], enti["slug"], strict=True))
        chiesti = richiesta(query, set(enti["slug"]))
        scelto = comune or chiesti.get("comune") or os.environ.get("CRESCERE_COMUNE")
        self.comune = enti.loc[trova(enti, str(scelto or primo)), "slug"]
        voluto = anno or chiesti.get("anno")
        if voluto in self.anni:
            self.anno = int(voluto)

    def carica(self, nome: str, contenuto: bytes) -> None:
        """Load a file of this comune into the archive and open its accounts again; `esito` says how it went.

        Refused with every fault, or loaded whole: what is on the page never comes from half a file.
        """
        try:
            self.esito = loading.carica(self._archivio, self.fascicolo, nome, contenuto)
        except Exception as errore:  # nobody else stands between a callback and the person
            self.esito = in_parole(errore)
            return
        anno = self.anno
        self._apri_comune({"new": self.comune})
        self.anno = anno if anno in self.anni else self.anno

    @sicuro
    def guarda(self, scenario: Scenario, scelte: Scelte) -> None:
        """Look at the two years ahead under other choices; the rest of the page stays what it is."""
        self.errore = ""
        fascicolo: Fascicolo | None = self.fascicolo
        if fascicolo is not None:
            self.fascicolo = fascicolo.con_scelte(scenario, scelte)

    @observe("comune")
    @sicuro
    def _apri_comune(self, cambio: dict[str, Any]) -> None:
        self.errore = ""
        fascicolo = apri(cambio["new"], archivio=self._archivio)
        self.anni = fascicolo.anni()[::-1]
        self.fascicolo = fascicolo
        self.anno = fascicolo.anno

    @observe("anno")
    @sicuro
    def _cambia_anno(self, cambio: dict[str, Any]) -> None:
        self.errore = ""
        fascicolo: Fascicolo | None = self.fascicolo
        if fascicolo is not None and fascicolo.anno != cambio["new"]:
            self.fascicolo = fascicolo.dell_anno(cambio["new"])
