"""The indicators: the parametri first, then every one with its reasons, then beside those of others."""

from __future__ import annotations

from crescere_kit import indicators
from crescere_kit.reports import alike, cards, header, rows
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.data import Dati
from crescere_kit.reports.required import richiede


class Misure(Dati):
    """What the indicators say."""

    @richiede("rendiconto", "Parametri di deficitarietà")
    def parametri(self) -> Frammento:
        """The eight parametri di deficitarietà, one card each."""
        return cards.schede(self._scelti(*header.PARAMETRI), self._spiegazione, self._da_controllare)

    def indicatori(self) -> Frammento:
        """Every indicator, by group: each opens on its formula, its limit and the accounts behind it."""
        gruppi = {
            nome: self._scelti(*(uno.codice for uno in gruppo)) for nome, gruppo in indicators.GRUPPI.items()
        }
        return rows.per_gruppo(gruppi, self._spiegazione, self._da_controllare)

    def indicatori_in_breve(self) -> Frammento:
        """Every indicator, by group, opening on its formula and its limit only: light enough for a report."""
        gruppi = {
            nome: self._scelti(*(uno.codice for uno in gruppo)) for nome, gruppo in indicators.GRUPPI.items()
        }
        return rows.per_gruppo(gruppi, self._spiegazione_breve, self._da_controllare)

    def confronto(self) -> Frammento:
        """This comune among those alike: medians, who has less, how many are in the norm."""
        return alike.tabelle({valore.codice: valore for valore in self.valori()}, self.confronti)
