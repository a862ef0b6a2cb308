"""The legal calendar: what is due in the next days, who does it and with which act."""

from crescere_kit.deadlines.calendar import Scadenza, prossime

__all__ = ["Scadenza", "prossime"]
