"""What the accounts of a comune ask to be adopted, and what an act so asked for starts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crescere_kit.acts import proposals
from crescere_kit.acts.catalogue import CODICI, definizione
from crescere_kit.acts.desk import Scrivania
from crescere_kit.acts.from_plan import partenza
from crescere_kit.app.acts import page
from crescere_kit.app.page import avviso
from crescere_kit.app.safely import in_parole
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.recovery import Piano
from crescere_kit.reports import Fascicolo, apri


@dataclass(frozen=True)
class Chiesti:
    """The acts asked for by the criticità and by the recovery plan, as the page writes them."""

    html: str
    piano: Piano | None = None

    @classmethod
    def di(cls, scrivania: Scrivania, anno: int | None) -> Chiesti:
        """Read them from the accounts; say why when these cannot be read."""
        try:
            fascicolo = apri(scrivania.slug, anno, archivio=scrivania.archivio)
            dai_conti = proposals.dalle_criticita(fascicolo.voci_critiche())
            piano = _piano(fascicolo)
            return cls(page.proposte(proposals.insieme(dai_conti, proposals.dal_piano(piano))), piano)
        except Exception as errore:  # the acts can be prepared all the same
            return cls(avviso(in_parole(errore)))

    def partenza(self, codice: str) -> dict[str, Any]:
        """Return what the plan says of an act."""
        return partenza(definizione(codice), self.piano) if codice in CODICI else {}


def _piano(fascicolo: Fascicolo) -> Piano | None:
    try:
        return fascicolo.piano_scelto
    except ErroreSpiegato:  # the accounts do not reach so far: the criticità still speak
        return None
