"""Many reports from one notebook: a page per comune, an index, a manifest of what failed and why."""

from crescere_kit.batch.esito import Esito, Rapporto
from crescere_kit.batch.lotto import esegui
from crescere_kit.batch.quaderno import NotebookSconosciuto, ParametroRifiutato

__all__ = ["Esito", "NotebookSconosciuto", "ParametroRifiutato", "Rapporto", "esegui"]
