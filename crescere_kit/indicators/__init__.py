"""The indicators: what the accounts of a comune say, with the formula in words and the limit of the law.

`GRUPPI` is the table of contents, in the order in which they are read.
"""

from __future__ import annotations

from crescere_kit.accounts import Conti
from crescere_kit.indicators import (
    anticipazione,
    autonomia,
    avanzo,
    cassa,
    collection,
    deficitarieta,
    disavanzo,
    dissesto,
    equilibri,
    fcde,
    fgdc,
    indebitamento,
    obiettivi,
    pagamenti,
    passivita,
    personale,
    previsione,
    prfp,
    ricorrente,
    riferimenti,
    riserva,
    risultato,
    scadenze,
    servizi,
    sintetici,
    strutturale,
    taxes,
    tetti_personale,
)
from crescere_kit.indicators import compute as calcolo
from crescere_kit.indicators.card import Valore
from crescere_kit.indicators.compute import Indicatori
from crescere_kit.indicators.indicator import Indicatore, Rapporto
from crescere_kit.indicators.outcomes import Esito

__all__ = ["GRUPPI", "TUTTI", "Esito", "Indicatore", "Indicatori", "Rapporto", "Valore", "calcola"]

GRUPPI: dict[str, tuple[Indicatore, ...]] = {
    "Equilibri del rendiconto": equilibri.INDICATORI,
    "Risultato di amministrazione": risultato.INDICATORI,
    "Parametri di deficitarietà": (*deficitarieta.PARAMETRI, strutturale.parametri_deficitari),
    "Fondo crediti di dubbia esigibilità": fcde.INDICATORI,
    "Riscossione e residui attivi": collection.INDICATORI,
    "Tributi": taxes.INDICATORI,
    "Parte corrente ricorrente": ricorrente.INDICATORI,
    "Recupero del disavanzo": disavanzo.INDICATORI,
    "Equilibri del bilancio di previsione": previsione.INDICATORI,
    "Uso dell'avanzo": avanzo.INDICATORI,
    "Fondo di riserva": riserva.INDICATORI,
    "Fondo obiettivi di finanza pubblica": obiettivi.INDICATORI,
    "Piano degli indicatori": sintetici.INDICATORI,
    "Riequilibrio e dissesto": (*prfp.INDICATORI, *dissesto.INDICATORI),
    "Personale": (*personale.INDICATORI, *tetti_personale.INDICATORI),
    "Contenzioso, partecipate, debiti fuori bilancio": passivita.INDICATORI,
    "Copertura dei servizi": servizi.INDICATORI,
    "Rispetto dei termini": scadenze.INDICATORI,
    "Debito": indebitamento.INDICATORI,
    "Anticipazione di tesoreria": anticipazione.INDICATORI,
    "Cassa": (*cassa.INDICATORI, *autonomia.INDICATORI),
    "Tempi di pagamento": pagamenti.INDICATORI,
    "Fondo di garanzia debiti commerciali": fgdc.INDICATORI,
    "Fabbisogni e redditi": riferimenti.INDICATORI,
}
TUTTI: tuple[Indicatore, ...] = tuple(indicatore for gruppo in GRUPPI.values() for indicatore in gruppo)


def calcola(conti: Conti) -> Indicatori:
    """Evaluate every indicator over the entire panel, be it one comune or 7,900."""
    return calcolo.calcola(conti, TUTTI)
