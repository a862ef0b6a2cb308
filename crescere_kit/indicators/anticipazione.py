"""The anticipazione di tesoreria: how much may be asked, how much was used, whether it was given back."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti, Voce
from crescere_kit.euro import euro
from crescere_kit.indicators.indicator import EURO, GIORNI, MODULO, NUMERO, PERCENTUALE, Rapporto, indicatore
from crescere_kit.indicators.law import in_vigore
from crescere_kit.indicators.missing import del_modulo, servono
from crescere_kit.indicators.penultimate import ACCERTAMENTI_CORRENTI, entrate_del_penultimo

TEMA = "anticipazione"
CHIUSURA_ANTICIPAZIONI = "5"
IL_LIMITE = "massimo dell'anticipazione di tesoreria"
Importi = TypeVar("Importi", pd.Series, np.ndarray)
_PENULTIMO = servono({2: ACCERTAMENTI_CORRENTI})


def dodicesimi(conti: Conti) -> pd.Series:
    """Return how many twelfths may be asked on each row: more in dissesto with certified lack of cash."""
    massimi = in_vigore(conti, TEMA, "massimo")
    elevati = in_vigore(conti, TEMA, "dissesto")
    dissesto = conti.facoltativo("tesoreria", "anticipazione_dissesto").eq(1).fillna(False).astype(bool)
    return massimi.mask(dissesto & (elevati > massimi).fillna(False), elevati).astype("Int64")


def massimo(conti: Conti) -> pd.Series:
    """Return the limit of the anticipazione in cents."""
    return conti.ricorda(
        "massimo dell'anticipazione",
        lambda letti: in_dodicesimi(entrate_del_penultimo(letti), dodicesimi(letti)),
    )


def residua(conti: Conti) -> pd.Series:
    """Return what was not given back at 31 December: as the ente says, else what the residui show."""
    detto = conti.facoltativo("tesoreria", "anticipazione_residua")
    return detto.where(detto.notna(), conti.spese("residui_finali", CHIUSURA_ANTICIPAZIONI))


def in_dodicesimi(correnti: Importi, quanti: Importi) -> Importi:
    """Half a cent goes up, as offices round: 5/12 of 5.800.000 are 2.416.666,67."""
    return (correnti * quanti * 2 + 12) // (2 * 12)


def _spiega_massimo(conti: Conti, istat: str, anno: int) -> str:
    riga = (istat, anno)
    quanti, correnti = dodicesimi(conti).loc[riga], entrate_del_penultimo(conti).loc[riga]
    ordinari = in_vigore(conti, TEMA, "massimo").loc[riga]
    perche = ", limite elevato per il dissesto" if quanti > ordinari else ""
    return f"{quanti}/12 di {euro(correnti)}, entrate correnti del {anno - 2}{perche}"


@indicatore(
    "ANT_MASSIMO",
    "Massimo dell'anticipazione di tesoreria",
    EURO,
    documento=MODULO,
    perche=_PENULTIMO,
    spiega=_spiega_massimo,
)
def anticipazione_massima(conti: Conti) -> pd.Series:
    """Entrate correnti accertate nel penultimo anno (titoli 1, 2 e 3) per i dodicesimi che la legge ammette
    nell'anno, arrotondate al centesimo. È il massimo che si può dovere al tesoriere in ogni momento.
    """
    return massimo(conti)


@indicatore(
    "ANT_ORDINARIA",
    "Massimo ordinario dell'anticipazione di tesoreria",
    EURO,
    documento=MODULO,
    perche=_PENULTIMO,
)
def anticipazione_ordinaria(conti: Conti) -> pd.Series:
    """Tre dodicesimi delle entrate correnti accertate nel penultimo anno: il massimo quando finiscono le
    deroghe.
    """
    ordinari = in_vigore(conti, TEMA, "ordinario").astype("Int64")
    return in_dodicesimi(entrate_del_penultimo(conti), ordinari)


@indicatore(
    "ANT_PICCO",
    "Punto più alto dell'anticipazione di tesoreria",
    PERCENTUALE,
    verso="alto",
    limite=(TEMA, "utilizzo"),
    denominatore=IL_LIMITE,
    documento=MODULO,
    perche=servono({0: del_modulo("tesoreria", "anticipazione_massima"), 2: ACCERTAMENTI_CORRENTI}),
)
def picco(conti: Conti) -> Rapporto:
    """Utilizzo più alto dell'anticipazione nell'anno (modulo dell'ente), sul massimo ammesso."""
    return Rapporto(conti.manuale("tesoreria", "anticipazione_massima"), massimo(conti))


@indicatore(
    "ANT_MEDIA",
    "Utilizzo medio dell'anticipazione di tesoreria",
    PERCENTUALE,
    verso="alto",
    limite=(TEMA, "utilizzo_medio"),
    dichiarato=(Voce("indicatori", "sintetici", "3.1", "percentuale"),),
    denominatore=IL_LIMITE,
    perche=servono({0: del_modulo("tesoreria", "anticipazione_media"), 2: ACCERTAMENTI_CORRENTI}),
)
def media(conti: Conti) -> Rapporto:
    """Utilizzo medio giornaliero dell'anticipazione (modulo dell'ente), sul massimo ammesso; se il modulo non
    lo dice, l'indicatore 3.1 che l'ente ha dichiarato.
    """
    return Rapporto(conti.manuale("tesoreria", "anticipazione_media"), massimo(conti))


@indicatore("ANT_GIORNI", "Giorni di anticipazione di tesoreria", GIORNI, documento=MODULO)
def giorni(conti: Conti) -> pd.Series:
    """Giorni dell'anno in cui l'ente doveva qualcosa al tesoriere (modulo dell'ente)."""
    return conti.manuale("tesoreria", "anticipazione_giorni").astype("Float64")


@indicatore("ANT_RESIDUA", "Anticipazione di tesoreria non restituita", EURO)
def non_restituita(conti: Conti) -> pd.Series:
    """Anticipazione ancora dovuta al 31 dicembre: quella che l'ente scrive nel modulo o, se manca, ciò che
    resta fra i residui passivi del titolo 5.
    """
    return residua(conti)


def _spiega_anni(conti: Conti, istat: str, anno: int) -> str:
    esito = _non_restituita_in(conti)
    anni = [anno - prima for prima in range(_osservati())]
    ignoti = [str(uno) for uno in anni if pd.isna(esito.get((istat, uno), pd.NA))]
    return f"non si sa se fu restituita alla fine del {', '.join(ignoti)}" if ignoti else ""


@indicatore(
    "ANT_ANNI",
    "Anni di anticipazione non restituita",
    NUMERO,
    verso="alto",
    limite=(TEMA, "anni_non_restituita"),
    almeno=True,
    perche=_spiega_anni,
    spiega=_spiega_anni,
)
def anni_non_restituita(conti: Conti) -> pd.Series:
    """Quante volte negli ultimi tre anni l'anticipazione non era restituita al 31 dicembre, per il modulo
    dell'ente, per l'indicatore 3.2 che ha dichiarato o per i residui passivi del titolo 5. Se di un anno non
    si sa, il numero si dà solo quando il giudizio non cambierebbe.
    """
    esito = _non_restituita_in(conti)
    visti = pd.DataFrame(
        {0: esito} | {prima: conti.anni_prima(esito, prima) for prima in range(1, _osservati())}
    )
    certi, ignoti = visti.fillna(False).sum(axis=1), visti.isna().sum(axis=1)
    soglia = in_vigore(conti, TEMA, "anni_non_restituita")
    deciso = ((certi >= soglia) | (certi + ignoti < soglia)).fillna(False)
    return certi.astype("Int64").where(deciso.astype(bool))


@indicatore(
    "ANT_195",
    "Entrate vincolate usate in cassa e anticipazione",
    PERCENTUALE,
    verso="alto",
    limite=(TEMA, "con_vincolate"),
    denominatore=IL_LIMITE,
    documento=MODULO,
    perche=servono({0: del_modulo("tesoreria", "vincolata_da_ricostituire"), 2: ACCERTAMENTI_CORRENTI}),
)
def con_vincolate(conti: Conti) -> Rapporto:
    """Entrate vincolate usate e non ricostituite più anticipazione non restituita al 31 dicembre, sul massimo
    dell'anticipazione: insieme non possono superarlo.
    """
    usate = conti.manuale("tesoreria", "vincolata_da_ricostituire")
    return Rapporto(usate + residua(conti), massimo(conti))


INDICATORI = (
    anticipazione_massima,
    anticipazione_ordinaria,
    picco,
    media,
    giorni,
    non_restituita,
    anni_non_restituita,
    con_vincolate,
)


def _osservati() -> int:
    return int(rules.ultima(TEMA, "anni_osservati").valore)


def _non_restituita_in(conti: Conti) -> pd.Series:
    """Tell (boolean, missing where unknown) whether something was owed to the tesoriere at 31 December."""
    dichiarata = conti.dichiarato("3.2") > 0
    detta = conti.facoltativo("tesoreria", "anticipazione_residua") > 0
    residui = conti.spese("residui_finali", CHIUSURA_ANTICIPAZIONI) > 0
    dai_conti = dichiarata.where(dichiarata.notna(), residui).mask(conti.rendiconto_vuoto)
    return detta.where(detta.notna(), dai_conti)
