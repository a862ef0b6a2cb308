"""What the comune is in one look: who, the figures to read first, what is wrong, what is due."""

from __future__ import annotations

from crescere_kit.reports import agenda, cards, checks, header, told
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.data import Dati
from crescere_kit.tables import Tabella


class InSintesi(Dati):
    """The first look."""

    def intestazione(self) -> Frammento:
        """Name of the comune, year, and which documents speak."""
        return header.intestazione(self)

    def sintesi(self) -> Frammento:
        """The state of the accounts in five figures."""
        return header.sintesi(self)

    def in_breve(self) -> Frammento:
        """The state of the comune in a few sentences, for who decides."""
        return told.in_breve(self)

    def criticita(self) -> Frammento:
        """The criticità in words, the most serious first."""
        return cards.criticita(self.voci_critiche(), calcolabili="rendiconto" in self.documenti)

    def qualita(self) -> Tabella | Frammento:
        """The data to be checked, and which indicators they touch."""
        return checks.tabella(self.anno, self.anomalie(), self.valori())

    def scadenze(self) -> Tabella | Frammento:
        """The legal calendar of the next sixty days, for the situation of this comune."""
        if self.conti.giorno is None:
            return cards.assente("Scadenze", "non si conosce il giorno dell'analisi")
        return agenda.tabella(self.prossime(), f"{self.conti.giorno:%d/%m/%Y}")
