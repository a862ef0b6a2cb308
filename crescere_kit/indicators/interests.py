"""The interests that count for art. 204 TUEL, from the best source that there is."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.column import costante
from crescere_kit.indicators.missing import del_modulo, servono
from crescere_kit.indicators.penultimate import ACCERTAMENTI_CORRENTI

INTERESSI, INTERESSI_DI_MORA, INTERESSI_SU_ANTICIPAZIONI = "107", "U.1.07.06.02", "U.1.07.06.04"
_DEL_MODULO = ("interessi_in_essere", "interessi_garanzie", "interessi_nuovi", "contributi_interessi")
_ANNI_DOPO = {"2": 1, "3": 2}
_NON_CONTATI = "garanzie, nuovi prestiti e contributi non sono contati"


def interessi(conti: Conti, anno: str) -> pd.Series:
    """Return the interests of the first, second or third year («1», «2», «3») of the bilancio.

    What the ente began to write in its form is not completed from elsewhere: a blank is asked for.
    """
    return conti.ricorda(("interessi", anno), lambda letti: _interessi(letti, anno))


def _interessi(conti: Conti, anno: str) -> pd.Series:
    accertati = _dal_rendiconto(conti, anno)
    dai_conti = accertati.where(accertati.notna(), _dalla_previsione(conti, anno))
    return _dal_modulo(conti, anno).where(_scritti(conti, anno), dai_conti)


def netti(conti: Conti) -> pd.Series:
    """Return the impegni for interests on loans: without those of mora and on anticipazioni."""
    return conti.impegni(INTERESSI) - conti.impegni(INTERESSI_DI_MORA, INTERESSI_SU_ANTICIPAZIONI)


def spiega_fonte(anno: str) -> Callable[[Conti, str, int], str]:
    """Return the `spiega` that says where the interests come from, when not from the form."""

    def spiega(conti: Conti, istat: str, riga: int) -> str:
        if _scritti(conti, anno).loc[(istat, riga)]:
            return ""
        if _dal_rendiconto(conti, anno).notna().loc[(istat, riga)]:
            return f"interessi del rendiconto, macroaggregato 107 senza mora e anticipazioni: {_NON_CONTATI}"
        return f"interessi del bilancio di previsione, macroaggregato 107 intero: {_NON_CONTATI}"

    return spiega


def perche_mancano(anno: str) -> Callable[[Conti, str, int], str]:
    """Return the `perche`: the blanks of a form that was begun, or the form, and the rendiconto."""

    def perche(conti: Conti, istat: str, riga: int) -> str:
        noti = interessi(conti, anno).notna().loc[(istat, riga)]
        chiesti = _codici(anno)[1:] if _scritti(conti, anno).loc[(istat, riga)] else _codici(anno)
        dal_modulo = {} if noti else {0: del_modulo("debito", *chiesti)}
        return servono(dal_modulo | {2: ACCERTAMENTI_CORRENTI})(conti, istat, riga)

    return perche


def _codici(anno: str) -> tuple[str, ...]:
    coda = "" if anno == "1" else f"_{anno}"
    return tuple(f"{codice}{coda}" for codice in _DEL_MODULO)


def _in_essere(conti: Conti, anno: str) -> pd.Series:
    """The list of loans of the form gives the interests of each year on the row of that year."""
    codice, *_ = _codici(anno)
    scritti = conti.manuale("debito", codice)
    if anno not in _ANNI_DOPO:
        return scritti
    dai_mutui = conti.anni_prima(conti.facoltativo("debito", _DEL_MODULO[0]), -_ANNI_DOPO[anno])
    return scritti.where(scritti.notna(), dai_mutui)


def _scritti(conti: Conti, anno: str) -> pd.Series:
    return _in_essere(conti, anno).notna()


def _dal_modulo(conti: Conti, anno: str) -> pd.Series:
    _, *altri, contributi = _codici(anno)
    dovuti = (conti.manuale("debito", codice) for codice in altri)
    return sum(dovuti, _in_essere(conti, anno)) - conti.manuale("debito", contributi)


def _dal_rendiconto(conti: Conti, anno: str) -> pd.Series:
    altri_anni = costante(conti.indice, anno != "1", "bool")
    return netti(conti).mask(conti.rendiconto_vuoto | altri_anni)


def _dalla_previsione(conti: Conti, anno: str) -> pd.Series:
    return conti.previsione("spese", f"competenza_{anno}", INTERESSI)
