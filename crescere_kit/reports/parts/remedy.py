"""What can be done of the two years ahead: the plan, its alternatives, the ladder of rescue."""

from __future__ import annotations

from crescere_kit.charts import Grafico
from crescere_kit.projection import Proiezione
from crescere_kit.reports import recovered
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.data import Dati
from crescere_kit.reports.parts.ahead import prevede
from crescere_kit.tables import Tabella

ALTERNATIVE = 2  # more are not read


class Rimedi(Dati):
    """What the page shows of the recovery plan."""

    @prevede("Piano di risanamento")
    def piano(self, _: Proiezione) -> Frammento:
        """The measures of the plan, each with what refusing it costs; the levers that cannot be pulled."""
        return recovered.piano(self.piano_scelto, self.preferenze.scelte)

    @prevede("Grafico del piano")
    def grafico_piano(self, _: Proiezione) -> Grafico | Frammento:
        """How the measures fill what is missing in each year."""
        return recovered.grafico(self.piano_scelto)

    @prevede("Che cosa cambia con il piano")
    def con_il_piano(self, _: Proiezione) -> Tabella | Frammento:
        """The balance and the parametri before and after the plan."""
        return recovered.mossi(self.piano_scelto)

    @prevede("Altri piani")
    def alternative(self, _: Proiezione) -> Tabella | Frammento:
        """Other plans that cover as much."""
        return recovered.alternative(self.piano_scelto, self.piano_scelto.alternative(ALTERNATIVE))

    @prevede("Scala delle procedure")
    def gradini(self, _: Proiezione) -> Frammento:
        """The ladder of rescue: the lowest step that is enough, and the conditions of each."""
        return recovered.gradini(self.risanamento.scala(self.piano_scelto))
