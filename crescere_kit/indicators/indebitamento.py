"""The debt: interest against the limit of art. 204 TUEL, what is owed, the anticipazioni di liquidità."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.accounts.voci import ENTRATE_CORRENTI
from crescere_kit.euro import percentuale
from crescere_kit.indicators.evaluation import valori_di
from crescere_kit.indicators.indicator import EURO, MODULO, PERCENTUALE, Indicatore, Rapporto, indicatore
from crescere_kit.indicators.interests import interessi, perche_mancano, spiega_fonte
from crescere_kit.indicators.law import in_vigore
from crescere_kit.indicators.penultimate import entrate_del_penultimo
from crescere_kit.indicators.risultato import lettera_e

TEMA = "indebitamento"


def _limite_204(codice: str, quale: str, anno: str) -> Callable[..., Indicatore]:
    return indicatore(
        codice,
        f"Interessi sui debiti, {quale} anno del bilancio",
        PERCENTUALE,
        verso="alto",
        limite=(TEMA, "interessi"),
        denominatore="entrate correnti accertate nel penultimo anno",
        documento=MODULO,
        perche=perche_mancano(anno),
        spiega=spiega_fonte(anno),
    )


@_limite_204("DEB_204", "primo", "1")
def primo_anno(conti: Conti) -> Rapporto:
    """Interessi dell'anno su mutui, obbligazioni e aperture di credito in essere, su prestiti garantiti e sui
    nuovi prestiti, meno i contributi statali e regionali in conto interessi, sulle entrate correnti accertate
    nel penultimo anno (art. 204 TUEL). Se l'ente non li ha scritti nel modulo, gli interessi del
    macroaggregato 107 senza quelli di mora e su anticipazioni.
    """
    return Rapporto(interessi(conti, "1"), entrate_del_penultimo(conti))


@_limite_204("DEB_204_2", "secondo", "2")
def secondo_anno(conti: Conti) -> Rapporto:
    """Interessi del secondo anno del bilancio, contati come per il primo, sulle stesse entrate correnti:
    quelle del penultimo anno prima di chi contrae il prestito (art. 204 TUEL).
    """
    return Rapporto(interessi(conti, "2"), entrate_del_penultimo(conti))


@_limite_204("DEB_204_3", "terzo", "3")
def terzo_anno(conti: Conti) -> Rapporto:
    """Interessi del terzo anno del bilancio, contati come per il primo, sulle stesse entrate correnti: quelle
    del penultimo anno prima di chi contrae il prestito (art. 204 TUEL).
    """
    return Rapporto(interessi(conti, "3"), entrate_del_penultimo(conti))


@indicatore(
    "DEB_MARGINE",
    "Interessi che si possono ancora assumere",
    EURO,
    verso="basso",
    limite=(TEMA, "margine"),
    documento=MODULO,
    perche=perche_mancano("1"),
    spiega=spiega_fonte("1"),
)
def margine(conti: Conti) -> pd.Series:
    """Limite dell'art. 204 TUEL sulle entrate correnti del penultimo anno, meno gli interessi dell'anno:
    quanti interessi di nuovi prestiti il bilancio può ancora ospitare.
    """
    massimo = entrate_del_penultimo(conti) * in_vigore(conti, TEMA, "interessi") / 100
    return massimo.map(np.floor, na_action="ignore").astype("Int64") - interessi(conti, "1")


@indicatore(
    "DEB_ENTRATE",
    "Debito sulle entrate correnti",
    PERCENTUALE,
    denominatore="entrate correnti accertate, titoli 1, 2 e 3",
)
def sulle_entrate(conti: Conti) -> Rapporto:
    """Debito residuo al 31 dicembre (modulo dell'ente), sulle entrate correnti accertate nell'anno."""
    return Rapporto(conti.manuale("debito", "residuo"), conti.accertamenti(*ENTRATE_CORRENTI))


def _senza_disavanzo(conti: Conti, istat: str, anno: int) -> str:
    disponibile = valori_di(lettera_e, conti).loc[(istat, anno)]
    if pd.isna(disponibile) or disponibile < 0:
        return ""
    return "l'ente non ha disavanzo: la parte disponibile (lettera E) non è negativa"


def _tavolo(conti: Conti, istat: str, anno: int) -> str:
    """Say whether the comune may ask for the State's table on its anticipazioni."""
    quota = in_vigore(conti, TEMA, "fal_disavanzo")
    grande = conti.popolazione() > in_vigore(conti, TEMA, "fal_abitanti")
    if not ((fal_su_disavanzo.calcola(conti) >= quota) & grande).fillna(False).loc[(istat, anno)]:
        return ""
    fonte = rules.a_fine_anno(TEMA, "fal_disavanzo", anno).fonte.split(" (")[0]
    dal = percentuale(quota.loc[(istat, anno)], 0)
    return f"dal {dal} in su il comune può accedere al tavolo con lo Stato ({fonte})"


@indicatore(
    "FAL_DISAVANZO",
    "Fondo anticipazioni di liquidità sul disavanzo",
    PERCENTUALE,
    denominatore="disavanzo di amministrazione",
    perche=_senza_disavanzo,
    spiega=_tavolo,
)
def fal_su_disavanzo(conti: Conti) -> Rapporto:
    """Fondo anticipazioni di liquidità accantonato nel risultato di amministrazione, sul disavanzo (lettera E
    negativa).
    """
    disponibile = valori_di(lettera_e, conti)
    return Rapporto(conti.risultato("fal"), -disponibile.where(disponibile < 0))


@indicatore("FAL_RIMBORSO", "Riduzione del fondo anticipazioni di liquidità", EURO)
def fal_rimborso(conti: Conti) -> pd.Series:
    """Fondo anticipazioni di liquidità dell'anno prima meno quello dell'anno: il capitale restituito, che il
    fondo deve seguire. È negativa se l'ente ha avuto nuove anticipazioni.
    """
    fal = conti.risultato("fal")
    return conti.anni_prima(fal, 1) - fal


INDICATORI = (
    primo_anno,
    secondo_anno,
    terzo_anno,
    margine,
    sulle_entrate,
    fal_su_disavanzo,
    fal_rimborso,
)
