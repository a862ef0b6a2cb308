"""The signs of the spesa di personale that stand between two limits."""

from __future__ import annotations

from crescere_kit.criticalities.signs.general import Riscontro, oltre
from crescere_kit.indicators import Indicatori

SOPRA_IL_RIENTRO = "PERS_RIENTRO"


def fascia_intermedia(indicatori: Indicatori, codice: str) -> Riscontro:
    """The soglia is passed, and the one above it, from which one must come back, is not."""
    riscontro = oltre(indicatori, codice)
    return riscontro._replace(presente=riscontro.presente & ~oltre(indicatori, SOPRA_IL_RIENTRO).presente)


PROVE = {fascia_intermedia.__name__: fascia_intermedia}
