"""The file of one comune and one year: what each cell of a notebook, each part of a page, asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from crescere_kit import charts, criticalities, indicators, peers, quality
from crescere_kit.accounts import Conti
from crescere_kit.charts import Grafico
from crescere_kit.deadlines import Scadenza, prossime
from crescere_kit.indicators.story import Addendo, mancanti, storia
from crescere_kit.reports import (
    agenda,
    alike,
    cards,
    checks,
    header,
    lists,
    missing,
    origins,
    prospects,
    provenance,
    rows,
)
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.documents import Quadro, quadri
from crescere_kit.reports.downloads import Scaricabile
from crescere_kit.reports.origins import Fonte
from crescere_kit.reports.provenance import Luoghi
from crescere_kit.reports.required import richiede
from crescere_kit.sources import manuale
from crescere_kit.sources.store import Archivio
from crescere_kit.tables import Tabella


@dataclass(frozen=True)
class Fascicolo:
    """Accounts, indicators and criticità of one comune; every method returns something that shows itself."""

    conti: Conti  # this comune only, all its years
    istat: str
    anno: int
    archivio: Archivio | None = None  # where the numbers come from, when it can be asked

    @property
    def nome(self) -> str:
        """The name of the comune."""
        return str(self.conti.enti.loc[self.istat, "nome"])

    @property
    def slug(self) -> str:
        """The name of the comune as addresses and files write it."""
        return str(self.conti.enti.loc[self.istat, "slug"])

    @cached_property
    def luoghi(self) -> Luoghi:
        """Where each account of this comune comes from."""
        return Luoghi(self.istat, self.archivio)

    @cached_property
    def quadri(self) -> dict[int, Quadro]:
        """What is known of every year."""
        return quadri(self.conti, self.luoghi)

    @property
    def quadro(self) -> Quadro:
        """What is known of this year."""
        return self.quadri[self.anno]

    @property
    def documenti(self) -> set[str]:
        """The documenti of which this year has something."""
        return self.quadro.documenti

    @cached_property
    def fonti_caricate(self) -> list[Fonte]:
        """The official files behind this year, with their SHA-256."""
        return origins.di(self.quadro, self.istat, self.archivio)

    @cached_property
    def _indicatori(self) -> indicators.Indicatori:
        return indicators.calcola(self.conti)

    @cached_property
    def _qualita(self) -> quality.Qualita:
        return quality.controlla(self.conti, self._indicatori)

    def anni(self) -> list[int]:
        """The years of which this comune has accounts, in order: those of reference sets alone are not."""
        anni = self.conti.anni(self.istat)
        return [anno for anno in anni if self.quadri[anno].documenti - {"riferimento"}]

    def dell_anno(self, anno: int) -> Fascicolo:
        """Open another year of the same comune; what was computed for all years is kept."""
        altro = replace(self, anno=anno)
        di_tutti_gli_anni = {"luoghi", "quadri", "_indicatori", "_qualita"} & set(self.__dict__)
        altro.__dict__.update({nome: self.__dict__[nome] for nome in di_tutti_gli_anni})
        return altro

    @cached_property
    def _valori(self) -> list[indicators.Valore]:
        return self._indicatori.scheda(self.istat, self.anno)

    def valori(self) -> list[indicators.Valore]:
        """Return every indicator of the year with its limit, outcome and reason when it is missing."""
        return self._valori

    @cached_property
    def _rilievi(self) -> list[criticalities.Rilievo]:
        return criticalities.trova(self.conti, self._indicatori).di(self.istat, self.anno)

    def storia(self, codice: str) -> tuple[Addendo, ...]:
        """Return the accounts, of this year and of those before, that one indicator is made of."""
        noti = {anno: quadro.noti for anno, quadro in self.quadri.items()}
        return storia(self._indicatori.tracce[codice], noti, self.anno)

    @cached_property
    def confronti(self) -> list[peers.Confronto]:
        """Where this comune stands among those alike, for each indicator and group."""
        return peers.leggi(self.archivio, self.istat, self.anno)

    def _spiegazione(self, valore: indicators.Valore) -> str:
        detto = alike.frase(valore, self.confronti)
        dubbi = checks.in_riga(self._da_controllare.get(valore.codice, ()))
        return dubbi + provenance.spiegazione(valore, self.storia(valore.codice), self.luoghi, detto)

    def _in_parole(self, valore: indicators.Valore) -> str:
        return provenance.in_parole(valore, self.storia(valore.codice), self.luoghi)

    def anomalie(self) -> list[quality.Anomalia]:
        """Return the data of the year that are to be checked."""
        return self._qualita.di(self.istat, self.anno)

    @cached_property
    def _da_controllare(self) -> dict[str, list[quality.Anomalia]]:
        """The data to be checked behind each value that is known."""
        return checks.dei_noti(self.valori(), self._qualita.per_indicatore(self.istat, self.anno))

    def carichi(self) -> list[missing.Carico]:
        """Return the files that would turn what is n.c. into numbers, the most useful first."""
        noti = {anno: quadro.noti for anno, quadro in self.quadri.items()}
        assenti = {
            valore.codice: (valore, mancanti(self._indicatori.tracce[valore.codice], noti, self.anno))
            for valore in self.valori()
            if valore.valore is None
        }
        return missing.carichi(self.quadro, assenti)

    def voci_critiche(self) -> list[criticalities.Rilievo]:
        """Return the criticità of the year, the most serious first."""
        return self._rilievi

    def _scelti(self, *codici: str) -> list[indicators.Valore]:
        per_codice = {valore.codice: valore for valore in self.valori()}
        return [per_codice[codice] for codice in codici if codice in per_codice]

    # What the comune is, in one look

    def intestazione(self) -> Frammento:
        """Name of the comune, year, and which documents speak."""
        return header.intestazione(self)

    def sintesi(self) -> Frammento:
        """The state of the accounts in five figures."""
        return header.sintesi(self)

    def criticita(self) -> Frammento:
        """The criticità in words, the most serious first."""
        return cards.criticita(self.voci_critiche(), calcolabili="rendiconto" in self.documenti)

    def qualita(self) -> Tabella | Frammento:
        """The data to be checked, and which indicators they touch."""
        return checks.tabella(self.anno, self.anomalie(), self.valori())

    def prossime(self) -> list[Scadenza]:
        """Return what is due in the next sixty days, from the day of the analysis."""
        return [] if self.conti.giorno is None else prossime(self.conti, self.istat, self.conti.giorno)

    def scadenze(self) -> Tabella | Frammento:
        """The legal calendar of the next sixty days, for the situation of this comune."""
        if self.conti.giorno is None:
            return cards.assente("Scadenze", "non si conosce il giorno dell'analisi")
        return agenda.tabella(self.prossime(), f"{self.conti.giorno:%d/%m/%Y}")

    # The accounts

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

    # The indicators

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

    # The figures

    def grafico_correnti(self) -> Grafico:
        """Current revenues and spending through the years."""
        return charts.correnti(self.conti, self.anno)

    def grafico_residui(self) -> Grafico:
        """Residui through the years, by origin."""
        return charts.residui(self.conti, self.anno)

    @richiede("rendiconto", "Grafico dei parametri")
    def grafico_parametri(self) -> Grafico | Frammento:
        """The eight parametri as shares of their limits."""
        return charts.parametri(self._scelti(*header.PARAMETRI))

    @richiede("rendiconto", "Grafico delle entrate")
    def grafico_entrate(self) -> Grafico | Frammento:
        """Where the money comes from."""
        return charts.composizione_entrate(self.conti, self.anno)

    @richiede("rendiconto", "Grafico delle spese")
    def grafico_spese(self) -> Grafico | Frammento:
        """What it is spent on."""
        return charts.composizione_spese(self.conti, self.anno)

    def confronto(self) -> Frammento:
        """This comune among those alike: medians, who has less, how many are in the norm."""
        return alike.tabelle({valore.codice: valore for valore in self.valori()}, self.confronti)

    # What stands behind

    def mancanti(self) -> Tabella | Frammento:
        """What cannot be computed, why, and which file would give it."""
        return missing.tabella(self.carichi())

    def modulo(self, bilancio: int | None = None) -> Scaricabile:
        """The ente's own form for this rendiconto and the bilancio of the year after, or of another."""
        anni = manuale.Anni(self.anno, bilancio or self.anno + 1)
        contenuto = manuale.scrivi(self.conti, self.istat, anni)
        return Scaricabile(f"modulo_{self.slug}_{self.anno}.xlsx", contenuto, "Scarica il modulo dell'ente")

    def fonti(self) -> Tabella | Frammento:
        """The loaded files, with their SHA-256."""
        return origins.tabella(self.fonti_caricate)
