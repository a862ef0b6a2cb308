"""The data of the salvaguardia: what the responsabili declare, and what the accounts say of the year."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.budget.variation import Variazione
from crescere_kit.acts.fields import OMESSO, calcolato, campo
from crescere_kit.acts.programmes.choices import scelta
from crescere_kit.acts.safeguard.gap import CAPITALE, CORRENTE, Scostamento, mancante, sotto
from crescere_kit.acts.types import Euro, EuroPositivo, Giorno, Intero, Riga, SiNo, Testo, TestoLungo
from crescere_kit.indicators.fcde import CONTI_DELLO_STANZIATO

FONTI = {
    "economie": "economie di spesa",
    "entrate": "maggiori entrate",
    "alienazioni": "alienazioni (solo parte capitale)",
    "avanzo": "avanzo libero",
    "tributi": "aumento di tributi e tariffe",
}
VIETATE = {"prestiti": "prestiti", "vincolate": "entrate vincolate"}
DI_PARTE_CAPITALE = "alienazioni"
_FCDE = "20.02"  # missione and programma of the fund


class Dichiarazione(Riga):
    """What a responsabile declares of its service."""

    responsabile: Testo = Field(title="Servizio", description="Come nell'anagrafica dell'ente.")
    entrate_e_spese: TestoLungo = Field(title="Andamento di entrate e spese")
    debiti: EuroPositivo | None = Field(
        None, title="Debiti fuori bilancio segnalati", description="Se non ce ne sono, scrivere 0."
    )


class ProiezioneTitolo(Riga):
    """What a titolo will be at the end of the year, and how one knows."""

    lato: Testo = scelta("Parte", {"entrate": "entrate", "spese": "spese"})
    titolo: Testo = Field(title="Titolo", pattern="^[1-79]$")
    previsto: EuroPositivo = Field(title="Accertamenti o impegni previsti al 31 dicembre")
    metodo: Testo = Field(title="Come si è stimato")


class ProiezioneStampata(Riga):
    """The same beside the budget."""

    lato: Testo
    titolo: Testo
    stanziamento: Euro | None
    previsto: Euro
    differenza: Euro | None
    metodo: Testo


class MisuraDiRipristino(Riga):
    """What brings the budget back."""

    fonte: Testo = scelta("Mezzo", FONTI | VIETATE)
    descrizione: Testo = Field("", title="Descrizione")
    anno: Intero = Field(title="Anno")
    importo: EuroPositivo = Field(title="Importo")


class Mancanza(Riga):
    """A part of the gap; None where it is not known."""

    nome: Testo
    importo: Euro | None


class SalvaguardiaAssestamento(Variazione, Delibera):
    """The data of the act (art. 193, 175 c. 8, 194, 147-quinquies TUEL)."""

    codice = "salvaguardia_assestamento"
    organo = "consiglio"

    dichiarazioni: list[Dichiarazione] = campo(
        "U", "Dichiarazioni dei responsabili", passo="Verifica", predefinito=list, norma="tuel:147-quinquies"
    )
    proiezione: list[ProiezioneTitolo] = campo(
        "B", "Proiezione al 31 dicembre", passo="Verifica", predefinito=list, stampa=False
    )
    residui_attivi_da_cancellare: EuroPositivo | None = campo(
        "X", "Residui attivi da cancellare", passo="Verifica", norma="tuel:193:2", stampa=False,
        aiuto="Dal programma di contabilità. Se nessuno, scrivere 0.",
    )  # fmt: skip
    residui_passivi_da_cancellare: EuroPositivo | None = campo(
        "X", "Residui passivi da cancellare", passo="Verifica", norma="tuel:193:2", stampa=False,
        aiuto="Dal programma di contabilità. Se nessuno, scrivere 0.",
    )  # fmt: skip
    cassa_data: Giorno | None = campo("T", "Fondo di cassa al", passo="Verifica", obbligatorio=False)
    cassa: Euro | None = campo("T", "Fondo di cassa", passo="Verifica", obbligatorio=False)
    contenzioso: TestoLungo | None = campo(
        "U", "Contenzioso, partecipate, PNRR", passo="Verifica", obbligatorio=False, privacy=OMESSO
    )
    misure: list[MisuraDiRipristino] = campo(
        "U",
        "Misure di ripristino",
        passo="Ripristino",
        obbligatorio=False,
        predefinito=list,
        norma="tuel:193:3",
    )
    riserva_verificata: SiNo = campo(
        "U",
        "Fondo di riserva e di cassa verificati",
        passo="Verifica",
        predefinito=False,
        obbligatorio=False,
        stampa=False,
        norma="tuel:175:8",
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Salvaguardia degli equilibri e assestamento generale del bilancio {self.triennio}"

    @calcolato("A", "Servizi dell'ente", norma="tuel:147-quinquies", stampa=False)
    def servizi(self) -> list[Testo]:
        """Dall'anagrafica, i servizi di chi è in carica il giorno della seduta."""
        return self.fatti.anagrafica.servizi(self.giorno)

    @calcolato("B", "Proiezione al 31 dicembre", serve="proiezione")
    def andamento(self) -> list[ProiezioneStampata]:
        """Per ogni titolo lo stanziamento dopo l'assestamento, quanto si prevede al 31 dicembre e la
        differenza.
        """
        righe = []
        for una in self.proiezione:
            stanziato = self.assestato(una.lato, una.titolo)
            differenza = None if stanziato is None else una.previsto - stanziato
            righe.append(
                ProiezioneStampata(stanziamento=stanziato, differenza=differenza, **una.model_dump())
            )
        return righe

    def assestato(self, lato: str, titolo: str) -> Decimal | None:
        """Return the stanziamento of a titolo once the rows of this act change it."""
        stanziato = self.fatti.previsto(lato, titolo, self.anno_esercizio)
        cambi = somma(una.competenza for una in self._del_primo_anno(lato) if una.letto.titolo == titolo)
        return None if stanziato is None else stanziato + cambi

    def _del_primo_anno(self, lato: str) -> list:
        return [una for una in self.righe if una.lato == lato and una.anno == self.anno_esercizio]

    @calcolato("R", "Residui attivi dell'ultimo rendiconto", stampa=False)
    def residui_attivi(self) -> Euro | None:
        """I residui attivi al 31 dicembre dell'ultimo rendiconto."""
        return self._dei_residui("residui_attivi")

    @calcolato("R", "Residui passivi dell'ultimo rendiconto", stampa=False)
    def residui_passivi(self) -> Euro | None:
        """I residui passivi al 31 dicembre dell'ultimo rendiconto."""
        return self._dei_residui("residui_passivi")

    def _dei_residui(self, codice: str) -> Decimal | None:
        return self.fatti.rendiconto("risultato", codice, "importo", self.anno_esercizio - 1)

    @calcolato(
        "D",
        "Saldo della gestione dei residui",
        serve="residui_attivi_da_cancellare residui_passivi_da_cancellare",
        norma="tuel:193:2",
    )
    def saldo_residui(self) -> Euro:
        """Residui passivi da cancellare meno residui attivi da cancellare."""
        return self.residui_passivi_da_cancellare - self.residui_attivi_da_cancellare

    @calcolato("B", "FCDE stanziato", norma="tuel:167")
    def fcde_stanziato(self) -> EuroPositivo | None:
        """Il FCDE del primo anno del bilancio (dal modulo dell'ente, altrimenti dal programma 20.02 o dalla
        voce U.1.10.01.03), con le righe di questo atto sul programma 20.02.
        """
        anno = self.anno_esercizio
        letto = self.fatti.modulo("fcde_totale", "stanziato_1", anno)
        for codice in CONTI_DELLO_STANZIATO:
            letto = self.fatti.previsto("spese", codice, anno) if letto is None else letto
        cambi = (una.competenza for una in self._del_primo_anno("spese") if una.letto.programma == _FCDE)
        return None if letto is None else letto + somma(cambi)

    @calcolato("R", "FCDE minimo ricalcolato", norma="tuel:167")
    def fcde_minimo(self) -> EuroPositivo | None:
        """Il FCDE minimo del primo anno del bilancio (indicatore FCDE_MINIMO_1)."""
        return self.fatti.indicatore("FCDE_MINIMO_1", self.anno_esercizio)

    @calcolato("B", "Equilibrio di parte corrente dopo l'assestamento", serve="righe", norma="tuel:162:6")
    def equilibrio_o(self) -> Euro | None:
        """L'equilibrio O del primo anno del bilancio, dopo le righe di questo atto."""
        return self.equilibri[0].o_dopo

    @calcolato("B", "Equilibrio in conto capitale dopo l'assestamento", serve="righe", norma="tuel:162:6")
    def equilibrio_z(self) -> Euro | None:
        """L'equilibrio Z del primo anno del bilancio, dopo le righe di questo atto."""
        return self.equilibri[0].z_dopo

    @calcolato("D", "Che cosa manca", serve="proiezione", norma="tuel:193:2")
    def mancanze(self) -> list[Mancanza]:
        """Parte corrente: l'equilibrio O con le differenze previste nelle entrate dei titoli 1, 2 e 3 e nelle
        spese dei titoli 1 e 4, se è negativo. Conto capitale: l'equilibrio Z con quelle dei titoli 4, 5 e 6 e
        delle spese dei titoli 2 e 3. Residui: il loro saldo, se è negativo. FCDE: quanto manca al minimo.
        """
        attese = [Scostamento(una.lato, una.titolo, una.differenza) for una in self.andamento]
        return [
            Mancanza(nome="Parte corrente", importo=mancante(self.equilibrio_o, CORRENTE, attese)),
            Mancanza(nome="Conto capitale", importo=mancante(self.equilibrio_z, CAPITALE, attese)),
            Mancanza(nome="Gestione dei residui", importo=sotto(self.saldo_residui, Decimal("0.00"))),
            Mancanza(nome="FCDE sotto il minimo", importo=sotto(self.fcde_stanziato, self.fcde_minimo)),
        ]

    @calcolato("D", "Squilibrio", serve="mancanze", norma="tuel:193:2")
    def squilibrio(self) -> EuroPositivo | None:
        """Somma di ciò che manca nella parte corrente, in conto capitale, nei residui e nel FCDE: non si
        conosce se una delle quattro parti non si conosce.
        """
        parti = [una.importo for una in self.mancanze]
        return None if None in parti else somma(parti)

    @calcolato("D", "Debiti fuori bilancio segnalati", serve="dichiarazioni")
    def debiti(self) -> Euro:
        """Somma dei debiti che i responsabili segnalano."""
        return somma(uno.debiti or 0 for uno in self.dichiarazioni)

    @calcolato("D", "Totale delle misure")
    def tot_misure(self) -> Euro:
        """Somma delle misure di ripristino."""
        return somma(una.importo for una in self.misure)
