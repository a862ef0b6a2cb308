"""The fondo that each comune sets aside for the obiettivi di finanza pubblica (L. 207/2024, c. 784-790)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.column import presi
from crescere_kit.indicators.indicator import EURO, MODULO, indicatore


def _non_dovuto(conti: Conti, istat: str, anno: int) -> str:
    if not escluso(conti).loc[(istat, anno)]:
        return "il modulo dell'ente non dice il fondo stanziato o quello dovuto"
    return "l'ente è escluso dal contributo, o era in dissesto o in riequilibrio quando è stato introdotto"


@indicatore(
    "FONDO_OBIETTIVI",
    "Fondo obiettivi di finanza pubblica: stanziato meno dovuto",
    EURO,
    verso="basso",
    limite=("obiettivi", "margine"),
    documento=MODULO,
    perche=_non_dovuto,
)
def stanziato_meno_dovuto(conti: Conti) -> pd.Series:
    """Fondo obiettivi di finanza pubblica stanziato meno quello che le tabelle del decreto assegnano
    all'ente: entrambi dal suo modulo. Non è dovuto da chi è escluso né da chi era in dissesto o in
    riequilibrio quando il contributo è stato introdotto.
    """
    margine = conti.manuale("fondi", "obiettivi_fp") - conti.manuale("fondi", "obiettivi_fp_dovuto")
    return margine.mask(escluso(conti))


INDICATORI = (stanziato_meno_dovuto,)


def escluso(conti: Conti) -> pd.Series:
    """Tell (bool) who owes nothing: the ente's own word first, then what it was when the law came."""
    scritto = conti.manuale("ente", "escluso_obiettivi_fp")
    in_crisi = [_allora(conti, conti.manuale("ente", nome)) for nome in ("dissesto", "riequilibrio")]
    allora = in_crisi[0].eq(1).fillna(False) | in_crisi[1].eq(1).fillna(False)
    return scritto.eq(1).where(scritto.notna(), allora).fillna(False).astype(bool)


def _allora(conti: Conti, serie: pd.Series) -> pd.Series:
    """Return for every year of an ente the value at the end of the year before the law began."""
    anno = int(rules.ultima("obiettivi", "anno_delle_esclusioni").valore)
    posti = {istat: conti.posto(istat, anno) for istat in conti.enti.index}
    allora = (posti.get(istat) for istat in conti.indice.get_level_values("istat"))
    return presi(
        serie, np.array([-1 if posto is None else posto for posto in allora], dtype=int), conti.indice
    )
