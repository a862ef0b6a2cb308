"""Many reports from one notebook: a page per comune, an index, a manifest of what failed and why."""

from crescere_kit.batch.declared import ParametroRifiutato, Scritto
from crescere_kit.batch.execution import Limiti
from crescere_kit.batch.lookup import NotebookRifiutato, NotebookSconosciuto
from crescere_kit.batch.options import Scelte
from crescere_kit.batch.outcome import Esito, Rapporto
from crescere_kit.batch.running import Interrotto, esegui

__all__ = [
    "Esito",
    "Interrotto",
    "Limiti",
    "NotebookRifiutato",
    "NotebookSconosciuto",
    "ParametroRifiutato",
    "Rapporto",
    "Scelte",
    "Scritto",
    "esegui",
]
