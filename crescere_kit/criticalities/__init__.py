"""The criticità that the indicators show: how serious, by which law, how many euro, and what to do."""

from crescere_kit.criticalities.finding import Rilievo
from crescere_kit.criticalities.search import Criticita, trova

__all__ = ["Criticita", "Rilievo", "trova"]
