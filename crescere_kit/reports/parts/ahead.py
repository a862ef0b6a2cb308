"""The two years after the last rendiconto: what is expected, how sure it is, what will go wrong."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from crescere_kit import charts
from crescere_kit.charts import Grafico
from crescere_kit.projection import Proiezione, ProiezioneImpossibile
from crescere_kit.projection.totals import ENTRATE_CORRENTI, IMPEGNI_CORRENTI, totali
from crescere_kit.reports import cards, coming, futures, projected, scenarios
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.data import Dati
from crescere_kit.tables import Tabella


def prevede(cosa: str) -> Callable:
    """Let a part speak only where something can be projected; else one sentence says why not."""

    def avvolgi(metodo: Callable) -> Callable:
        @functools.wraps(metodo)
        def controllato(self: DueAnni) -> Any:
            try:
                prevista = self.prevista
            except ProiezioneImpossibile as motivo:
                return cards.assente(cosa, str(motivo).rstrip("."))
            return metodo(self, prevista)

        return controllato

    return avvolgi


class DueAnni(Dati):
    """What the page shows of the projection."""

    @prevede("Proiezione")
    def due_anni(self, prevista: Proiezione) -> Frammento:
        """The balances of the two years at a glance, under which scenario, and what to be wary of."""
        return futures.sintesi(prevista)

    @prevede("Equilibri proiettati")
    def equilibri_proiettati(self, prevista: Proiezione) -> Tabella:
        """O, W, E and the cash of the two years, with bands and gap."""
        return projected.equilibri(prevista.saldi())

    @prevede("Proiezione per titolo")
    def proiezione_per_titolo(self, prevista: Proiezione) -> Tabella:
        """Entrate and spese of the two years by titolo."""
        return projected.per_titolo(prevista.anni(), totali(prevista))

    @prevede("Linee proiettate")
    def righe_proiettate(self, prevista: Proiezione) -> Tabella:
        """Every line, why it is what it is, how wrong such lines have been."""
        return projected.per_linea(prevista.anni(), prevista.righe())

    @prevede("Criticità che verranno")
    def criticita_future(self, prevista: Proiezione) -> Frammento:
        """The criticità of the projected years: those that are new in words, the others by name."""
        anni = prevista.anni()[1:]
        return coming.criticita(self.voci_critiche(), {a: prevista.rilievi(self.istat, a) for a in anni})

    @prevede("Probabilità di superare i limiti")
    def rischi(self, prevista: Proiezione) -> Tabella:
        """How likely each limit is to be broken in each of the two years."""
        anni = prevista.anni()[1:]
        codici = {codice for codice, _ in prevista.rischi}
        valori = {a: {c: prevista.indicatori.valore(self.istat, a, c) for c in codici} for a in anni}
        return projected.rischi(anni, valori, prevista.rischi)

    @prevede("Scenari")
    def scenari(self, prevista: Proiezione) -> Tabella:
        """The scenarios side by side: what each supposes, and where it leads."""
        return scenarios.tabella(scenarios.affiancati(prevista, self.riequilibrio))

    # The figures

    @prevede("Grafico dell'equilibrio")
    def grafico_equilibrio(self, prevista: Proiezione) -> Grafico:
        """The current balance, as it was and as it is expected."""
        return futures.equilibrio(prevista)

    @prevede("Grafico delle entrate correnti")
    def grafico_entrate_previste(self, prevista: Proiezione) -> Grafico:
        """Current revenues, with their bands."""
        storia = prevista.motore.conti.accertamenti("1", "2", "3")
        return futures.corrente("Entrate correnti", prevista, storia, _totale(prevista, ENTRATE_CORRENTI))

    @prevede("Grafico delle spese correnti")
    def grafico_spese_previste(self, prevista: Proiezione) -> Grafico:
        """Current spending without the funds, with its bands."""
        storia = prevista.motore.conti.impegni("1")
        return futures.corrente("Spese correnti", prevista, storia, _totale(prevista, IMPEGNI_CORRENTI))

    @prevede("Grafico della cassa")
    def grafico_cassa(self, prevista: Proiezione) -> Grafico:
        """The fondo cassa at the end of each year."""
        return futures.cassa(prevista)

    @prevede("Grafico della cassa mensile")
    def grafico_cassa_mensile(self, prevista: Proiezione) -> Grafico:
        """The cash of the first year, month by month, beside the limit of the anticipazione."""
        return futures.mensile(prevista)

    @prevede("Grafico di ciò che muove l'equilibrio")
    def grafico_movimenti(self, prevista: Proiezione) -> Grafico | Frammento:
        """What moves the current balance from the last rendiconto to the second year."""
        return futures.movimenti(prevista)

    @prevede("Grafico degli scenari")
    def grafico_scenari(self, prevista: Proiezione) -> Grafico:
        """The current balance under each scenario."""
        titolo = "L'equilibrio di parte corrente (O) secondo lo scenario"
        punti: Mapping[str, list] = {
            nome: futures.punti(uno.saldi()["O"])
            for nome, uno in scenarios.affiancati(prevista, self.riequilibrio).items()
        }
        return charts.a_confronto(titolo, punti)


def _totale(prevista: Proiezione, codice: str) -> Any:
    return next(totale for totale in totali(prevista) if totale.codice == codice)
