"""What stands behind the numbers: what is missing, the form that would give it, the loaded files."""

from __future__ import annotations

from crescere_kit.reports import missing, origins
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.data import Dati
from crescere_kit.reports.downloads import Scaricabile
from crescere_kit.sources import manuale
from crescere_kit.tables import Tabella


class Retroscena(Dati):
    """What can be asked about the numbers themselves."""

    def mancanti(self) -> Tabella | Frammento:
        """What cannot be computed, why, and which file would give it."""
        return missing.tabella(self.carichi())

    def modulo(self, bilancio: int | None = None) -> Scaricabile:
        """The ente's own form for this rendiconto and the bilancio of the year after, or of another."""
        anni = manuale.Anni(self.anno, bilancio or self.anno + 1)
        contenuto = manuale.scrivi(self.conti, self.istat, anni)
        return Scaricabile(f"modulo_{self.slug}_{self.anno}.xlsx", contenuto, "Scarica il modulo dell'ente")

    def fonti(self) -> Tabella | Frammento:
        """The loaded files, with their SHA-256."""
        return origins.tabella(self.fonti_caricate)
