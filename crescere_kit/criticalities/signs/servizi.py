"""The signs of the cover of the services."""

from __future__ import annotations

import numpy as np

from crescere_kit import rules
from crescere_kit.criticalities.signs.general import Riscontro, oltre
from crescere_kit.indicators import Indicatori


def copertura_in_calo(indicatori: Indicatori, codice: str) -> Riscontro:
    """The cover is lower than the year before by more than a trifle, and no legal minimum is broken yet."""
    ora = indicatori.valutati[codice].valori
    prima = indicatori.conti.anni_prima(ora, 1)
    anni = ora.index.get_level_values("anno")
    calo = rules.per_anni("avviso", "calo_copertura", anni).array
    sceso = ((prima - ora) > calo).fillna(False).to_numpy(dtype=bool)
    valore, limite = (serie.to_numpy(dtype=float, na_value=np.nan) for serie in (ora, prima))
    return Riscontro(sceso & ~oltre(indicatori, codice).presente, valore, limite)


PROVE = {copertura_in_calo.__name__: copertura_in_calo}
