"""How many of the eight parametri are deficitari, and whether that can be decided at all."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.column import colonna
from crescere_kit.indicators.deficitarieta import PARAMETRI
from crescere_kit.indicators.evaluation import valuta
from crescere_kit.indicators.indicator import NUMERO, indicatore
from crescere_kit.indicators.outcomes import Esito, soglie

IGNOTI = (Esito.NON_CALCOLABILE, Esito.SENZA_LIMITE)


class Conteggio(NamedTuple):
    """Parametri surely deficitari, and how many more might be, for each row of the panel."""

    certi: pd.Series
    ignoti: pd.Series


def conta(conti: Conti) -> Conteggio:
    """Count the SI among the esiti of the parametri, and those that cannot be told."""
    esiti = [valuta(parametro, conti) for parametro in PARAMETRI]

    def quanti(*quali: Esito) -> pd.Series:
        trovati = sum(uno.sono(esito).astype("int64") for uno in esiti for esito in quali)
        return colonna(pd.array(trovati, dtype="Int64"), conti.indice)

    return Conteggio(quanti(Esito.OLTRE), quanti(*IGNOTI))


def spiega_conteggio(conti: Conti, istat: str, anno: int) -> str:
    """Say which parametri cannot be told, and between what numbers the count lies; "" when all can."""
    certi, ignoti = (int(quanti.loc[(istat, anno)]) for quanti in conta(conti))
    if not ignoti:
        return ""
    posto = conti.posto(istat, anno)
    nomi = [p.codice for p in PARAMETRI if valuta(p, conti).esito(posto) in IGNOTI]
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
    certi, ignoti = conta(conti)
    soglia = soglie(parametri_deficitari, conti).limite
    deciso = (certi >= soglia) | (certi + ignoti < soglia)
    return certi.where(deciso)
