"""The figures of the accounts as they were."""

from __future__ import annotations

from crescere_kit import charts
from crescere_kit.charts import Grafico
from crescere_kit.reports import header
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.data import Dati
from crescere_kit.reports.required import richiede


class Figure(Dati):
    """Each chart, with its words and its table."""

    def grafico_correnti(self) -> Grafico:
        """Current revenues and spending through the years."""
        return charts.correnti(self.conti, self.anno)

    def grafico_residui(self) -> Grafico:
        """Residui through the years, by origin."""
        return charts.residui(self.conti, self.anno)

    @richiede("rendiconto", "Grafico dei parametri")
    def grafico_parametri(self) -> Grafico | Frammento:
        """The eight parametri as shares of their limits."""
        return charts.parametri(self._scelti(*header.PARAMETRI))

    @richiede("rendiconto", "Grafico delle entrate")
    def grafico_entrate(self) -> Grafico | Frammento:
        """Where the money comes from."""
        return charts.composizione_entrate(self.conti, self.anno)

    @richiede("rendiconto", "Grafico delle spese")
    def grafico_spese(self) -> Grafico | Frammento:
        """What it is spent on."""
        return charts.composizione_spese(self.conti, self.anno)
