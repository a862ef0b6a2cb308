"""The engine: what is read and forecast once, and what each scenario makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from crescere_kit.accounts import Conti, Voce
from crescere_kit.projection import computed, flows, result, statement
from crescere_kit.projection.behaviour import Tendenze, tendenze
from crescere_kit.projection.computed.line import Calcolata
from crescere_kit.projection.forecast import Modello
from crescere_kit.projection.horizon import ANNI, Orizzonte
from crescere_kit.projection.lines import FONDI, LINEE, RESTO, resto
from crescere_kit.projection.scenario import Forzatura, Ipotesi, Scenario, Variazione
from crescere_kit.projection.start import partenza
from crescere_kit.projection.treasury import annual, events, monthly, overdraft, profile, rates

CALCOLATA, STATISTICA, DECISA, COMPRESA, IGNOTA = "calcolata", "statistica", "decisa", "compresa", "n.c."
_NON_RICORRONO = ("attivita_finanziarie", "finanziarie")  # sales and purchases of shares are no habit
_CAPITALE = "investimenti"
PERCHE_IL_RESTO = {
    "attivita_finanziarie": "non si ripete da sé: entra solo se qualcuno la decide",
    "finanziarie": "non si ripete da sé: entra solo se qualcuno la decide",
    "prestiti": "solo i prestiti previsti nel modulo dell'ente",
    _CAPITALE: "solo ciò che le entrate in conto capitale e i prestiti pagano",
}


@dataclass(frozen=True)
class Anni:
    """The two projected years of every ente under one scenario.

    linee: (n, S, 2) cents by line, NaN where unknown. nature: (n, 2) how each was had. prospetti: the rows of
    «equilibri», «equilibri_previsti» and «risultato». mossi: what is collected and paid.
    """

    linee: dict[str, np.ndarray]
    nature: dict[str, np.ndarray]
    prospetti: dict[str, flows.Righe]
    mossi: annual.Movimenti

    @property
    def corrente(self) -> np.ndarray:
        """The equilibrio di parte corrente of the bilancio (O): (n, S, 2)."""
        return self.prospetti["equilibri_previsti"]["O"]


@dataclass(frozen=True)
class Motore:
    """All that does not change with the scenario: accounts, start, tendencies, rates of collection."""

    conti: Conti
    orizzonte: Orizzonte
    modello: Modello

    @cached_property
    def _ricordi(self) -> dict:
        return {}

    def calcolate(self, ipotesi: Ipotesi) -> dict[str, Calcolata]:
        """Return the computed lines under some assumptions, kept for who asks again."""
        return self._ricorda(
            ("calcolate", ipotesi), lambda: computed.calcola(self.conti, self.orizzonte, ipotesi)
        )

    @cached_property
    def partenza(self) -> dict[str, np.ndarray]:
        """Each line in the last rendiconto, (n,)."""
        return partenza(self.conti, self.orizzonte, computed.note(self.conti, self.orizzonte))

    @cached_property
    def tendenze(self) -> Tendenze:
        """How much each account is forecast to move."""
        return tendenze(self.conti, self.orizzonte, self.modello, self.una_tantum)

    @cached_property
    def una_tantum(self) -> dict[str, np.ndarray]:
        """What happened only once in the last rendiconto, (n,) by line."""
        return computed.non_ripetuti(self.conti, self.orizzonte)

    @cached_property
    def fermo(self) -> flows.Righe:
        """The rows of the prospects that stay as they are."""
        return flows.ferme(self.conti, self.orizzonte)

    @cached_property
    def base(self) -> statement.Base:
        """What the last rendiconto says and the lines do not."""
        return statement.base(self.conti, self.orizzonte)

    @cached_property
    def iniziali(self) -> rates.Iniziali:
        """Residui and fondo cassa at the end of the last rendiconto."""
        return rates.iniziali(self.conti, self.orizzonte)

    @cached_property
    def risultato(self) -> flows.Righe:
        """The parts of the risultato di amministrazione of the last rendiconto."""
        return result.di_partenza(self.conti, self.orizzonte)

    @cached_property
    def _statistiche(self) -> dict[str, np.ndarray]:
        """The forecast of every line that has a past, (n, 1, 2)."""
        tolte = {
            codice: valori - self.una_tantum.get(codice, 0.0) for codice, valori in self.partenza.items()
        }
        return {codice: self.tendenze.di(codice, valori) for codice, valori in tolte.items()}

    def tassi(self, ipotesi: Ipotesi) -> rates.Tassi:
        """Return the rates of collection and payment under some assumptions."""
        return self._ricorda(
            ("tassi", ipotesi.riscossione_punti), lambda: rates.prepara(self.conti, self.orizzonte, ipotesi)
        )

    def fondi(self, ipotesi: Ipotesi) -> computed.Endogene:
        """Return what the funds are worked out from, under some assumptions."""
        return self._ricorda(
            ("fondi", ipotesi), lambda: computed.prepara(self.conti, self.orizzonte, ipotesi)
        )

    def perche(self, codice: str, ipotesi: Ipotesi) -> str:
        """Say how a line of the first ente that is not forecast was had, or why it could not be."""
        if codice in FONDI:
            return self.fondi(ipotesi).perche[codice][0]
        calcolata = self.calcolate(ipotesi).get(codice)
        if calcolata is not None and (codice not in PERCHE_IL_RESTO or calcolata.nota[0]):
            return calcolata.perche[0]
        return PERCHE_IL_RESTO.get(codice, "i conti caricati non la contengono")

    def solo(self, istat: str) -> Motore:
        """Return the engine of one comune alone."""
        posto = np.array([self.orizzonte.istat.index(istat)])
        return Motore(self.conti.uno(istat), self.orizzonte.solo(posto), self.modello)

    def _ricorda(self, chiave: tuple, calcola):
        if chiave not in self._ricordi:
            self._ricordi[chiave] = calcola()
        return self._ricordi[chiave]

    def anni(self, scenario: Scenario, scosse: Mapping[str, np.ndarray] | None = None) -> Anni:
        """Work out the two years under a scenario; with `scosse`, along every path of the draws."""
        linee, nature = self._linee(scenario, scosse or {})
        altre = tuple(linee)
        self._decidi(scenario.forzature, np.full_like, (linee, nature), altre)
        self._decidi(scenario.variazioni, np.add, (linee, nature), altre)
        opere = self.calcolate(scenario.ipotesi)[_CAPITALE].valori
        linee[_CAPITALE] = np.where(np.isnan(opere), flows.risorse_per_investimenti(linee, self.fermo), opere)
        nature[_CAPITALE] = _natura(linee[_CAPITALE], CALCOLATA)
        self._con_i_fondi(scenario, linee, nature)
        return self._chiudi(scenario, linee, nature)

    def _con_i_fondi(self, scenario: Scenario, linee: dict, nature: dict) -> None:
        """Add the funds that the lines need; the reserve follows what somebody decides, not the measures."""
        endogene = self.fondi(scenario.ipotesi)
        senza_riserva = tuple(fondo for fondo in FONDI if fondo != flows.RISERVA)
        calcolati = computed.applica(endogene, linee)
        linee |= {fondo: calcolati[fondo] for fondo in senza_riserva}
        nature |= {fondo: _natura(valori, CALCOLATA) for fondo, valori in calcolati.items()}
        self._decidi(scenario.forzature, np.full_like, (linee, nature), senza_riserva)
        linee[flows.RISERVA] = computed.applica(endogene, linee)[flows.RISERVA]
        self._decidi(scenario.forzature, np.full_like, (linee, nature), (flows.RISERVA, _CAPITALE))
        self._decidi(scenario.variazioni, np.add, (linee, nature), (*FONDI, _CAPITALE))

    def _linee(self, scenario: Scenario, scosse: Mapping[str, np.ndarray]) -> tuple[dict, dict]:
        calcolate, linee, nature = self.calcolate(scenario.ipotesi), {}, {}
        niente = np.full((len(self.orizzonte), 1, ANNI), np.nan)
        for codice, linea in LINEE.items():
            if linea.lato == "fondi" or codice == _CAPITALE:
                continue
            calcolata = calcolate[codice].valori if codice in calcolate else niente
            statistica = self._statistiche.get(codice, niente) * scosse.get(codice, 1.0)
            if codice in _NON_RICORRONO or codice == "prestiti":
                calcolata, statistica = np.where(np.isnan(calcolata), 0.0, calcolata), niente
            compresa = self._compresa(codice)
            usata = ~np.isnan(calcolata) & ~compresa
            valori = np.where(usata, calcolata, statistica)
            linee[codice] = np.where(compresa, 0.0, valori)
            nature[codice] = np.where(usata[:, 0], CALCOLATA, _natura(valori, STATISTICA))
            nature[codice] = np.where(compresa[:, 0], COMPRESA, nature[codice])
        return linee, nature

    def comprese(self) -> tuple[str, ...]:
        """Return the lines that the accounts of the first ente do not tell apart from the rest."""
        return tuple(codice for codice in LINEE if self._compresa(codice)[0].any())

    def _compresa(self, codice: str) -> np.ndarray:
        """Tell (n, 1, 1) where a line cannot be told apart from the rest of its account."""
        linea = LINEE[codice]
        if linea.dentro == RESTO or codice not in self.partenza:
            return np.zeros((len(self.orizzonte), 1, 1), dtype=bool)
        return np.isnan(self.partenza[codice])[:, None, None]

    def _decidi(
        self, scelte: tuple, come: Callable, dove: tuple[dict, dict], codici: tuple[str, ...]
    ) -> None:
        """Put in what somebody decides (`np.full_like`), or add what a measure gives (`np.add`)."""
        linee, nature = dove
        for scelta in scelte:
            if scelta.linea not in codici:
                continue
            compresa = self._compresa(scelta.linea)[:, 0, 0]
            self._muovi(scelta.linea, scelta, come, (linee, nature, ~compresa))
            if come is np.add and compresa.any():
                # what a measure gives goes where the line is; a decision of it alone would count it twice
                linea = LINEE[scelta.linea]
                self._muovi(resto(linea.lato, linea.conto), scelta, come, (linee, nature, compresa))

    def _muovi(
        self,
        codice: str,
        scelta: Forzatura | Variazione,
        come: Callable,
        dove: tuple[dict, dict, np.ndarray],
    ) -> None:
        linee, nature, di_chi = dove
        passo = scelta.anno - 1 - self.orizzonte.base
        for quale in range(ANNI):
            sua = (passo == quale) & di_chi
            valori = np.array(linee[codice])
            valori[sua, :, quale] = come(valori[sua, :, quale], scelta.importo)
            linee[codice] = valori
            nature[codice] = nature[codice].copy()
            nature[codice][sua, quale] = DECISA

    def _chiudi(self, scenario: Scenario, linee: dict, nature: dict) -> Anni:
        righe = flows.equilibri(linee, self.fermo)
        mossi = annual.applica(self.tassi(scenario.ipotesi), self._competenza(linee), self.iniziali)
        finale = result.risultato(self.risultato, linee, mossi, self.fermo)
        righe["variazione_correnti"] = result.variazione(
            self.risultato, finale, righe["accantonate_correnti"]
        )
        prospetti = {
            "equilibri": flows.con_totali(righe),
            "equilibri_previsti": flows.previsti(linee, righe),
            "risultato": finale,
        }
        return Anni(linee, nature, prospetti, mossi)

    def _competenza(self, linee: dict) -> dict[rates.Titolo, np.ndarray]:
        """What falls due in each titolo; what is held for others and advanced is as it was."""
        anticipata, per_altri = (
            np.repeat(self.base.importi["entrate", titolo], ANNI, axis=-1) for titolo in "79"
        )
        ferme = {("entrate", "7"): anticipata, ("spese", "5"): anticipata}
        return flows.titoli(linee) | ferme | {("entrate", "9"): per_altri, ("spese", "7"): per_altri}

    @cached_property
    def _profilo(self) -> profile.Profilo:
        return profile.prepara(self.conti, self.orizzonte)

    def mensile(self, anni: Anni) -> monthly.Mensile:
        """Return the balances of the 24 months, (n, S, 24); NaN where SIOPE has no months."""
        eventi = events.noti(self.conti, self.orizzonte, anni.linee)
        return monthly.applica(self._profilo, anni.mossi, self.iniziali, eventi)

    def scoperto(self, anni: Anni) -> overdraft.Scoperto:
        """Return the anticipazione that the two years would ask for."""
        return overdraft.misura(self.mensile(anni), anni.mossi, self.iniziali, self.orizzonte)

    def voci(self, anni: Anni) -> dict[Voce, np.ndarray]:
        """Return the voci of the two years, (n, S, 2)."""
        rendiconto = statement.voci(anni.linee, anni.prospetti, anni.mossi, self.base, self.partenza)
        return rendiconto | overdraft.voci(self.scoperto(anni))


def _natura(valori: np.ndarray, come: str) -> np.ndarray:
    return np.where(np.isnan(valori).any(axis=1), IGNOTA, come)
