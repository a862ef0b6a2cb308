"""The tests that look at two things at once: a fund and the collection, a lever and the equilibrium."""

from __future__ import annotations

import numpy as np

from crescere_kit.criticalities.signs.general import Riscontro, oltre
from crescere_kit.indicators import Esito, Indicatori

_DELLA_PREVISIONE, _DEL_RENDICONTO = "PREV_O_1", "W2"


def fondo_basso_e_poco_riscosso(indicatori: Indicatori, codice: str) -> Riscontro:
    """The fund covers little of the residui, and little of them is collected."""
    riscontro = oltre(indicatori, codice)
    poco = indicatori.valutati["RISC_RESIDUI"].sono(Esito.OLTRE)
    return riscontro._replace(presente=riscontro.presente & poco)


def leva_con_squilibrio(indicatori: Indicatori, codice: str) -> Riscontro:
    """There is a rate below its maximum while the bilancio, or the last rendiconto, is not in equilibrium."""
    valore = _numeri(indicatori, codice)
    return Riscontro((valore > 0) & _squilibrio(indicatori), valore, np.zeros_like(valore))


PROVE = {prova.__name__: prova for prova in (fondo_basso_e_poco_riscosso, leva_con_squilibrio)}


def _squilibrio(indicatori: Indicatori) -> np.ndarray:
    """Say where O of the bilancio is negative, or W2 of the last rendiconto before it."""
    ultimo = indicatori.valutati[_DEL_RENDICONTO].valori
    for indietro in (1, 2):
        prima = indicatori.conti.anni_prima(indicatori.valutati[_DEL_RENDICONTO].valori, indietro)
        ultimo = ultimo.where(ultimo.notna(), prima)
    negativi = (ultimo < 0).to_numpy(dtype=bool, na_value=False)
    if _DELLA_PREVISIONE in indicatori.valutati:
        negativi |= _numeri(indicatori, _DELLA_PREVISIONE) < 0
    return negativi


def _numeri(indicatori: Indicatori, codice: str) -> np.ndarray:
    return indicatori.valutati[codice].valori.to_numpy(dtype=float, na_value=np.nan)
