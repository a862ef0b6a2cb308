"""Anticipazione di tesoreria: how much the giunta asks of the treasurer, within what the law allows."""

from __future__ import annotations

from collections.abc import Iterator

from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import Euro, EuroPositivo, Intero, Percento, Riga, SiNo, Testo, arrotonda
from crescere_kit.indicators.anticipazione import dodicesimi

_TITOLI = {
    "1": "Entrate tributarie, contributive e perequative",
    "2": "Trasferimenti correnti",
    "3": "Entrate extratributarie",
}


class EntrataAccertata(Riga):
    """A titolo of current revenue of the year that the limit looks at."""

    titolo: Testo
    nome: Testo
    importo: Euro


class AnticipazioneTesoreria(Delibera):
    """The data of the act (art. 222 and 210 TUEL)."""

    codice = "anticipazione_tesoreria"
    organo = "giunta"

    importo_richiesto: EuroPositivo | None = campo(
        "U", "Anticipazione richiesta", passo="Anticipazione", norma="tuel:222"
    )
    impegno_vincolate: EuroPositivo | None = campo(
        "U",
        "Entrate vincolate in uso per cassa",
        passo="Anticipazione",
        obbligatorio=False,
        norma="tuel:195",
        aiuto="Riducono quanto si può chiedere. Se nessuna, scrivere 0.",
    )
    giorni_utilizzo: Intero | None = campo(
        "T", "Giorni di utilizzo previsti", passo="Anticipazione", obbligatorio=False, stampa=False, ge=0
    )
    stanziamento_entrata: EuroPositivo | None = campo(
        "X",
        "Stanziamento del titolo 7 di entrata",
        passo="Anticipazione",
        obbligatorio=False,
        stampa=False,
        aiuto="Solo se il bilancio caricato non lo dice.",
    )
    stanziamento_spesa: EuroPositivo | None = campo(
        "X",
        "Stanziamento del titolo 5 di spesa",
        passo="Anticipazione",
        obbligatorio=False,
        stampa=False,
        aiuto="Solo se il bilancio caricato non lo dice.",
    )
    rendiconto_approvato: SiNo = campo(
        "U",
        "Il rendiconto del penultimo anno è approvato",
        passo="Anticipazione",
        predefinito=True,
        obbligatorio=False,
        stampa=False,
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Anticipazione di tesoreria per l'esercizio {self.anno}"

    @calcolato("D", "Penultimo anno")
    def anno2(self) -> Intero:
        """L'anno di cui si guardano le entrate accertate."""
        return self.anno_esercizio - 2

    @calcolato("R", "Entrate correnti accertate")
    def entrate(self) -> list[EntrataAccertata]:
        """Accertamenti dei primi tre titoli nel penultimo anno."""
        accertati = {t: self.fatti.rendiconto("entrate", t, "accertamenti", self.anno2) for t in _TITOLI}
        return [
            EntrataAccertata(titolo=titolo, nome=_TITOLI[titolo], importo=importo)
            for titolo, importo in accertati.items()
            if importo is not None
        ]

    @calcolato("R", "Totale delle entrate correnti accertate")
    def base(self) -> Euro | None:
        """Somma degli accertamenti dei primi tre titoli nel penultimo anno."""
        return somma(uno.importo for uno in self.entrate) if len(self.entrate) == len(_TITOLI) else None

    @calcolato("L", "Dodicesimi ammessi", norma="tuel:222")
    def dodicesimi(self) -> Intero | None:
        """I dodicesimi delle entrate correnti che la legge ammette nell'anno."""
        riga = (self.fatti.istat, self.anno_esercizio)
        if riga not in self.fatti.conti.indice:
            return None
        return int(dodicesimi(self.fatti.conti).loc[riga])

    @calcolato("D", "Limite dell'anticipazione", norma="tuel:222")
    def limite(self) -> Euro | None:
        """Entrate correnti del penultimo anno per i dodicesimi ammessi (lo stesso dell'indicatore)."""
        return self.fatti.indicatore("ANT_MASSIMO", self.anno_esercizio)

    @calcolato("D", "Quanto si può chiedere")
    def disponibile(self) -> Euro | None:
        """Limite meno le entrate vincolate in uso per cassa."""
        return None if self.limite is None else self.limite - (self.impegno_vincolate or 0)

    @calcolato("A", "Tasso")
    def tasso(self) -> Percento | None:
        """Il tasso della convenzione di tesoreria."""
        tesoriere = self.fatti.anagrafica.ente.tesoriere
        return None if tesoriere is None else tesoriere.tasso_anticipazione

    @calcolato("A", "Tesoriere")
    def tesoriere(self) -> Testo | None:
        """Chi tiene la cassa dell'ente."""
        tesoriere = self.fatti.anagrafica.ente.tesoriere
        return None if tesoriere is None else tesoriere.denominazione

    @calcolato("D", "Interessi presunti", serve="importo_richiesto giorni_utilizzo")
    def interessi(self) -> Euro | None:
        """Anticipazione richiesta per il tasso della convenzione, per i giorni di utilizzo su 365."""
        if self.tasso is None:
            return None
        return arrotonda(self.importo_richiesto * self.tasso * self.giorni_utilizzo / 36500)

    @calcolato("B", "Stanziamento in entrata")
    def in_entrata(self) -> Euro | None:
        """Stanziamento del titolo 7 di entrata."""
        return self.stanziamento_entrata or self.fatti.previsto("entrate", "7", self.anno_esercizio)

    @calcolato("B", "Stanziamento in spesa")
    def in_spesa(self) -> Euro | None:
        """Stanziamento del titolo 5 di spesa."""
        return self.stanziamento_spesa or self.fatti.previsto("spese", "5", self.anno_esercizio)

    @calcolato("R", "Anticipazione non restituita l'anno prima", stampa=False)
    def non_restituita(self) -> Euro | None:
        """Anticipazione ancora dovuta al 31 dicembre dell'ultimo rendiconto."""
        ultimo = self.fatti.ultimo_rendiconto()
        return None if ultimo is None else self.fatti.indicatore("ANT_RESIDUA", ultimo)


@controllo("AT-01", "tuel:222", "tuel:195", campo="importo_richiesto")
def entro_il_limite(atto: AnticipazioneTesoreria) -> Iterator[Trovato]:
    """L'anticipazione richiesta sta nel limite, tolte le entrate vincolate in uso per cassa."""
    if atto.importo_richiesto is None:
        return
    if atto.disponibile is None:
        yield Ignoto(f"Il limite non si calcola: manca il rendiconto {atto.anno2}.")
    elif atto.importo_richiesto > atto.disponibile:
        yield Violazione(
            f"Si chiedono {in_euro(atto.importo_richiesto)} e se ne possono chiedere "
            f"{in_euro(atto.disponibile)}.",
            numeri={"richiesto": atto.importo_richiesto, "disponibile": atto.disponibile},
        )


@controllo("AT-02", "tuel:222", campo="rendiconto_approvato")
def rendiconto(atto: AnticipazioneTesoreria) -> Iterator[Trovato]:
    """Il rendiconto del penultimo anno è approvato."""
    if not atto.rendiconto_approvato:
        yield Violazione(
            f"Il rendiconto {atto.anno2} non è approvato: il limite va preso dall'ultimo approvato."
        )


@controllo("AT-04", "tuel:162:6", campo="stanziamento_entrata")
def iscritta_in_bilancio(atto: AnticipazioneTesoreria) -> Iterator[Trovato]:
    """L'anticipazione è iscritta nel titolo 7 di entrata e nel titolo 5 di spesa."""
    for nome, importo in (("titolo 7 di entrata", atto.in_entrata), ("titolo 5 di spesa", atto.in_spesa)):
        if importo is None:
            yield Ignoto(f"Lo stanziamento del {nome} non si conosce: scriverlo.")
        elif not importo:
            yield Violazione(f"Il {nome} non ha stanziamento: l'anticipazione va iscritta in bilancio.")


@controllo("AT-03", gravita=AVVISA)
def restituita(atto: AnticipazioneTesoreria) -> Iterator[Trovato]:
    """L'anticipazione dell'anno prima è stata restituita al 31 dicembre."""
    if atto.non_restituita:
        yield Violazione(
            f"Al 31 dicembre restavano da restituire {in_euro(atto.non_restituita)}: la crisi di cassa è "
            "strutturale."
        )


@controllo("AT-05", "tuel:166", gravita=AVVISA)
def riserva_elevata(atto: AnticipazioneTesoreria) -> Iterator[Trovato]:
    """Chi usa anticipazioni ha il fondo di riserva al minimo più alto."""
    minimo = atto.fatti.indicatore("RISERVA_MINIMO_ELEVATO", atto.anno_esercizio)
    quanto = "" if minimo is None else f": {in_euro(minimo)}"
    yield Violazione(f"Con l'anticipazione il fondo di riserva ha il minimo più alto{quanto}.")


ATTO = Definizione(
    AnticipazioneTesoreria, (entro_il_limite, rendiconto, iscritta_in_bilancio, restituita, riserva_elevata)
)
