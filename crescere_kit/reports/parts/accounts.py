"""The prospects of the accounts, as a ragioniera knows them."""

from __future__ import annotations

from crescere_kit.reports import header, lists, prospects
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.data import Dati
from crescere_kit.reports.required import richiede
from crescere_kit.tables import Tabella


class Prospetti(Dati):
    """Entrate, spese, residui, equilibri, cash and previsione."""

    @richiede("rendiconto", "Entrate per titolo")
    def entrate(self) -> Tabella | Frammento:
        """Entrate by titolo."""
        return prospects.entrate(self.quadro)

    @richiede("rendiconto", "Spese per titolo")
    def spese(self) -> Tabella | Frammento:
        """Spese by titolo."""
        return prospects.spese(self.quadro)

    @richiede("rendiconto", "Residui attivi")
    def residui_attivi(self) -> Tabella | Frammento:
        """Residui attivi by titolo, from 1 January to 31 December."""
        return prospects.residui(self.quadro, "entrate")

    @richiede("rendiconto", "Residui passivi")
    def residui_passivi(self) -> Tabella | Frammento:
        """Residui passivi by titolo, from 1 January to 31 December."""
        return prospects.residui(self.quadro, "spese")

    @richiede("rendiconto", "Equilibri di bilancio")
    def equilibri(self) -> Tabella | Frammento:
        """The equilibri, recomputed, with their outcome."""
        return lists.indicatori(f"Equilibri {self.anno}", self._scelti(*header.EQUILIBRI), self._in_parole)

    @richiede("rendiconto", "Prospetto degli equilibri")
    def prospetto_equilibri(self) -> Tabella | Frammento:
        """The whole prospetto degli equilibri, as filed."""
        return prospects.equilibri(self.quadro)

    @richiede("rendiconto", "Risultato di amministrazione")
    def risultato(self) -> Tabella | Frammento:
        """The risultato di amministrazione, as filed."""
        return prospects.risultato(self.quadro)

    @richiede("siope", "Incassi SIOPE")
    def incassi(self) -> Tabella | Frammento:
        """The year's receipts by titolo (SIOPE)."""
        return prospects.cassa(self.quadro, "entrate")

    @richiede("siope", "Pagamenti SIOPE")
    def pagamenti(self) -> Tabella | Frammento:
        """The year's payments by titolo (SIOPE)."""
        return prospects.cassa(self.quadro, "uscite")

    @richiede("previsione", "Entrate previste")
    def entrate_previste(self) -> Tabella | Frammento:
        """The bilancio di previsione by titolo, entrate."""
        return prospects.previsione(self.quadro, "entrate")

    @richiede("previsione", "Spese previste")
    def spese_previste(self) -> Tabella | Frammento:
        """The bilancio di previsione by titolo, spese."""
        return prospects.previsione(self.quadro, "spese")
