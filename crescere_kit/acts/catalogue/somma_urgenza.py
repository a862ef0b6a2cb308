"""Spesa di somma urgenza (art. 191, c. 3, TUEL): works that could not wait, within days that are counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crescere_kit.acts import debts
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.checks import Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato
from crescere_kit.acts.checks.every_act import dopo_giorni
from crescere_kit.acts.debts import Copertura, CoperturaStampata
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import PSEUDONIMO, calcolato, campo
from crescere_kit.acts.types import Cig, Cup, EuroPositivo, Giorno, Riferimento, Testo, TestoLungo


class SommaUrgenza(Delibera):
    """The data of the act (art. 191, c. 3, art. 194, c. 1, lett. e, TUEL; d.lgs. 36/2023, art. 140)."""

    codice = "somma_urgenza"
    organo = "consiglio"

    lavori: Testo | None = campo("U", "Lavori", passo="Lavori")
    ordinazione: Giorno | None = campo("U", "Giorno dell'ordinazione", passo="Lavori", norma="tuel:191:3")
    verbale: Testo | None = campo("X", "Verbale di somma urgenza", passo="Lavori", norma="dlgs36-2023:140")
    perizia: Testo | None = campo("X", "Perizia giustificativa", passo="Lavori")
    proposta: Riferimento | None = campo("A", "Delibera di Giunta che propone", passo="Lavori")
    impresa: Testo | None = campo("X", "Impresa", passo="Lavori", privacy=PSEUDONIMO)
    utilita: TestoLungo | None = campo("U", "Perché i lavori non potevano attendere", passo="Lavori")
    importo: EuroPositivo | None = campo("X", "Importo della perizia", passo="Copertura")
    cup: Cup | None = campo("X", "CUP", passo="Lavori", norma="l3-2003:11")
    cig: Cig | None = campo("X", "CIG", passo="Lavori", norma="l136-2010:3")
    coperture: list[Copertura] = campo(
        "U", "Copertura", passo="Copertura", predefinito=list, norma="tuel:193:3", stampa=False
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Riconoscimento della spesa per lavori di somma urgenza: {(self.lavori or '____')[:180]}"

    @calcolato("D", "Termine della proposta della Giunta", serve="ordinazione", norma="tuel:191:3")
    def termine_proposta(self) -> Giorno:
        """Venti giorni dall'ordinazione."""
        return self.ordinazione + dopo_giorni(self, "giorni_proposta_somma_urgenza")

    @calcolato("D", "Termine del Consiglio", serve="proposta", norma="tuel:191:3")
    def termine(self) -> Giorno:
        """Trenta giorni dalla proposta, e comunque il 31 dicembre."""
        entro = self.proposta.data + dopo_giorni(self, "giorni_somma_urgenza")
        return min(entro, date(self.proposta.data.year, 12, 31))

    @calcolato("D", "Coperture", serve="coperture")
    def finanziamento(self) -> list[CoperturaStampata]:
        """Con che cosa si paga, anno per anno."""
        return debts.coperture_stampate(self.coperture)


@controllo("SU-01", "tuel:191:3", campo="proposta")
def proposta_in_tempo(atto: SommaUrgenza) -> Iterator[Trovato]:
    """La Giunta propone al Consiglio entro il termine dall'ordinazione."""
    if atto.proposta is not None and atto.termine_proposta and atto.proposta.data > atto.termine_proposta:
        yield Violazione(
            f"La Giunta ha proposto il {atto.proposta.data:%d/%m/%Y}: il termine era il "
            f"{atto.termine_proposta:%d/%m/%Y}. La spesa va riconosciuta come debito fuori bilancio."
        )


@controllo("SU-02", "tuel:191:3", campo="seduta_data")
def riconosciuta_in_tempo(atto: SommaUrgenza) -> Iterator[Trovato]:
    """Il Consiglio riconosce la spesa entro il termine dalla proposta, e comunque entro il 31 dicembre."""
    if atto.termine is not None and atto.giorno > atto.termine:
        yield Violazione(
            f"Il termine del Consiglio era il {atto.termine:%d/%m/%Y}: la spesa va riconosciuta come debito "
            "fuori bilancio."
        )


@controllo("SU-03", "tuel:193:3", campo="coperture")
def coperta(atto: SommaUrgenza) -> Iterator[Trovato]:
    """La copertura è pari all'importo della perizia, e ogni voce ha quanto serve."""
    if atto.coperture:
        yield from debts.non_coperti(atto.importo, atto.coperture)


ATTO = Definizione(SommaUrgenza, (proposta_in_tempo, riconosciuta_in_tempo, coperta))
