"""Salvaguardia degli equilibri e assestamento (artt. 193 and 175 TUEL): is the budget still true?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.budget import variation_checks
from crescere_kit.acts.budget.variation import Variazione
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.programmes.choices import scelta
from crescere_kit.acts.types import Euro, EuroPositivo, Giorno, Intero, Riga, SiNo, Testo, TestoLungo

FONTI = {
    "economie": "economie di spesa",
    "entrate": "maggiori entrate",
    "alienazioni": "alienazioni (solo parte capitale)",
    "avanzo": "avanzo libero",
    "tributi": "aumento di tributi e tariffe",
}
VIETATE = {"prestiti": "prestiti", "vincolate": "entrate vincolate"}


class Dichiarazione(Riga):
    """What a responsabile declares of its service."""

    responsabile: Testo = Field(title="Servizio")
    entrate_e_spese: TestoLungo = Field(title="Andamento di entrate e spese")
    debiti: EuroPositivo = Field(Decimal("0.00"), title="Debiti fuori bilancio segnalati")


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


class SalvaguardiaAssestamento(Variazione, Delibera):
    """The data of the act (art. 193, 175 c. 8, 194, 147-quinquies TUEL)."""

    codice = "salvaguardia_assestamento"
    organo = "consiglio"

    dichiarazioni: list[Dichiarazione] = campo(
        "U", "Dichiarazioni dei responsabili", passo="Verifica", predefinito=list, norma="tuel:147-quinquies"
    )
    servizi: Intero | None = campo("A", "Quanti servizi ha l'ente", passo="Verifica", stampa=False, ge=1)
    proiezione: list[ProiezioneTitolo] = campo(
        "B", "Proiezione al 31 dicembre", passo="Verifica", predefinito=list, stampa=False
    )
    saldo_residui: Euro | None = campo(
        "R",
        "Saldo della gestione dei residui",
        passo="Verifica",
        aiuto="Residui passivi da cancellare meno attivi da cancellare.",
    )
    fcde_stanziato: EuroPositivo | None = campo("B", "FCDE stanziato", passo="Verifica", norma="tuel:167")
    fcde_minimo: EuroPositivo | None = campo("R", "FCDE minimo ricalcolato", passo="Verifica")
    cassa_data: Giorno | None = campo("T", "Fondo di cassa al", passo="Verifica", obbligatorio=False)
    cassa: Euro | None = campo("T", "Fondo di cassa", passo="Verifica", obbligatorio=False)
    contenzioso: TestoLungo | None = campo(
        "U", "Contenzioso, partecipate, PNRR", passo="Verifica", obbligatorio=False
    )
    squilibrio: EuroPositivo | None = campo(
        "D", "Squilibrio", passo="Ripristino", norma="tuel:193:2", aiuto="Se non ce n'è, scrivere 0."
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

    @calcolato("B", "Proiezione al 31 dicembre", serve="proiezione")
    def andamento(self) -> list[ProiezioneStampata]:
        """Per ogni titolo lo stanziamento, quanto si prevede al 31 dicembre e la differenza."""
        righe = []
        for una in self.proiezione:
            stanziato = self.fatti.previsto(una.lato, una.titolo, self.anno_esercizio)
            differenza = None if stanziato is None else una.previsto - stanziato
            righe.append(
                ProiezioneStampata(stanziamento=stanziato, differenza=differenza, **una.model_dump())
            )
        return righe

    @calcolato("D", "Debiti fuori bilancio segnalati", serve="dichiarazioni")
    def debiti(self) -> Euro:
        """Somma dei debiti che i responsabili segnalano."""
        return somma(uno.debiti for uno in self.dichiarazioni)

    @calcolato("D", "Totale delle misure")
    def tot_misure(self) -> Euro:
        """Somma delle misure di ripristino."""
        return somma(una.importo for una in self.misure)


@controllo("SE-01", "tuel:193:2", "tuel:147-quinquies", campo="dichiarazioni")
def tutti_hanno_dichiarato(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    """Ogni responsabile ha dichiarato l'andamento di entrate e spese e i debiti fuori bilancio."""
    if atto.servizi is not None and len(atto.dichiarazioni) < atto.servizi:
        yield Violazione(
            f"Hanno dichiarato {len(atto.dichiarazioni)} responsabili su {atto.servizi} servizi."
        )


@controllo("SE-02", "tuel:193:2", campo="misure")
def squilibrio_coperto(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    """Le misure coprono lo squilibrio, nell'anno e nei due successivi."""
    if atto.squilibrio is None:
        return
    if atto.tot_misure < atto.squilibrio:
        yield Violazione(
            f"Lo squilibrio è {in_euro(atto.squilibrio)}, le misure {in_euro(atto.tot_misure)}.",
            numeri={"squilibrio": atto.squilibrio, "misure": atto.tot_misure},
        )
    ultimo = atto.anno_esercizio + 2
    if any(not atto.anno_esercizio <= una.anno <= ultimo for una in atto.misure):
        yield Violazione(f"Una misura è fuori dagli anni dal {atto.anno_esercizio} al {ultimo}.")


@controllo("SE-03", "tuel:193:3", campo="misure")
def mezzi_ammessi(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    """Con prestiti ed entrate vincolate non si ripristinano gli equilibri."""
    for posto, una in enumerate(atto.misure):
        if una.fonte in VIETATE:
            yield Violazione(
                f"Con {VIETATE[una.fonte]} non si ripristinano gli equilibri.", f"misure.{posto}.fonte"
            )


@controllo("SE-04", "tuel:175:8", campo="riserva_verificata")
def riserva(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    """Con l'assestamento si verificano anche il fondo di riserva e il fondo di cassa."""
    if not atto.riserva_verificata:
        yield Violazione("Il fondo di riserva e il fondo di cassa non risultano verificati.")


@controllo("SE-05", "tuel:167", gravita=AVVISA, campo="fcde_stanziato")
def fcde_congruo(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    """Il FCDE stanziato è almeno il minimo ricalcolato."""
    if None in (atto.fcde_stanziato, atto.fcde_minimo):
        yield Ignoto("Il FCDE stanziato o quello minimo non si conosce.")
    elif atto.fcde_stanziato < atto.fcde_minimo:
        yield Violazione(
            f"Il FCDE stanziato è {in_euro(atto.fcde_stanziato)}, il minimo {in_euro(atto.fcde_minimo)}: "
            "adeguarlo con l'assestamento."
        )


@controllo("SE-08", "tuel:193:3", gravita=AVVISA, campo="misure")
def tributi_in_tempo(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    """Tributi e tariffe si aumentano per il riequilibrio solo entro il termine della salvaguardia."""
    termine = rules.termine("salvaguardia", atto.anno_esercizio)
    if any(una.fonte == "tributi" for una in atto.misure) and atto.giorno > termine:
        yield Violazione(f"Dopo il {termine:%d/%m/%Y} non si aumentano più tributi e tariffe per l'anno.")


ATTO = Definizione(
    SalvaguardiaAssestamento,
    (
        tutti_hanno_dichiarato,
        squilibrio_coperto,
        mezzi_ammessi,
        riserva,
        *variation_checks.CONTROLLI,
        fcde_congruo,
        tributi_in_tempo,
    ),
)
