"""The file of one comune and one year: what each cell of a notebook, each part of a page, asks for."""

from __future__ import annotations

from crescere_kit.reports.parts.accounts import Prospetti
from crescere_kit.reports.parts.ahead import DueAnni
from crescere_kit.reports.parts.behind import Retroscena
from crescere_kit.reports.parts.figures import Figure
from crescere_kit.reports.parts.measures import Misure
from crescere_kit.reports.parts.overview import InSintesi
from crescere_kit.reports.parts.remedy import Rimedi


class Fascicolo(InSintesi, Prospetti, Misure, Figure, DueAnni, Rimedi, Retroscena):
    """Accounts, indicators and criticità of one comune; every method returns something that shows itself."""
