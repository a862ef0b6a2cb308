"""The criticità that the indicators show: how serious, by which law, how many euro, and what to do."""

from crescere_kit.criticalities.ricerca import Criticita, trova
from crescere_kit.criticalities.rilievo import Rilievo

__all__ = ["Criticita", "Rilievo", "trova"]
