"""Addizionale comunale all'IRPEF: rates, exemption and expected revenue, in the regolamento."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pydantic import Field

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.checks import AVVISA, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.programmes.tax_terms import adottata_in_tempo, giorno_dei_tributi, termine_del_bilancio
from crescere_kit.acts.types import (
    EuroPositivo,
    Giorno,
    Intero,
    Percento,
    Riferimento,
    Riga,
    SiNo,
    Testo,
    TestoLungo,
    arrotonda,
)
from crescere_kit.euro import percentuale

STRUTTURE = {"unica": "aliquota unica", "scaglioni": "aliquote per scaglioni di reddito"}
SCAGLIONI = {"scaglione_stato": 2, "scaglione_prima": 3}  # rules of tributi, and how many limits


class Scaglione(Riga):
    """The rate of a bracket of income; the last bracket has no ceiling."""

    fino_a: EuroPositivo | None = Field(
        None, title="Fino a euro", description="Vuoto nell l'ultimo scaglione."
    )
    aliquota: Percento = Field(title="Aliquota (%)", ge=0)
    imponibile: EuroPositivo = Field(
        title="Imponibile dei contribuenti non esenti",
        description="Dalle statistiche del MEF sui redditi dichiarati nel comune.",
    )


class ScaglioneStampato(Riga):
    """A bracket with what it yields."""

    fino_a: EuroPositivo | None
    aliquota: Percento
    imponibile: EuroPositivo
    gettito: EuroPositivo


class AddizionaleIrpef(Delibera):
    """The data of the act (art. 1, c. 3 and 3-bis, d.lgs. 360/1998)."""

    codice = "addizionale_irpef"
    organo = "consiglio"

    articolo: Testo | None = campo("U", "Articolo del regolamento che si modifica", passo="Aliquote")
    ref_regolamento: Riferimento | None = campo("A", "Delibera che approva il regolamento", passo="Aliquote")
    struttura: Testo | None = campo(
        "U",
        "Struttura delle aliquote",
        passo="Aliquote",
        stampa=False,
        norma="dlgs360-1998:1:3",
        pattern="^(unica|scaglioni)$",
        aiuto="unica oppure scaglioni",
    )
    aliquote: list[Scaglione] = campo(
        "U", "Aliquote", passo="Aliquote", predefinito=list, stampa=False, norma="dlgs360-1998:1:3"
    )
    soglia_esenzione: EuroPositivo | None = campo(
        "U", "Soglia di esenzione", passo="Aliquote", obbligatorio=False, norma="dlgs360-1998:1:3-bis"
    )
    soglia_come_franchigia: SiNo = campo(
        "U",
        "La soglia opera come franchigia",
        passo="Aliquote",
        obbligatorio=False,
        predefinito=False,
        stampa=False,
        aiuto="Di regola no: chi la supera paga su tutto il reddito.",
    )
    regime_speciale: TestoLungo | None = campo(
        "U",
        "Norma che permette di superare l'aliquota massima",
        passo="Aliquote",
        obbligatorio=False,
        aiuto="Per esempio il piano di riequilibrio o il dissesto.",
    )
    anno_redditi: Intero | None = campo("X", "Anno d'imposta dei redditi (MEF)", passo="Gettito")
    previsto_in_bilancio: EuroPositivo | None = campo("B", "Stanziamento in bilancio", passo="Gettito")
    accertato_n2: EuroPositivo | None = campo(
        "R", "Accertato nel secondo anno prima", passo="Gettito", obbligatorio=False
    )
    riscosso_competenza_n2: EuroPositivo | None = campo(
        "R", "Riscosso in competenza nel secondo anno prima", passo="Gettito", obbligatorio=False
    )
    riscosso_residui_n1: EuroPositivo | None = campo(
        "R", "Riscosso in conto residui nell'anno prima", passo="Gettito", obbligatorio=False
    )
    motivi: TestoLungo | None = campo("U", "Motivi della scelta", passo="Aliquote")

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Addizionale comunale all'IRPEF: aliquote per l'anno {self.anno_esercizio}"

    @calcolato("D", "Struttura in parole", serve="struttura")
    def struttura_in_parole(self) -> Testo:
        """Aliquota unica o per scaglioni."""
        return STRUTTURE[self.struttura]

    @calcolato("D", "Gettito per scaglione", serve="aliquote")
    def prospetto(self) -> list[ScaglioneStampato]:
        """Per ogni scaglione l'imponibile per l'aliquota."""
        return [
            ScaglioneStampato(
                fino_a=una.fino_a,
                aliquota=una.aliquota,
                imponibile=una.imponibile,
                gettito=arrotonda(una.imponibile * una.aliquota / 100),
            )
            for una in self.aliquote
        ]

    @calcolato("D", "Gettito stimato", serve="aliquote")
    def gettito(self) -> EuroPositivo:
        """Somma del gettito degli scaglioni."""
        return somma(una.gettito for una in self.prospetto)

    @calcolato("D", "Imponibile", serve="aliquote")
    def imponibile(self) -> EuroPositivo:
        """Somma dell'imponibile degli scaglioni."""
        return somma(una.imponibile for una in self.aliquote)

    @calcolato(
        "R",
        "Massimo accertabile sui dati storici",
        serve="accertato_n2 riscosso_competenza_n2 riscosso_residui_n1",
    )
    def massimo_accertabile(self) -> EuroPositivo:
        """Il minore fra quanto accertato nel secondo anno prima e quanto riscosso allora in competenza più
        quanto riscosso in conto residui l'anno dopo (principio 4/2, punto 3.7.5).
        """
        return min(self.accertato_n2, self.riscosso_competenza_n2 + self.riscosso_residui_n1)

    @calcolato("L", "Aliquota massima")
    def aliquota_massima(self) -> Percento:
        """L'aliquota massima di legge."""
        return Decimal(str(rules.in_force("tributi", "addizionale_irpef", self.giorno).valore))

    @calcolato("L", "Termine per deliberare")
    def termine(self) -> Giorno:
        """Il termine speciale dell'anno, o quello del bilancio di previsione."""
        return termine_del_bilancio(self.anno_esercizio, "addizionale_termine")

    @calcolato("L", "Termine per la pubblicazione", norma="dlgs360-1998:1:3")
    def pubblicazione_entro(self) -> Giorno:
        """Il giorno entro cui la delibera è pubblicata sul sito del Dipartimento delle finanze."""
        return giorno_dei_tributi("addizionale_pubblicazione", self.anno_esercizio)


@controllo("AI-01", "dlgs360-1998:1:3", campo="aliquote")
def entro_il_massimo(atto: AddizionaleIrpef) -> Iterator[Trovato]:
    """Nessuna aliquota supera quella massima, salvo che una norma speciale lo permetta."""
    for posto, una in enumerate(atto.aliquote):
        if una.aliquota > atto.aliquota_massima and not atto.regime_speciale:
            yield Violazione(
                f"L'aliquota {percentuale(float(una.aliquota))} supera il massimo di "
                f"{percentuale(float(atto.aliquota_massima))}: indicare la norma che lo permette.",
                f"aliquote.{posto}.aliquota",
            )


@controllo("AI-02", "dlgs360-1998:1:3", "l199-2025:1:650", campo="aliquote")
def scaglioni_dello_stato(atto: AddizionaleIrpef) -> Iterator[Trovato]:
    """Gli scaglioni sono quelli dell'IRPEF statale o, dove la legge lo consente, quelli di prima."""
    scritti = tuple(una.fino_a for una in atto.aliquote)
    if atto.struttura == "unica":
        if scritti not in ((), (None,)):
            yield Violazione("L'aliquota unica è una riga sola, senza limite di reddito.")
        return
    ammessi = list(_ammessi(atto.giorno))
    if scritti and scritti not in ammessi:
        elenchi = " oppure ".join(
            ", ".join(in_euro(uno) for uno in uni if uno is not None) for uni in ammessi
        )
        yield Violazione(f"Gli scaglioni non sono quelli dell'IRPEF: i limiti sono {elenchi}.")


@controllo("AI-03", "dlgs360-1998:1:3", campo="aliquote")
def progressive(atto: AddizionaleIrpef) -> Iterator[Trovato]:
    """Le aliquote per scaglioni crescono con il reddito e sono diverse fra loro."""
    for prima, dopo in pairwise(atto.aliquote):
        if atto.struttura == "scaglioni" and dopo.aliquota <= prima.aliquota:
            yield Violazione(
                f"L'aliquota {percentuale(float(dopo.aliquota))} segue {percentuale(float(prima.aliquota))}: "
                "per scaglioni devono crescere con il reddito."
            )


@controllo("AI-04", "dlgs360-1998:1:3-bis", gravita=AVVISA, campo="soglia_come_franchigia")
def esenzione_non_franchigia(atto: AddizionaleIrpef) -> Iterator[Trovato]:
    """La soglia è un'esenzione: chi la supera paga su tutto il reddito."""
    if atto.soglia_esenzione and atto.soglia_come_franchigia:
        yield Violazione("La soglia è scritta come franchigia: la legge prevede un'esenzione.")


@controllo("AI-05", "l296-2006:1:169", campo="seduta_data")
def in_tempo(atto: AddizionaleIrpef) -> Iterator[Trovato]:
    """La delibera è adottata entro il termine: dopo, valgono le aliquote dell'anno prima."""
    yield from adottata_in_tempo(atto, atto.termine, "valgono le aliquote dell'anno prima")


@controllo("AI-06", "dlgs360-1998:1:3", campo="seduta_data")
def da_pubblicare(atto: AddizionaleIrpef) -> Iterator[Trovato]:
    """La pubblicazione entro il 20 dicembre è nello scadenzario: senza, la delibera non ha effetto dal 1°
    gennaio.
    """
    if atto.giorno > atto.pubblicazione_entro:
        yield Violazione(
            f"Il termine per pubblicare sul sito del MEF era il {atto.pubblicazione_entro:%d/%m/%Y}: la "
            "delibera non ha effetto per l'anno."
        )


@controllo("AI-07", "dlgs118-2011:3:4", gravita=AVVISA, campo="previsto_in_bilancio")
def accertamento_prudente(atto: AddizionaleIrpef) -> Iterator[Trovato]:
    """Lo stanziamento non supera quanto i dati storici permettono di accertare (principio 4/2, punto 3.7.5)
    o, se mancano, il gettito stimato.
    """
    limite = atto.massimo_accertabile if atto.massimo_accertabile is not None else atto.gettito
    if atto.previsto_in_bilancio is not None and limite is not None and atto.previsto_in_bilancio > limite:
        yield Violazione(
            f"Lo stanziamento è {in_euro(atto.previsto_in_bilancio)}, quanto si può accertare "
            f"{in_euro(limite)}: oltre, si accerta solo per cassa."
        )


def _ammessi(giorno: date) -> Iterator[tuple[Decimal | None, ...]]:
    for nome, quanti in SCAGLIONI.items():
        try:
            limiti = [rules.in_force("tributi", f"{nome}_{uno}", giorno) for uno in range(1, quanti + 1)]
        except rules.RegolaAssente:
            continue
        yield (*(Decimal(str(uno.valore)) for uno in limiti), None)


ATTO = Definizione(
    AddizionaleIrpef,
    (
        entro_il_massimo,
        scaglioni_dello_stato,
        progressive,
        esenzione_non_franchigia,
        in_tempo,
        da_pubblicare,
        accertamento_prudente,
    ),
)
