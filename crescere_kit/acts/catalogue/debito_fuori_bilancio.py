"""Riconoscimento di debiti fuori bilancio (art. 194 TUEL): the consiglio accepts and pays them."""

from __future__ import annotations

from collections.abc import Iterator

from crescere_kit import rules
from crescere_kit.acts import debts
from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.checks import AVVISA, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.debts import Copertura, CoperturaStampata, Debito, DebitoStampato
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import OMESSO, calcolato, campo
from crescere_kit.acts.types import Euro, EuroPositivo, Giorno, Intero, Riferimento, SiNo, Testo, TestoLungo


class DebitoFuoriBilancio(Delibera):
    """The data of the act (art. 194, 193, 191 TUEL; l. 289/2002, art. 23, c. 5)."""

    codice = "debito_fuori_bilancio"
    organo = "consiglio"

    debiti: list[Debito] = campo(
        "U", "Debiti", passo="Debiti", predefinito=list, norma="tuel:194:1", stampa=False
    )
    relazione: TestoLungo | None = campo("U", "Relazione istruttoria", passo="Debiti", privacy=OMESSO)
    albo_verificato: SiNo = campo(
        "U",
        "La versione per l'albo è stata guardata",
        passo="Debiti",
        predefinito=False,
        obbligatorio=False,
        stampa=False,
        norma="gdpr:28",
        aiuto="Serve se un creditore è una persona fisica: nessun nome vi deve restare.",
    )
    coperture: list[Copertura] = campo(
        "U", "Copertura", passo="Copertura", predefinito=list, norma="tuel:193:3", stampa=False
    )
    rate_anni: Intero = campo(
        "U",
        "Anni in cui si paga, compreso quello in corso",
        passo="Copertura",
        predefinito=1,
        ge=1,
        obbligatorio=False,
    )
    accordo_creditori: Riferimento | None = campo(
        "U",
        "Accordo con i creditori sulle rate",
        passo="Copertura",
        obbligatorio=False,
        stampa=False,
    )
    fondo_contenzioso: EuroPositivo | None = campo(
        "B", "Fondo contenzioso disponibile", passo="Copertura", obbligatorio=False, stampa=False
    )
    rendiconto_approvato: SiNo = campo(
        "U",
        "Il rendiconto dell'anno prima è approvato",
        passo="Copertura",
        predefinito=True,
        obbligatorio=False,
        stampa=False,
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        lettere = " e ".join(f"{una})" for una in sorted({uno.lettera for uno in self.debiti}))
        di = f", lett. {lettere}" if lettere else ""
        return f"Riconoscimento di debiti fuori bilancio (art. 194, comma 1{di}, TUEL)"

    @calcolato("D", "Debiti riconosciuti", serve="debiti", norma="tuel:194:1")
    def riconosciuti(self) -> list[DebitoStampato]:
        """Sorte, interessi legali maturati e spese; per la lettera e) solo l'utilità e l'arricchimento, senza
        l'utile d'impresa.
        """
        return debts.stampati(self.debiti, self.giorno)

    @calcolato("D", "Totale riconosciuto", serve="debiti riconosciuti")
    def totale(self) -> EuroPositivo:
        """Somma dei debiti riconosciuti."""
        return somma(uno.riconosciuto for uno in self.riconosciuti)

    @calcolato("D", "Totale non riconoscibile", serve="debiti riconosciuti")
    def escluso(self) -> Euro:
        """Quanto si chiede oltre l'utilità accertata."""
        return somma(uno.escluso for uno in self.riconosciuti)

    @calcolato("D", "Coperture", serve="coperture")
    def finanziamento(self) -> list[CoperturaStampata]:
        """Con che cosa si paga, anno per anno."""
        return debts.coperture_stampate(self.coperture)

    @calcolato("D", "Lettere", serve="debiti")
    def lettere(self) -> Testo:
        """Le lettere dell'art. 194 che ricorrono, in parole."""
        return "; ".join(
            f"{una}) {debts.LETTERE[una]}" for una in sorted({uno.lettera for uno in self.debiti})
        )

    @calcolato("D", "Primo termine di pagamento", serve="debiti riconosciuti")
    def prima_scadenza(self) -> Giorno | None:
        """Il primo dei termini per pagare i titoli esecutivi notificati."""
        return min((uno.scadenza for uno in self.riconosciuti if uno.scadenza), default=None)


@controllo("DF-01", "tuel:194:1", "tuel:193:3", campo="coperture")
def coperti(atto: DebitoFuoriBilancio) -> Iterator[Trovato]:
    """La copertura è pari ai debiti riconosciuti, e ogni voce ha quanto serve."""
    if not atto.coperture:
        return
    yield from debts.non_coperti(atto.totale, atto.coperture)
    ultimo = atto.anno_esercizio + atto.rate_anni - 1
    for posto, una in enumerate(atto.coperture):
        if not atto.anno_esercizio <= una.anno <= ultimo:
            yield Violazione(
                f"Una copertura è del {una.anno}: si paga fra il {atto.anno_esercizio} e il {ultimo}.",
                f"coperture.{posto}.anno",
            )


@controllo("DF-02", "tuel:194:1", campo="coperture")
def mutuo_per_investimenti(atto: DebitoFuoriBilancio) -> Iterator[Trovato]:
    """Con un mutuo si pagano solo debiti di investimento."""
    mutui = somma(una.importo for una in atto.coperture if una.mezzo == "mutuo")
    investimenti = somma(
        stampato.riconosciuto
        for uno, stampato in zip(atto.debiti, atto.riconosciuti or (), strict=False)
        if uno.per_investimento
    )
    if mutui > investimenti:
        yield Violazione(
            f"Il mutuo copre {in_euro(mutui)} e i debiti di investimento sono {in_euro(investimenti)}."
        )


@controllo("DF-03", "tuel:194:1", campo="debiti")
def utilita_provata(atto: DebitoFuoriBilancio) -> Iterator[Trovato]:
    """Della lettera e) è dimostrata e valutata l'utilità per l'ente, senza l'utile d'impresa."""
    for posto, uno in enumerate(atto.debiti):
        if uno.lettera == "e" and (not uno.utilita or uno.valore_utilita is None):
            yield Violazione(
                f"Il debito {posto + 1} è della lettera e): dire quale utilità ha dato e quanto vale.",
                f"debiti.{posto}.utilita",
            )


@controllo("DF-06", "tuel:193:3", campo="rate_anni")
def rate_concordate(atto: DebitoFuoriBilancio) -> Iterator[Trovato]:
    """A rate si paga con l'accordo dei creditori e negli anni che la legge ammette."""
    if atto.rate_anni == 1:
        return
    massimo = rules.in_force("delibere", "anni_rateizzazione", atto.giorno).valore
    if atto.accordo_creditori is None:
        yield Violazione("A rate si paga solo con l'accordo dei creditori: indicarlo.", "accordo_creditori")
    if atto.rate_anni > massimo:
        yield Violazione(f"Le rate sono in {atto.rate_anni} anni: la legge ne ammette {massimo}.")


@controllo("DF-07", "tuel:187:2", campo="rendiconto_approvato")
def avanzo_dopo_il_rendiconto(atto: DebitoFuoriBilancio) -> Iterator[Trovato]:
    """L'avanzo libero si usa dopo l'approvazione del rendiconto."""
    if any(una.mezzo == "avanzo" for una in atto.coperture) and not atto.rendiconto_approvato:
        yield Violazione("Si usa avanzo e il rendiconto dell'anno prima non è approvato.")


@controllo("DF-08", "gdpr:28", campo="albo_verificato")
def creditori_tutelati(atto: DebitoFuoriBilancio) -> Iterator[Trovato]:
    """Se il creditore è una persona fisica l'atto si pubblica nella versione per l'albo, senza il nome."""
    if any(uno.persona_fisica for uno in atto.debiti) and not atto.albo_verificato:
        yield Violazione(
            "Un creditore è una persona fisica: guardare la versione per l'albo, con gli omissis, e dire che "
            "si pubblica quella."
        )


@controllo("DF-05", "tuel:194:1", gravita=AVVISA, campo="debiti")
def pagati_in_tempo(atto: DebitoFuoriBilancio) -> Iterator[Trovato]:
    """I titoli esecutivi si pagano prima che scada il termine dalla notifica."""
    for uno in atto.riconosciuti or ():
        if uno.scadenza is not None and uno.scadenza < atto.giorno:
            yield Violazione(
                f"Il termine per pagare «{uno.titolo[:60]}» è scaduto il {uno.scadenza:%d/%m/%Y}: "
                "sono possibili azioni esecutive."
            )


@controllo("DF-09", "tuel:167", gravita=AVVISA, campo="fondo_contenzioso")
def prima_il_fondo(atto: DebitoFuoriBilancio) -> Iterator[Trovato]:
    """Se c'è un fondo contenzioso si usa prima quello."""
    usato = somma(una.importo for una in atto.coperture if una.mezzo == "fondo")
    altro = somma(una.importo for una in atto.coperture if una.mezzo != "fondo")
    if atto.fondo_contenzioso and altro and usato < atto.fondo_contenzioso:
        yield Violazione(
            f"Il fondo contenzioso ha {in_euro(atto.fondo_contenzioso)} e se ne usano {in_euro(usato)}."
        )


ATTO = Definizione(
    DebitoFuoriBilancio,
    (
        coperti,
        mutuo_per_investimenti,
        utilita_provata,
        rate_concordate,
        avanzo_dopo_il_rendiconto,
        creditori_tutelati,
        pagati_in_tempo,
        prima_il_fondo,
    ),
)
