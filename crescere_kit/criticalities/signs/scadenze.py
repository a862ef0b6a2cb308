"""The signs of what is late: still to be done, or done after its term."""

from __future__ import annotations

from crescere_kit.criticalities.signs.general import Riscontro, oltre
from crescere_kit.indicators import Indicatori
from crescere_kit.indicators.scadenze import ATTI, aperto


def in_ritardo(indicatori: Indicatori, codice: str) -> Riscontro:
    """The term is past on the day of the analysis, and the act is not done as far as is known."""
    return _divide(indicatori, codice, da_fare=True)


def fatto_in_ritardo(indicatori: Indicatori, codice: str) -> Riscontro:
    """The act was done after its term."""
    return _divide(indicatori, codice, da_fare=False)


PROVE = {prova.__name__: prova for prova in (in_ritardo, fatto_in_ritardo)}


def _divide(indicatori: Indicatori, codice: str, *, da_fare: bool) -> Riscontro:
    riscontro = oltre(indicatori, codice)
    manca = aperto(indicatori.conti, ATTI[codice]).to_numpy(dtype=bool)
    return riscontro._replace(presente=riscontro.presente & (manca == da_fare))
