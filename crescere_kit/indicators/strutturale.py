"""How many of the eight parametri are deficitari, and whether that can be decided at all."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.indicators.deficitarieta import PARAMETRI
from crescere_kit.indicators.evaluation import valuta
from crescere_kit.indicators.indicator import NUMERO, indicatore
from crescere_kit.indicators.outcomes import Esito, soglie

IGNOTI = (Esito.NON_CALCOLABILE, Esito.SENZA_LIMITE)


class Conteggio(NamedTuple):
    """Parametri surely deficitari, and how many more might be, for each row of the panel."""

    certi: pd.Series
    ignoti: pd.Series


def conta(esiti: pd.DataFrame) -> Conteggio:
    """Count the SI among the esiti of the parametri, and those that cannot be told."""
    return Conteggio((esiti == Esito.OLTRE).sum(axis=1), esiti.isin(IGNOTI).sum(axis=1))


def spiega_conteggio(conti: Conti, istat: str, anno: int) -> str:
    """Say which parametri cannot be told, and between what numbers the count lies; "" when all can."""
    esiti = esiti_dei_parametri(conti)
    certi, ignoti = (int(colonna.loc[(istat, anno)]) for colonna in conta(esiti))
    if not ignoti:
        return ""
    nomi = [nome for nome, esito in esiti.loc[(istat, anno)].items() if esito in IGNOTI]
    plurale = "i parametri non calcolabili sono" if ignoti > 1 else "il parametro non calcolabile è"
    return f"{plurale} {', '.join(nomi)}: i deficitari sono da {certi} a {certi + ignoti}"


@indicatore(
    "N_P",
    "Parametri deficitari su otto",
    NUMERO,
    verso="alto",
    limite=("deficitarieta", "soglia"),
    almeno=True,
    spiega=spiega_conteggio,
    perche=spiega_conteggio,
)
def parametri_deficitari(conti: Conti) -> pd.Series:
    """Numero di parametri da P1 a P8 oltre il loro limite: se sono almeno la metà, l'ente è strutturalmente
    deficitario. Se qualche parametro non è calcolabile, il numero si dà solo quando il giudizio non
    cambierebbe.
    """
    certi, ignoti = conta(esiti_dei_parametri(conti))
    soglia = soglie(parametri_deficitari, conti).limite
    deciso = (certi >= soglia) | (certi + ignoti < soglia)
    return certi.astype("Int64").where(deciso)


def esiti_dei_parametri(conti: Conti) -> pd.DataFrame:
    """Return the esito of P1…P8, one column each."""
    return pd.DataFrame({p.codice: valuta(p, conti).esiti for p in PARAMETRI}, index=conti.indice)
