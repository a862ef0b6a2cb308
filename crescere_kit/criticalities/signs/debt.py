"""Where debt shows early: past a threshold of attention, or in a later year of the bilancio."""

from __future__ import annotations

import numpy as np

from crescere_kit import rules
from crescere_kit.criticalities.signs.general import Riscontro, oltre
from crescere_kit.indicators import Indicatori

ANNI_204 = ("DEB_204", "DEB_204_2", "DEB_204_3")


def sopra_avviso(indicatori: Indicatori, codice: str) -> Riscontro:
    """The limit holds, but the value has passed the programme's own threshold of attention."""
    riscontro = oltre(indicatori, codice)
    anni = indicatori.conti.anno_di_riga
    avviso = rules.per_anni("avviso", codice.lower(), anni).to_numpy(dtype=float, na_value=np.nan)
    return Riscontro(~riscontro.presente & (riscontro.valore > avviso), riscontro.valore, avviso)


def oltre_da_quest_anno(indicatori: Indicatori, codice: str) -> Riscontro:
    """The limit of art. 204 is broken in this year of the bilancio and in none before it."""
    riscontro = oltre(indicatori, codice)
    prima = [oltre(indicatori, anno).presente for anno in ANNI_204[: ANNI_204.index(codice)]]
    return riscontro._replace(presente=riscontro.presente & ~np.logical_or.reduce(prima))


PROVE = {prova.__name__: prova for prova in (sopra_avviso, oltre_da_quest_anno)}
