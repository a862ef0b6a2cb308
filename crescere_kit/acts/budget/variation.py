"""What all variations of the budget share: rows, totals, effects, and checks VU-01 … VU-10."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from crescere_kit.acts.act import Atto, somma
from crescere_kit.acts.budget.after import Equilibri, applica, equilibri
from crescere_kit.acts.budget.rows import (
    RigaProspetto,
    RigaVariazione,
    Totali,
    prospetto,
    totali,
)
from crescere_kit.acts.budget.surplus import QUOTE, AvanzoApplicato, AvanzoStampato
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import Euro, EuroPositivo, Riferimento, SiNo, Testo


class Variazione(Atto):
    """The part of an act that changes the budget; mixed with Delibera or Determinazione."""

    # the code of the term in the legal calendar: acts that move only the PEG have a later one
    termine_delle_variazioni: ClassVar[str] = "variazioni"

    ref_bilancio: Riferimento | None = campo(
        "A", "Delibera che approva il bilancio", passo="Bilancio", norma="tuel:174"
    )
    righe: list[RigaVariazione] = campo(
        "U", "Righe della variazione", passo="Variazione", predefinito=list, stampa=False
    )
    avanzo: list[AvanzoApplicato] = campo(
        "U",
        "Avanzo applicato",
        passo="Variazione",
        obbligatorio=False,
        predefinito=list,
        norma="tuel:187:2",
        stampa=False,
    )
    cassa_in_sofferenza: SiNo | None = campo(
        "U",
        "L'ente usa anticipazione o entrate vincolate in cassa",
        passo="Variazione",
        obbligatorio=False,
        stampa=False,
        norma="tuel:187:3-bis",
        aiuto="Solo se si applica avanzo libero: gli artt. 222 e 195 TUEL, il giorno dell'atto.",
    )
    lettera_c3: Testo | None = campo(
        "U",
        "Caso dell'art. 175, comma 3",
        passo="Variazione",
        obbligatorio=False,
        stampa=False,
        norma="tuel:175:3",
        aiuto="Solo dopo il 30 novembre: la lettera del caso.",
        pattern="^[a-g]$",
    )

    @calcolato("B", "Prospetto delle variazioni", serve="righe")
    def prospetto(self) -> list[RigaProspetto]:
        """Per ogni riga lo stanziamento attuale, la variazione e lo stanziamento assestato (attuale più
        variazione).
        """
        return prospetto(self.righe, self.fatti)

    @calcolato("D", "Totali per anno", serve="righe")
    def totali(self) -> list[Totali]:
        """Somma delle maggiori e minori entrate e spese e dell'avanzo applicato, anno per anno."""
        applicato = somma(uno.importo for uno in self.avanzo)
        return totali(self.righe, {self.anno_esercizio: applicato} if applicato else None)

    @calcolato("D", "Totale a pareggio del primo anno", serve="righe")
    def pareggio(self) -> EuroPositivo:
        """Maggiori spese più minori entrate dell'anno dell'atto."""
        del_primo = (uno.avere for uno in self.totali if uno.anno == self.anno_esercizio)
        return next(del_primo, Decimal("0.00"))

    @calcolato("D", "Avanzo applicato in parole")
    def avanzo_applicato(self) -> list[AvanzoStampato]:
        """Le quote di avanzo applicate, con il loro nome."""
        return [
            AvanzoStampato(quota=QUOTE[uno.quota], importo=uno.importo, finalita=uno.finalita)
            for uno in self.avanzo
        ]

    @calcolato("B", "Equilibri prima e dopo", serve="righe")
    def equilibri(self) -> list[Equilibri]:
        """Gli equilibri O, Z e W dei tre anni del bilancio, prima e dopo la variazione."""
        return equilibri(self.fatti, self.righe, self._avanzo_nel_prospetto())

    @calcolato("T", "Fondo di cassa finale presunto", serve="righe")
    def cassa_finale(self) -> Euro | None:
        """Fondo di cassa iniziale più entrate di cassa meno spese di cassa, dopo la variazione."""
        anno = self.anno_esercizio
        dopo = applica(self.fatti.conti, self.fatti.istat, anno, self.righe, self._avanzo_nel_prospetto())
        self.fatti.indicatore("PREV_CASSA", anno)
        return self.fatti.con_conti(dopo).indicatore("PREV_CASSA", anno)

    def _avanzo_nel_prospetto(self) -> dict[tuple[str, int], Decimal]:
        anno = self.anno_esercizio
        per_riga = {
            "P": somma(uno.importo for uno in self.avanzo if uno.in_conto_capitale),
            "H": somma(uno.importo for uno in self.avanzo if not uno.in_conto_capitale),
        }
        return {(riga, anno): importo for riga, importo in per_riga.items() if importo}
