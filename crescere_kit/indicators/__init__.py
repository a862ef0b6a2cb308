"""The indicators: what the accounts of a comune say, with the formula in words and the limit of the law.

`TUTTI` is the table of contents, in the order in which they are read.
"""

from __future__ import annotations

from crescere_kit.accounts import Conti
from crescere_kit.indicators import compute as calcolo
from crescere_kit.indicators import deficitarieta, equilibri, risultato, strutturale
from crescere_kit.indicators.card import Valore
from crescere_kit.indicators.compute import Indicatori
from crescere_kit.indicators.indicator import Indicatore, Rapporto
from crescere_kit.indicators.outcomes import Esito

__all__ = ["TUTTI", "Esito", "Indicatore", "Indicatori", "Rapporto", "Valore", "calcola"]

TUTTI: tuple[Indicatore, ...] = (
    equilibri.risultato_di_competenza,
    equilibri.equilibrio_di_bilancio,
    equilibri.equilibrio_complessivo,
    equilibri.somma_finale,
    equilibri.competenza_corrente,
    equilibri.bilancio_corrente,
    equilibri.complessivo_corrente,
    equilibri.competenza_capitale,
    equilibri.bilancio_capitale,
    equilibri.complessivo_capitale,
    risultato.lettera_a,
    risultato.lettera_b,
    risultato.lettera_c,
    risultato.lettera_d,
    risultato.lettera_e,
    deficitarieta.p1,
    deficitarieta.p2,
    deficitarieta.p3,
    deficitarieta.p4,
    deficitarieta.p5,
    deficitarieta.p6,
    deficitarieta.p7,
    deficitarieta.p8,
    strutturale.parametri_deficitari,
)


def calcola(conti: Conti) -> Indicatori:
    """Evaluate every indicator over the entire panel, be it one comune or 7,900."""
    return calcolo.calcola(conti, TUTTI)
