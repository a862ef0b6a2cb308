"""Every figure, once, for notebook, page and report."""

from crescere_kit.charts.composition import composizione_entrate, composizione_spese
from crescere_kit.charts.correnti import correnti
from crescere_kit.charts.figure import Grafico
from crescere_kit.charts.parametri import parametri
from crescere_kit.charts.residui import residui

__all__ = ["Grafico", "composizione_entrate", "composizione_spese", "correnti", "parametri", "residui"]
