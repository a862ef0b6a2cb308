"""Determinazione di accertamento: a revenue that is due, on the year in which it falls due."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Determinazione
from crescere_kit.acts.checks import AVVISA, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import PSEUDONIMO, calcolato, campo
from crescere_kit.acts.spending import Imputazione, QuotaDiEntrata, imputazioni, totale
from crescere_kit.acts.types import Euro, EuroPositivo, Intero, Riga, SiNo, Testo, TestoLungo

VINCOLI = {
    "nessuno": "libera",
    "trasferimento": "vincolata da trasferimento",
    "prestito": "vincolata da prestito",
    "legge": "vincolata per legge",
}


class SpesaPrevista(Riga):
    """What the works or the services will cost in a year: a grant on statement is due as they are done."""

    anno: Intero = Field(title="Anno")
    descrizione: Testo = Field("", title="Che cosa si fa")
    importo: EuroPositivo = Field(title="Spesa esigibile nell'anno, coperta dal contributo")


class AnnoDelCronoprogramma(Riga):
    """A year of the timetable: what is spent beside what is booked as revenue."""

    anno: Intero
    spesa: Euro
    accertato: Euro
    differenza: Euro


class DeterminaAccertamento(Determinazione):
    """The data of the act (art. 179 TUEL; princ. 4/2 §3)."""

    codice = "det_accertamento"

    ragione: TestoLungo | None = campo("U", "Ragione del credito", passo="Entrata", norma="tuel:179")
    titolo_giuridico: TestoLungo | None = campo(
        "U", "Titolo giuridico", passo="Entrata", aiuto="Il documento da cui nasce il credito."
    )
    debitore: Testo | None = campo("X", "Debitore", passo="Entrata", privacy=PSEUDONIMO)
    importo: EuroPositivo | None = campo("U", "Importo", passo="Entrata")
    quote: list[QuotaDiEntrata] = campo(
        "U", "Scadenze e capitoli", passo="Entrata", predefinito=list, stampa=False
    )
    vincolo: Testo = campo(
        "U", "Vincolo", passo="Entrata", predefinito="nessuno", scelte=VINCOLI, stampa=False
    )
    capitolo_spesa: Testo | None = campo(
        "B", "Capitolo di spesa che finanzia", passo="Entrata", obbligatorio=False
    )
    a_rendicontazione: SiNo = campo(
        "U",
        "È un contributo a rendicontazione",
        passo="Entrata",
        predefinito=False,
        obbligatorio=False,
        aiuto="Si incassa dopo aver mostrato la spesa: si accerta negli anni in cui la spesa è esigibile.",
    )
    cronoprogramma: list[SpesaPrevista] = campo(
        "U",
        "Cronoprogramma della spesa",
        passo="Entrata",
        obbligatorio=False,
        predefinito=list,
        stampa=False,
    )
    per_cassa: SiNo = campo(
        "U",
        "Entrata che si accerta per cassa",
        passo="Entrata",
        predefinito=False,
        obbligatorio=False,
        stampa=False,
    )
    riscossa: SiNo = campo(
        "U", "È già riscossa", passo="Entrata", predefinito=False, obbligatorio=False, stampa=False
    )
    dubbia_esigibilita: SiNo = campo(
        "U",
        "È un'entrata per cui si accantona il FCDE",
        passo="Entrata",
        predefinito=False,
        obbligatorio=False,
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Accertamento di entrata: {(self.ragione or '____')[:200]}"

    @calcolato("D", "Vincolo")
    def vincolo_in_parole(self) -> Testo:
        """Se l'entrata è libera o a che cosa è vincolata."""
        return VINCOLI[self.vincolo]

    @calcolato("D", "Imputazioni", serve="quote")
    def imputazioni(self) -> list[Imputazione]:
        """Ogni quota nell'anno in cui diventa esigibile, con quanto resta dello stanziamento."""
        return imputazioni(self.quote)

    @calcolato("D", "Cronoprogramma", serve="quote cronoprogramma")
    def anni(self) -> list[AnnoDelCronoprogramma]:
        """Per ogni anno la spesa che il contributo copre, quanto si accerta e la differenza."""
        quali = {una.anno for una in self.cronoprogramma} | {una.esigibile_dal.year for una in self.quote}
        return [self._del(anno) for anno in sorted(quali)]

    def _del(self, anno: int) -> AnnoDelCronoprogramma:
        spesa = somma(una.importo for una in self.cronoprogramma if una.anno == anno)
        accertato = somma(una.importo for una in self.quote if una.esigibile_dal.year == anno)
        return AnnoDelCronoprogramma(
            anno=anno, spesa=spesa, accertato=accertato, differenza=accertato - spesa
        )

    @calcolato("D", "Totale imputato", serve="quote")
    def totale(self) -> EuroPositivo:
        """Somma delle quote."""
        return totale(self.quote)


@controllo("AC-01", "tuel:179", campo="quote")
def quadra(atto: DeterminaAccertamento) -> Iterator[Trovato]:
    """Le imputazioni sommano l'importo."""
    if atto.importo is not None and atto.totale is not None and atto.totale != atto.importo:
        yield Violazione(
            f"Le imputazioni sommano {in_euro(atto.totale)}, l'importo è {in_euro(atto.importo)}.",
            numeri={"imputazioni": atto.totale, "importo": atto.importo},
        )


@controllo("AC-05", "tuel:179", campo="cronoprogramma")
def come_la_spesa(atto: DeterminaAccertamento) -> Iterator[Trovato]:
    """Un contributo a rendicontazione si accerta, anno per anno, per quanto la spesa è esigibile."""
    if not atto.a_rendicontazione:
        return
    if not atto.cronoprogramma:
        yield Violazione("Il contributo è a rendicontazione e manca il cronoprogramma della spesa.")
    for uno in atto.anni or ():
        if uno.differenza:
            yield Violazione(
                f"Nel {uno.anno} si accertano {in_euro(uno.accertato)} e la spesa del cronoprogramma è "
                f"{in_euro(uno.spesa)}.",
                numeri={"accertato": uno.accertato, "spesa": uno.spesa},
            )


@controllo("AC-02", "tuel:179", campo="capitolo_spesa")
def spesa_del_vincolo(atto: DeterminaAccertamento) -> Iterator[Trovato]:
    """Un'entrata vincolata ha il capitolo della spesa che finanzia."""
    if atto.vincolo != "nessuno" and not atto.capitolo_spesa:
        yield Violazione("L'entrata è vincolata e manca il capitolo della spesa che finanzia.")


@controllo("AC-03", "tuel:179", gravita=AVVISA, campo="per_cassa")
def non_prima_dell_incasso(atto: DeterminaAccertamento) -> Iterator[Trovato]:
    """Un'entrata che si accerta per cassa è già riscossa."""
    if atto.per_cassa and not atto.riscossa:
        yield Violazione("L'entrata si accerta per cassa e non è ancora riscossa.")


@controllo("AC-04", "tuel:175:1", gravita=AVVISA, campo="quote")
def maggiore_entrata(atto: DeterminaAccertamento) -> Iterator[Trovato]:
    """L'accertamento sta nello stanziamento; se lo supera, il bilancio si può variare."""
    for una in atto.imputazioni or ():
        if una.dopo is not None and una.dopo < 0:
            yield Violazione(
                f"Sul capitolo {una.capitolo or una.codice} si accertano {in_euro(-una.dopo)} più dello "
                "stanziamento: è una maggiore entrata."
            )


ATTO = Definizione(
    DeterminaAccertamento,
    (quadra, come_la_spesa, spesa_del_vincolo, non_prima_dell_incasso, maggiore_entrata),
)
