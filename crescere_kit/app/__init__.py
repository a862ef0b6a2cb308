"""The doors of the staff: a model without widgets, a view without arithmetic."""

from crescere_kit.app.cruscotto import Cruscotto, cruscotto
from crescere_kit.app.model import ModelloCruscotto

__all__ = ["Cruscotto", "ModelloCruscotto", "cruscotto"]
