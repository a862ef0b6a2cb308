"""Changes to the budget: the rows of a variation, the budget after them, its equilibri before and after."""

from crescere_kit.acts.budget.after import applica, equilibri
from crescere_kit.acts.budget.codes import Codice, codice_bilancio
from crescere_kit.acts.budget.rows import RigaProspetto, RigaVariazione, Totali, prospetto, totali

__all__ = [
    "Codice",
    "RigaProspetto",
    "RigaVariazione",
    "Totali",
    "applica",
    "codice_bilancio",
    "equilibri",
    "prospetto",
    "totali",
]
