"""How long the ente would last: days of payments in its cash, years of imbalance in its free avanzo."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.accounts.identities import ricalcola
from crescere_kit.indicators.evaluation import valori_di
from crescere_kit.indicators.indicator import GIORNI, NUMERO, Rapporto, indicatore
from crescere_kit.indicators.law import in_vigore
from crescere_kit.indicators.risultato import fondo_cassa, lettera_e

SPESE_DI_OGNI_GIORNO = ("1", "4")  # correnti e rimborso dei prestiti


@indicatore(
    "CASSA_GIORNI",
    "Giorni di cassa",
    GIORNI,
    denominatore="pagamenti delle spese correnti e del rimborso dei prestiti",
)
def giorni_di_cassa(conti: Conti) -> Rapporto:
    """Fondo di cassa al 31 dicembre, sui pagamenti di un giorno: quelli dell'anno per spese correnti e
    rimborso dei prestiti, in competenza e a residui, diviso 365. Dice per quanti giorni la cassa basterebbe
    senza incassi.
    """
    pagamenti = conti.spese("pagamenti_competenza", *SPESE_DI_OGNI_GIORNO) + conti.spese(
        "pagamenti_residui", *SPESE_DI_OGNI_GIORNO
    )
    return Rapporto(fondo_cassa(conti) * in_vigore(conti, "cassa", "giorni_anno").astype("Int64"), pagamenti)


def _non_si_consuma(conti: Conti, istat: str, anno: int) -> str:
    w3 = _equilibrio_complessivo(conti).loc[(istat, anno)]
    return (
        ""
        if pd.isna(w3) or w3 < 0
        else "l'equilibrio complessivo (W3) non è negativo: l'avanzo non si consuma"
    )


@indicatore("AVANZO_ANNI", "Anni di avanzo libero", NUMERO, perche=_non_si_consuma)
def anni_di_avanzo(conti: Conti) -> pd.Series:
    """Parte disponibile del risultato di amministrazione (lettera E), divisa per lo squilibrio dell'anno (W3
    negativo): per quanti anni interi l'avanzo libero coprirebbe uno squilibrio uguale. È zero se la parte
    disponibile è negativa.
    """
    w3 = _equilibrio_complessivo(conti)
    return valori_di(lettera_e, conti).clip(lower=0) // -w3.where(w3 < 0)


INDICATORI = (giorni_di_cassa, anni_di_avanzo)


def _equilibrio_complessivo(conti: Conti) -> pd.Series:
    ricalcolato = ricalcola(conti, "equilibri", "W3")
    return ricalcolato.where(ricalcolato.notna(), conti.equilibri("W3"))
