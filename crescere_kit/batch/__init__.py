"""Many reports from one notebook: a page per comune, an index, a manifest of what failed and why."""

from crescere_kit.batch.lookup import NotebookSconosciuto, ParametroRifiutato
from crescere_kit.batch.outcome import Esito, Rapporto
from crescere_kit.batch.running import esegui

__all__ = ["Esito", "NotebookSconosciuto", "ParametroRifiutato", "Rapporto", "esegui"]
