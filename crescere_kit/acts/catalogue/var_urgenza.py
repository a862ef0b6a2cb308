"""Variazione d'urgenza al bilancio: the giunta uses the powers of the consiglio, which must ratify."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.budget import variation_checks
from crescere_kit.acts.budget.variation import Variazione
from crescere_kit.acts.checks import AVVISA, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato
from crescere_kit.acts.checks.every_act import dopo_giorni
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import Giorno, Riferimento, Riga, Testo, TestoLungo


class RichiestaDelServizio(Riga):
    """A request of a service that makes the variation needed."""

    servizio: Testo = Field(title="Servizio")
    protocollo: Testo = Field(title="Protocollo")
    data: Giorno = Field(title="Data")
    motivazione: TestoLungo = Field(title="Motivazione")


class VariazioneUrgenza(Variazione, Delibera):
    """The data of the act (art. 175, c. 4 and 5, art. 42, c. 4, TUEL)."""

    codice = "var_urgenza"
    organo = "giunta"

    motivo_urgenza: TestoLungo | None = campo(
        "U",
        "Motivo dell'urgenza",
        passo="Motivi",
        norma="tuel:175:4",
        aiuto="Perché la spesa o l'entrata non può attendere la convocazione del Consiglio.",
    )
    richieste_servizi: list[RichiestaDelServizio] = campo(
        "U", "Richieste dei servizi", passo="Motivi", predefinito=list
    )
    ref_dup: Riferimento | None = campo(
        "A", "Delibera che approva il DUP", passo="Bilancio", obbligatorio=False
    )
    ref_variazioni_precedenti: list[Riferimento] = campo(
        "A", "Variazioni precedenti", passo="Bilancio", obbligatorio=False, predefinito=list
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Variazione d'urgenza al bilancio di previsione {self.triennio} (art. 175, comma 4, TUEL)"

    @calcolato("D", "Termine per la ratifica", serve="seduta_data", norma="tuel:175:4")
    def termine_ratifica(self) -> Giorno:
        """Sessanta giorni dopo la seduta, e comunque entro il 31 dicembre dello stesso anno."""
        entro = self.seduta_data + dopo_giorni(self, "giorni_ratifica")
        return min(entro, date(self.seduta_data.year, 12, 31))


@controllo("VU-09", "tuel:175:5-bis", "tuel:175:5-quater", gravita=AVVISA, campo="righe")
def forse_non_serve(atto: VariazioneUrgenza) -> Iterator[Trovato]:
    """La variazione non è già di competenza della Giunta o dei responsabili: in quel caso non si ratifica."""
    for anno in sorted({una.anno for una in atto.righe}):
        del_anno = [una for una in atto.righe if una.anno == anno]
        if all(una.competenza == 0 for una in del_anno):
            yield Violazione(
                f"Anno {anno}: cambia solo la cassa. È una variazione della Giunta (comma 5-bis, lett. d), "
                "che non si ratifica."
            )
            continue
        programmi = {(una.letto.programma, una.letto.titolo) for una in del_anno if una.lato == "spese"}
        solo_spese = all(una.lato == "spese" for una in del_anno)
        if solo_spese and len(programmi) == 1 and next(iter(programmi))[0]:
            yield Violazione(
                f"Anno {anno}: le righe stanno nello stesso programma e titolo. È una variazione della "
                "Giunta (comma 5-bis, lett. e-bis) o del responsabile (5-quater), che non si ratifica."
            )


ATTO = Definizione(VariazioneUrgenza, (*variation_checks.CONTROLLI, forse_non_serve))
