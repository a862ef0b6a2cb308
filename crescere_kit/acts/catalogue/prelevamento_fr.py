"""Prelevamento dal fondo di riserva (artt. 166 e 176 TUEL): from a fund to the lines that lack money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.budget.rows import SPESE, RigaProspetto, RigaVariazione, prospetto
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import Euro, EuroPositivo, Giorno, Riferimento, SiNo, Testo, TestoLungo

FONDI = {
    "riserva": "fondo di riserva",
    "cassa": "fondo di riserva di cassa",
    "potenziali": "fondi per spese potenziali",
}
MOTIVI = {
    "straordinarie": "esigenze straordinarie di bilancio",
    "insufficiente": "dotazioni degli interventi di spesa insufficienti",
}


class PrelevamentoFondo(Delibera):
    """The data of the act (art. 166, c. 2 and 2-bis, art. 176, TUEL)."""

    codice = "prelevamento_fr"
    organo = "giunta"

    fondo: Testo = campo(
        "U", "Fondo", passo="Prelevamento", predefinito="riserva", scelte=FONDI, stampa=False
    )
    stanziamento_iniziale: EuroPositivo | None = campo(
        "B", "Stanziamento iniziale del fondo", passo="Prelevamento", norma="tuel:166"
    )
    prelevato: EuroPositivo | None = campo(
        "B", "Già prelevato", passo="Prelevamento", aiuto="Se nulla, scrivere 0."
    )
    prelevato_imprevisti: EuroPositivo | None = campo(
        "B",
        "Già prelevato per spese non prevedibili",
        passo="Prelevamento",
        obbligatorio=False,
        stampa=False,
        norma="tuel:166:2-bis",
    )
    righe: list[RigaVariazione] = campo(
        "U",
        "Stanziamenti da integrare",
        passo="Prelevamento",
        predefinito=list,
        stampa=False,
        aiuto="Per il fondo di riserva di cassa scrivere la variazione di cassa, con competenza 0.",
    )
    motivo: Testo = campo(
        "U", "Motivo", passo="Motivi", predefinito="insufficiente", scelte=MOTIVI, stampa=False
    )
    spiegazione: TestoLungo | None = campo("U", "In che cosa consiste l'esigenza", passo="Motivi")
    indifferibile: SiNo = campo(
        "U",
        "Spese non prevedibili, la cui mancata effettuazione comporta danni certi",
        passo="Motivi",
        predefinito=False,
        obbligatorio=False,
        norma="tuel:166:2-bis",
    )
    comunicazione: Giorno | None = campo(
        "U", "Quando si comunica al Consiglio", passo="Motivi", obbligatorio=False
    )
    ref_bilancio: Riferimento | None = campo(
        "A", "Delibera che approva il bilancio", passo="Prelevamento", obbligatorio=False, norma="tuel:174"
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        articolo = "dai" if self.fondo == "potenziali" else "dal"
        return f"Prelevamento {articolo} {FONDI[self.fondo]} – esercizio {self.anno}"

    @calcolato("D", "Fondo")
    def nome_fondo(self) -> Testo:
        """Il fondo da cui si preleva."""
        return FONDI[self.fondo]

    @calcolato("D", "Motivo")
    def motivo_in_parole(self) -> Testo:
        """Il motivo del prelevamento."""
        return MOTIVI[self.motivo]

    @calcolato("B", "Prospetto", serve="righe")
    def prospetto(self) -> list[RigaProspetto]:
        """Per ogni riga lo stanziamento attuale, l'integrazione e lo stanziamento dopo."""
        return prospetto(self.righe, self.fatti)

    @calcolato("D", "Totale prelevato", serve="righe")
    def totale(self) -> EuroPositivo:
        """Somma delle integrazioni; per il fondo di riserva di cassa, di quelle di cassa."""
        di_cassa = self.fondo == "cassa"
        return max(somma(una.cassa if di_cassa else una.competenza for una in self.righe), Decimal("0.00"))

    @calcolato("B", "Disponibile prima", serve="stanziamento_iniziale prelevato")
    def disponibile(self) -> Euro:
        """Stanziamento iniziale meno quanto è già stato prelevato."""
        return self.stanziamento_iniziale - self.prelevato

    @calcolato("D", "Resta nel fondo", serve="stanziamento_iniziale prelevato righe")
    def residuo(self) -> Euro:
        """Disponibile meno il totale prelevato."""
        return self.disponibile - self.totale

    @calcolato("B", "Quota per spese non prevedibili", norma="tuel:166:2-bis", stampa=False)
    def quota_imprevisti(self) -> Euro | None:
        """La metà della quota minima del fondo (indicatore Quota del fondo di riserva per spese non
        prevedibili).
        """
        return self.fatti.indicatore("RISERVA_IMPREVISTI", self.anno_esercizio)

    @calcolato("B", "Minimo di legge del fondo", norma="tuel:166", stampa=False)
    def minimo(self) -> Euro | None:
        """Spese correnti inizialmente previste per la percentuale minima."""
        return self.fatti.indicatore("RISERVA_MINIMO", self.anno_esercizio)


@controllo("FR-01", "tuel:166", "tuel:176", campo="righe")
def capiente(atto: PrelevamentoFondo) -> Iterator[Trovato]:
    """Il prelevamento è più di zero, riga per riga, e non supera quanto resta nel fondo."""
    for posto, una in enumerate(atto.righe):
        if not (una.cassa if atto.fondo == "cassa" else una.competenza):
            yield Violazione(
                f"La riga {posto + 1} non integra nulla: dal {FONDI['cassa']} si preleva cassa, dagli altri "
                "competenza, e mai zero euro.",
                f"righe.{posto}.{'cassa' if atto.fondo == 'cassa' else 'competenza'}",
            )
    if atto.disponibile is not None and atto.totale is not None and atto.totale > atto.disponibile:
        yield Violazione(
            f"Si prelevano {in_euro(atto.totale)} e nel fondo restano {in_euro(atto.disponibile)}.",
            numeri={"prelevamento": atto.totale, "disponibile": atto.disponibile},
        )


@controllo("FR-02", "tuel:166:2-bis", campo="indifferibile")
def quota_riservata(atto: PrelevamentoFondo) -> Iterator[Trovato]:
    """La metà della quota minima del fondo resta per le spese non prevedibili che evitano danni."""
    if atto.fondo != "riserva" or atto.indifferibile or atto.residuo is None:
        return
    if atto.quota_imprevisti is None:
        yield Ignoto("La quota per spese non prevedibili non si calcola: mancano le spese correnti previste.")
        return
    da_tenere = max(atto.quota_imprevisti - (atto.prelevato_imprevisti or 0), Decimal(0))
    if atto.residuo < da_tenere:
        yield Violazione(
            f"Nel fondo resterebbero {in_euro(atto.residuo)}: {in_euro(da_tenere)} sono riservati alle spese "
            "non prevedibili.",
            numeri={"residuo": atto.residuo, "riservati": da_tenere},
        )


@controllo("FR-03", "tuel:166", "tuel:162:6", campo="righe")
def solo_cassa(atto: PrelevamentoFondo) -> Iterator[Trovato]:
    """Il fondo di riserva di cassa integra solo la cassa; gli altri fondi la competenza."""
    for posto, una in enumerate(atto.righe):
        if atto.fondo == "cassa" and una.competenza:
            yield Violazione(
                f"La riga {posto + 1} cambia la competenza: il fondo di cassa integra solo la cassa.",
                f"righe.{posto}.competenza",
            )
        if una.lato != SPESE or una.competenza < 0 or una.cassa < 0:
            yield Violazione(
                f"La riga {posto + 1} non integra una spesa: da un fondo si integra e non si toglie.",
                f"righe.{posto}.lato",
            )


@controllo("FR-04", "tuel:166", campo="righe")
def solo_correnti(atto: PrelevamentoFondo) -> Iterator[Trovato]:
    """Dal fondo di riserva si integrano spese correnti."""
    for posto, una in enumerate(atto.righe):
        if atto.fondo == "riserva" and una.lato == SPESE and una.letto.titolo != "1":
            yield Violazione(
                f"La riga {posto + 1} è del titolo {una.letto.titolo}: il fondo di riserva integra spese "
                "correnti.",
                f"righe.{posto}.codice",
            )


@controllo("FR-06", "tuel:166", campo="seduta_data")
def entro_l_anno(atto: PrelevamentoFondo) -> Iterator[Trovato]:
    """Il prelevamento è deliberato entro il 31 dicembre dell'esercizio delle righe."""
    for anno in sorted({una.anno for una in atto.righe}):
        if anno != atto.anno_esercizio:
            yield Violazione(
                f"Una riga è del {anno}: si preleva entro il 31 dicembre dello stesso esercizio."
            )


@controllo("FR-05", "tuel:166", gravita=AVVISA, campo="righe")
def sotto_il_minimo(atto: PrelevamentoFondo) -> Iterator[Trovato]:
    """Dopo il prelevamento il fondo resta sopra il minimo di legge."""
    if atto.fondo != "riserva" or None in (atto.residuo, atto.minimo):
        return
    if atto.residuo < atto.minimo:
        yield Violazione(
            f"Nel fondo restano {in_euro(atto.residuo)}, meno del minimo iniziale di "
            f"{in_euro(atto.minimo)}: la prossima variazione può ricostituirlo."
        )


ATTO = Definizione(
    PrelevamentoFondo,
    (capiente, quota_riservata, solo_cassa, solo_correnti, entro_l_anno, sotto_il_minimo),
)
