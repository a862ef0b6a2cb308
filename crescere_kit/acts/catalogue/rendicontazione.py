"""Rendicontazione of a project of cohesion or PNRR: determina, claim, attestations from the same data."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Determinazione
from crescere_kit.acts.checks import AVVISA, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.grants import (
    ATTESTAZIONI,
    Attestazione,
    AttestazioneStampata,
    Indicatore,
    Progetto,
    SpesaRendicontata,
    VoceAggiornata,
    VoceQuadro,
    quadro_aggiornato,
)
from crescere_kit.acts.types import (
    Euro,
    EuroPositivo,
    Intero,
    Percento,
    Persona,
    Testo,
    TestoLungo,
    arrotonda,
)

TIPI = {"intermedio": "pagamento intermedio", "saldo": "saldo finale"}


class Rendicontazione(Determinazione):
    """The data of the act (reg. UE 2021/1060, artt. 63-64, 74, 82; l. 3/2003, art. 11)."""

    codice = "rendicontazione"

    progetto: Progetto | None = campo("X", "Progetto", passo="Progetto", norma="reg2021-1060:63")
    tipo: Testo = campo(
        "U", "Tipo di domanda", passo="Progetto", predefinito="intermedio", scelte=TIPI, stampa=False
    )
    rendiconto_numero: Intero | None = campo("U", "Numero del rendiconto", passo="Progetto", ge=1)
    quadro: list[VoceQuadro] = campo("U", "Quadro economico", passo="Quadro", predefinito=list, stampa=False)
    spese: list[SpesaRendicontata] = campo("X", "Spese", passo="Spese", predefinito=list)
    indicatori: list[Indicatore] = campo(
        "U", "Indicatori", passo="Progetto", obbligatorio=False, predefinito=list
    )
    attestazioni: list[Attestazione] = campo(
        "U", "Attestazioni", passo="Attestazioni", predefinito=list, stampa=False
    )
    dichiarante: Persona | None = campo("A", "Chi firma la domanda", passo="Attestazioni")
    accertamento: Testo | None = campo(
        "B", "Accertamento del contributo", passo="Progetto", obbligatorio=False
    )
    residuo_accertamento: EuroPositivo | None = campo(
        "B", "Resta da incassare sull'accertamento", passo="Progetto", obbligatorio=False
    )
    relazione: TestoLungo | None = campo("U", "Relazione di avanzamento", passo="Progetto")
    soglia_avanzamento: Percento | None = campo(
        "L",
        "Avanzamento chiesto per il prossimo pagamento (%)",
        passo="Progetto",
        obbligatorio=False,
        stampa=False,
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        titolo = self.progetto.titolo if self.progetto else "____"
        return f"Rendiconto n. {self.rendiconto_numero or '__'} e domanda di rimborso: {titolo[:180]}"

    @calcolato("D", "Tipo di domanda")
    def tipo_in_parole(self) -> Testo:
        """Pagamento intermedio o saldo."""
        return TIPI[self.tipo]

    @calcolato("D", "Quadro economico aggiornato", serve="quadro")
    def quadro_dopo(self) -> list[VoceAggiornata]:
        """Per ogni voce l'approvato, il rimodulato, lo speso con questo rendiconto e il residuo."""
        return quadro_aggiornato(self.quadro, self.spese)

    @calcolato("D", "Totale rendicontato", serve="spese")
    def totale(self) -> EuroPositivo:
        """Somma degli importi rendicontati."""
        return somma(una.importo for una in self.spese)

    @calcolato("D", "Totale rendicontato fino a oggi", serve="quadro spese")
    def cumulato(self) -> EuroPositivo:
        """Già rendicontato più il totale di questo rendiconto."""
        return somma(una.gia_rendicontato for una in self.quadro) + self.totale

    @calcolato("D", "Avanzamento", serve="progetto quadro spese")
    def avanzamento(self) -> Percento | None:
        """Totale rendicontato fino a oggi sul costo ammesso."""
        if not self.progetto.costo_ammesso:
            return None
        return arrotonda(Decimal(100) * self.cumulato / self.progetto.costo_ammesso)

    @calcolato("D", "Tasso di contributo", serve="progetto")
    def tasso(self) -> Percento | None:
        """Contributo sul costo ammesso."""
        costo = self.progetto.costo_ammesso
        return arrotonda(Decimal(100) * self.progetto.contributo / costo) if costo else None

    @calcolato("D", "Importo richiesto", serve="progetto spese")
    def richiesto(self) -> Euro | None:
        """Totale rendicontato per il tasso di contributo, meno gli anticipi da scalare."""
        uno = self.progetto
        if not uno.costo_ammesso:
            return None
        return arrotonda(self.totale * uno.contributo / uno.costo_ammesso) - uno.anticipi_da_recuperare

    @calcolato("D", "Attestazioni", serve="attestazioni")
    def attestate(self) -> list[AttestazioneStampata]:
        """Ciò che l'ente attesta."""
        return [AttestazioneStampata(testo=ATTESTAZIONI[una.codice]) for una in self.attestazioni if una.vera]


@controllo("RC-01", "l3-2003:11", campo="spese")
def stesso_cup(atto: Rendicontazione) -> Iterator[Trovato]:
    """Ogni fattura e ogni mandato portano il CUP del progetto."""
    for posto, una in enumerate(atto.spese):
        if atto.progetto is not None and una.cup != atto.progetto.cup:
            yield Violazione(
                f"La spesa {posto + 1} ({una.fornitore}) ha CUP {una.cup or 'assente'}, il progetto "
                f"{atto.progetto.cup}.",
                f"spese.{posto}.cup",
            )


@controllo("RC-02", "reg2021-1060:63", campo="quadro")
def entro_il_quadro(atto: Rendicontazione) -> Iterator[Trovato]:
    """Le spese di ogni voce stanno nel quadro economico, e ogni spesa ha la sua voce."""
    for una in atto.quadro_dopo or ():
        if una.residuo < 0:
            yield Violazione(
                f"Voce «{una.voce}»: spesi {in_euro(una.speso)} su {in_euro(una.rimodulato)}.",
                numeri={"speso": una.speso, "quadro": una.rimodulato},
            )
    voci = {una.voce for una in atto.quadro}
    for posto, una in enumerate(atto.spese):
        if una.voce not in voci:
            yield Violazione(f"La voce «{una.voce}» non è nel quadro economico.", f"spese.{posto}.voce")


@controllo("RC-03", "reg2021-1060:63", campo="spese")
def nel_periodo(atto: Rendicontazione) -> Iterator[Trovato]:
    """Ogni pagamento è nel periodo di ammissibilità."""
    uno = atto.progetto
    for posto, una in enumerate(atto.spese):
        if uno is None or una.quietanza is None:
            continue
        if not uno.ammissibile_dal <= una.quietanza <= uno.ammissibile_al:
            yield Violazione(
                f"La spesa {posto + 1} è pagata il {una.quietanza:%d/%m/%Y}, fuori dal periodo ammissibile.",
                f"spese.{posto}.quietanza",
            )


@controllo("RC-04", "reg2021-1060:63", campo="spese")
def una_volta_sola(atto: Rendicontazione) -> Iterator[Trovato]:
    """Nessuna fattura è rendicontata due volte."""
    viste: set[str] = set()
    for posto, una in enumerate(atto.spese):
        if una.gia_rendicontata or (una.sdi and una.sdi in viste):
            yield Violazione(f"La fattura {una.fattura} è già rendicontata.", f"spese.{posto}.sdi")
        viste.add(una.sdi)


@controllo("RC-05", "reg2021-1060:64", campo="spese")
def iva_ammissibile(atto: Rendicontazione) -> Iterator[Trovato]:
    """L'IVA si rendiconta solo se non è recuperabile, e non si rendiconta più di quanto è speso."""
    for posto, una in enumerate(atto.spese):
        massimo = una.imponibile + (0 if una.iva_recuperabile else una.iva)
        if una.importo > massimo:
            yield Violazione(
                f"La spesa {posto + 1} rendiconta {in_euro(una.importo)}: se ne possono rendicontare "
                f"{in_euro(massimo)}.",
                f"spese.{posto}.importo",
            )


@controllo("RC-06", "reg2021-1060:63", campo="progetto")
def entro_il_contributo(atto: Rendicontazione) -> Iterator[Trovato]:
    """L'importo richiesto sta nel contributo non ancora ricevuto."""
    if atto.richiesto is None:
        return
    resta = atto.progetto.contributo - atto.progetto.gia_ricevuto
    if atto.richiesto > resta:
        yield Violazione(f"Si chiedono {in_euro(atto.richiesto)} e del contributo restano {in_euro(resta)}.")
    if atto.richiesto < 0:
        yield Violazione("Gli anticipi da scalare superano quanto si può chiedere.")


@controllo("RC-07", "reg2021-1060:63", campo="spese")
def spese_documentate(atto: Rendicontazione) -> Iterator[Trovato]:
    """Ogni spesa ha fattura, determinazione, mandato e quietanza."""
    documenti = {
        "fattura": "la fattura",
        "determina": "la determinazione",
        "mandato": "il mandato",
        "quietanza": "la quietanza",
    }
    for posto, una in enumerate(atto.spese):
        for nome, parole in documenti.items():
            if not getattr(una, nome):
                yield Violazione(f"Della spesa {posto + 1} manca {parole}.", f"spese.{posto}.{nome}")


@controllo("RC-09", "dpr445-2000:75", "dpr445-2000:76", campo="attestazioni")
def tutto_attestato(atto: Rendicontazione) -> Iterator[Trovato]:
    """Tutte le attestazioni sono date; un «no» ferma la domanda."""
    date = {una.codice: una.vera for una in atto.attestazioni}
    for codice, parole in ATTESTAZIONI.items():
        if codice not in date:
            yield Violazione(f"Manca l'attestazione: {parole}.")
        elif not date[codice]:
            yield Violazione(f"Non si attesta che {parole}: la domanda non si può presentare.")


@controllo("RC-08", "reg2021-1060:74", gravita=AVVISA, campo="soglia_avanzamento")
def avanzamento_raggiunto(atto: Rendicontazione) -> Iterator[Trovato]:
    """L'avanzamento basta per il prossimo pagamento."""
    if None not in (atto.soglia_avanzamento, atto.avanzamento) and atto.avanzamento < atto.soglia_avanzamento:
        yield Violazione(
            f"L'avanzamento è il {atto.avanzamento} %: il prossimo pagamento ne chiede il "
            f"{atto.soglia_avanzamento} %."
        )


ATTO = Definizione(
    Rendicontazione,
    (
        stesso_cup,
        entro_il_quadro,
        nel_periodo,
        una_volta_sola,
        iva_ammissibile,
        entro_il_contributo,
        spese_documentate,
        tutto_attestato,
        avanzamento_raggiunto,
    ),
)
