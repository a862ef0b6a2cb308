"""Every figure, once, for notebook, page and report."""

from crescere_kit.charts.comparison import a_confronto
from crescere_kit.charts.composition import composizione_entrate, composizione_spese
from crescere_kit.charts.correnti import correnti
from crescere_kit.charts.fan import Punto, ventaglio
from crescere_kit.charts.figure import Grafico
from crescere_kit.charts.monthly import cassa_mensile
from crescere_kit.charts.parametri import parametri
from crescere_kit.charts.plan import copertura
from crescere_kit.charts.residui import residui
from crescere_kit.charts.waterfall import cascata

__all__ = [
    "Grafico",
    "Punto",
    "a_confronto",
    "cascata",
    "cassa_mensile",
    "composizione_entrate",
    "composizione_spese",
    "copertura",
    "correnti",
    "parametri",
    "residui",
    "ventaglio",
]
