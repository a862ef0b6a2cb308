"""The current side without what comes once only: what next year can count on."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.indicators.equilibri import competenza_corrente, complessivo_corrente
from crescere_kit.indicators.evaluation import valori_di
from crescere_kit.indicators.indicator import EURO, indicatore


@indicatore("O1_RICORRENTE", "Risultato corrente ricorrente", EURO, verso="basso")
def ricorrente(conti: Conti) -> pd.Series:
    """Risultato di competenza di parte corrente, senza avanzo applicato, senza entrate in conto capitale
    destinate a spese correnti e senza le entrate e le spese che non si ripetono
    (O1 − H − I − (entrate correnti non ricorrenti − spese correnti non ricorrenti)). È una misura
    dell'analista, non della legge: sotto zero l'ente vive di entrate di una volta sola.
    """
    una_tantum = conti.manuale("ricorrenti", "entrate_non_ricorrenti") - conti.manuale(
        "ricorrenti", "spese_non_ricorrenti"
    )
    return valori_di(competenza_corrente, conti) - conti.equilibri("H", "I") - una_tantum


@indicatore("O3_PLURIENNALI", "Saldo corrente per investimenti di più anni", EURO, verso="basso")
def per_investimenti_pluriennali(conti: Conti) -> pd.Series:
    """Risultato di competenza di parte corrente, meno l'avanzo applicato alla parte corrente (senza il fondo
    anticipazioni di liquidità), le entrate non ricorrenti che non hanno finanziato impegni, le risorse
    accantonate e vincolate e la variazione degli accantonamenti: è la parte del saldo corrente che può
    coprire gli investimenti degli anni successivi.
    """
    avanzo = conti.equilibri("H") - fal_applicato(conti)
    non_impegnate = conti.manuale("ricorrenti", "entrate_non_impegnate")
    return valori_di(complessivo_corrente, conti) - avanzo - non_impegnate


def fal_applicato(conti: Conti) -> pd.Series:
    """Return the FAL inside row H: as the ente wrote it, or zero where none was left the year before."""
    scritto = conti.manuale("avanzo", "fal_applicato")
    rimasto = conti.anni_prima(conti.risultato("fal"), 1)
    return scritto.where(scritto.notna(), rimasto.where(rimasto == 0))


INDICATORI = (ricorrente, per_investimenti_pluriennali)
