"""What is known of one comune and one year, computed once: what every part of the page draws on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from crescere_kit import criticalities, indicators, peers, quality
from crescere_kit.accounts import Conti
from crescere_kit.deadlines import Scadenza, prossime
from crescere_kit.indicators.story import Addendo, mancanti, storia
from crescere_kit.projection import Proiezione, Scenario, predefiniti, proietta
from crescere_kit.projection.forecast import Modello
from crescere_kit.projection.forecast.kept import del_archivio
from crescere_kit.recovery import Piano, Risanamento, Scelte
from crescere_kit.reports import alike, checks, missing, origins, provenance
from crescere_kit.reports.choices import Preferenze
from crescere_kit.reports.documents import Quadro, quadri
from crescere_kit.reports.origins import Fonte
from crescere_kit.reports.provenance import Luoghi
from crescere_kit.sources.store import Archivio

# What another year of the file keeps, and what other choices do not.
DI_TUTTI_GLI_ANNI = ("luoghi", "quadri", "_indicatori", "_qualita", "_modello")
DELLE_PREFERENZE = ("prevista", "risanamento", "piano_scelto", "riequilibrio")


@dataclass(frozen=True)
class Dati:
    """Accounts, indicators and criticità of one comune in one year."""

    conti: Conti  # this comune only, all its years
    istat: str
    anno: int
    archivio: Archivio | None = None  # where the numbers come from, when it can be asked
    preferenze: Preferenze = field(default_factory=Preferenze)  # of the two years ahead

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
        return origins.di(self.quadro, self.luoghi)

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

    def dell_anno(self, anno: int) -> Self:
        """Open another year of the same comune; what was computed for all years is kept."""
        altro = replace(self, anno=anno)
        gia_noti = set(DI_TUTTI_GLI_ANNI) & set(self.__dict__)
        altro.__dict__.update({nome: self.__dict__[nome] for nome in gia_noti})
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

    def con(
        self,
        scenario: Scenario | str | None = None,
        preset: str | None = None,
        confidenza: int | None = None,
    ) -> Self:
        """Look at the two years ahead under other choices; what does not depend on them is kept."""
        scelte = self.preferenze.con(scenario, preset, confidenza)
        return self.con_scelte(scelte.scenario, scelte.scelte)

    def con_scelte(self, scenario: Scenario | None, scelte: Scelte) -> Self:
        """Look at the two years ahead under a scenario and the choices of a plan."""
        altro = replace(self, preferenze=Preferenze(scenario, scelte))
        tenuti = {nome: valore for nome, valore in self.__dict__.items() if nome not in DELLE_PREFERENZE}
        altro.__dict__.update(tenuti | {"preferenze": altro.preferenze})
        return altro

    @cached_property
    def _modello(self) -> Modello | None:
        return del_archivio(self.archivio)

    @cached_property
    def _proiezione(self) -> Proiezione:
        return proietta(self.conti, modello=self._modello, anno=self.anno)

    def proiezione(self, scenario: Scenario | None = None) -> Proiezione:
        """Return the two years after this one, under the base scenario or another with its levers pulled."""
        if scenario is None:
            return self._proiezione
        if scenario.leve and not scenario.variazioni:
            senza = self._proiezione.con(replace(scenario, leve=()))
            scenario = Risanamento(senza).scenario(dict(scenario.leve))
        return self._proiezione.con(scenario)

    @cached_property
    def prevista(self) -> Proiezione:
        """The two years after this one under the scenario in use; raise ProiezioneImpossibile if none."""
        return self.proiezione(self.preferenze.scenario)

    @cached_property
    def risanamento(self) -> Risanamento:
        """What can be done of the two years under the scenario in use."""
        return Risanamento(self.prevista)

    @cached_property
    def piano_scelto(self) -> Piano:
        """The recovery plan under the choices in use."""
        return self.risanamento.piano(self.preferenze.scelte)

    @cached_property
    def riequilibrio(self) -> Proiezione | None:
        """The scenario in use with the measures of the plan taken; None where there are none to take."""
        livelli = {misura.codice: misura.livello for misura in self.piano_scelto.misure}
        if not livelli:
            return None
        modello, voluto = predefiniti()["riequilibrio"], self.risanamento.scenario(livelli)
        return self.prevista.con(replace(voluto, nome=modello.nome, descrizione=modello.descrizione))

    @cached_property
    def confronti(self) -> list[peers.Confronto]:
        """Where this comune stands among those alike, for each indicator and group."""
        return peers.leggi(self.archivio, self.istat, self.anno)

    def _spiegazione(self, valore: indicators.Valore) -> str:
        detto = alike.frase(valore, self.confronti)
        dubbi = checks.in_riga(self._da_controllare.get(valore.codice, ()))
        return dubbi + provenance.spiegazione(valore, self.storia(valore.codice), self.luoghi, detto)

    def _spiegazione_breve(self, valore: indicators.Valore) -> str:
        dubbi = checks.in_riga(self._da_controllare.get(valore.codice, ()))
        return dubbi + provenance.spiegazione(valore, (), self.luoghi)

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

    def prossime(self) -> list[Scadenza]:
        """Return what is due in the next sixty days, from the day of the analysis."""
        return [] if self.conti.giorno is None else prossime(self.conti, self.istat, self.conti.giorno)
