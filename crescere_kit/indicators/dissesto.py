"""Whether the ente can still go on: the signs of dissesto, which only it can tell (art. 244 TUEL)."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.indicators.indicator import MODULO, NUMERO, indicatore


def _gia_dichiarato(conti: Conti, istat: str, anno: int) -> str:
    gia = conti.manuale("ente", "dissesto").eq(1).fillna(False).loc[(istat, anno)]
    return "l'ente ha già dichiarato il dissesto" if gia else "il modulo dell'ente non risponde alla domanda"


@indicatore(
    "ART_244",
    "Servizi non garantiti o crediti non coperti (1 sì, 0 no)",
    NUMERO,
    verso="alto",
    limite=("prfp", "servizi_non_garantiti"),
    documento=MODULO,
    perche=_gia_dichiarato,
)
def servizi_non_garantiti(conti: Conti) -> pd.Series:
    """1 se l'ente scrive nel suo modulo di non poter garantire le funzioni e i servizi indispensabili, o di
    avere crediti certi ed esigibili di terzi che non riesce a coprire con gli strumenti ordinari; 0 se scrive
    di no. Non si calcola per l'ente già in dissesto.
    """
    in_dissesto = conti.manuale("ente", "dissesto").eq(1).fillna(False).astype(bool)
    return conti.manuale("ente", "servizi_non_garantiti").mask(in_dissesto)


INDICATORI = (servizi_non_garantiti,)
