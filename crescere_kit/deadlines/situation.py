"""Whether a duty concerns an ente, as far as its accounts tell: yes, no, or nobody knows."""

from __future__ import annotations

import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.indicators.evaluation import valuta
from crescere_kit.indicators.risultato import lettera_e


def tenuto_al_consolidato(conti: Conti, istat: str, anno: int) -> bool | None:
    """Say whether the ente has more inhabitants than those up to which the consolidato is a choice."""
    abitanti = conti.enti.loc[istat, "popolazione"]
    if pd.isna(abitanti):
        return None
    return int(abitanti) > rules.a_fine_anno("termini", "consolidato_abitanti", anno).valore


def in_disavanzo(conti: Conti, istat: str, anno: int) -> bool | None:
    """Say whether the last known lettera E is negative."""
    ultima = _ultimo(valuta(lettera_e, conti).valori, istat, anno)
    return None if ultima is None else bool(ultima < 0)


def in_riequilibrio(conti: Conti, istat: str, anno: int) -> bool | None:
    """Say whether the ente wrote that it has a piano di riequilibrio."""
    return _si(_ultimo(conti.manuale("ente", "riequilibrio"), istat, anno))


def quote_vincolate_applicate(conti: Conti, istat: str, anno: int) -> bool | None:
    """Say whether the budget of the year applies avanzo vincolato or accantonato."""
    return _si(_ultimo(conti.manuale("avanzo", "vincolato_accantonato_applicato"), istat, anno))


def pagamenti_in_ritardo(conti: Conti, istat: str, anno: int) -> bool | None:
    """Say whether the last known delay of payments is positive."""
    return _si(_ultimo(conti.manuale("pagamenti", "ritardo"), istat, anno))


SITUAZIONI = {
    "tenuto_al_consolidato": (tenuto_al_consolidato, "se gli abitanti superano la soglia"),
    "in_disavanzo": (in_disavanzo, "se c'è un piano di rientro dal disavanzo"),
    "in_riequilibrio": (in_riequilibrio, "se c'è un piano di riequilibrio"),
    "quote_vincolate_applicate": (quote_vincolate_applicate, "se il bilancio applica quote vincolate"),
    "pagamenti_in_ritardo": (pagamenti_in_ritardo, "se i pagamenti sono in ritardo o lo stock non cala"),
}


def _ultimo(serie: pd.Series, istat: str, anno: int) -> float | None:
    """Return the latest known value of an ente, not after a year."""
    note = serie.dropna()
    sue = {quando: valore for (chi, quando), valore in note.items() if chi == istat and quando <= anno}
    return sue[max(sue)] if sue else None


def _si(valore: float | None) -> bool | None:
    return None if valore is None else bool(valore > 0)
