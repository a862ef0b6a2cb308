"""Ripiano del disavanzo di amministrazione: the consiglio says in which years and with what it is covered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pandas as pd

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.programmes.quotas import (
    MEZZI,
    ORIGINI,
    VIETATI,
    Copertura,
    Misura,
    OrigineDelDisavanzo,
    Quota,
    QuotaStampata,
)
from crescere_kit.acts.programmes.stated import con_dichiarati, del_bilancio, del_modulo
from crescere_kit.acts.types import Anno, Euro, EuroPositivo, Giorno, Intero, Riferimento, TestoLungo
from crescere_kit.indicators.prfp import anni_utili


class RipianoDisavanzo(Delibera):
    """The data of the act (art. 188 TUEL, art. 42 d.lgs. 118/2011)."""

    codice = "ripiano_disavanzo"
    organo = "consiglio"

    ref_rendiconto: Riferimento | None = campo("A", "Delibera che approva il rendiconto", norma="tuel:227")
    ref_bilancio: Riferimento | None = campo(
        "A", "Delibera che approva il bilancio", obbligatorio=False, norma="tuel:174"
    )
    cause: TestoLungo | None = campo("U", "Cause del disavanzo", norma="tuel:188")
    origini: list[OrigineDelDisavanzo] = campo(
        "U",
        "Quote del disavanzo con un piano proprio",
        obbligatorio=False,
        predefinito=list,
        stampa=False,
        aiuto="Ciò che resta è disavanzo ordinario, da ripianare con questo atto.",
    )
    quote: list[Quota] = campo("U", "Quote annue", passo="Piano", predefinito=list, stampa=False)
    misure: list[Misura] = campo("U", "Misure del piano di rientro", passo="Piano", predefinito=list)

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Ripiano del disavanzo di amministrazione al 31 dicembre {self.anno_rendiconto or '____'}"

    @calcolato("R", "Anno del rendiconto")
    def anno_rendiconto(self) -> Anno | None:
        """L'ultimo rendiconto caricato prima dell'anno dell'atto."""
        return self.fatti.ultimo_rendiconto()

    @calcolato("R", "Disavanzo di amministrazione", serve="anno_rendiconto", norma="tuel:188")
    def disavanzo(self) -> EuroPositivo | None:
        """La parte disponibile (lettera E) del risultato di amministrazione, quando è negativa."""
        disponibile = self.fatti.indicatore("RA_E", self.anno_rendiconto)
        return None if disponibile is None else max(-disponibile, Decimal("0.00"))

    @calcolato("D", "Disavanzo con un piano proprio")
    def disavanzo_altre_origini(self) -> EuroPositivo:
        """Somma delle quote che seguono una legge e un piano propri."""
        return somma(una.importo for una in self.origini)

    @calcolato("D", "Disavanzo ordinario da ripianare", serve="disavanzo")
    def disavanzo_ordinario(self) -> Euro:
        """Disavanzo di amministrazione meno le quote con un piano proprio."""
        return self.disavanzo - self.disavanzo_altre_origini

    @calcolato("D", "Origini in parole")
    def origini_stampate(self) -> list[Copertura]:
        """Le origini del disavanzo con il loro nome."""
        return [
            Copertura.model_construct(mezzo=ORIGINI[una.origine], importo=una.importo, descrizione=una.atto)
            for una in self.origini
        ]

    @calcolato("D", "Anni entro cui ripianare", serve="anno_rendiconto", norma="tuel:188")
    def anni_massimi(self) -> Intero | None:
        """Gli anni del bilancio, o meno se il mandato del sindaco finisce prima."""
        fine = self.fatti.anagrafica.ente.fine_mandato
        valori = {del_modulo("ente", "fine_mandato"): None if fine is None else int(f"{fine:%Y%m%d}")}
        conti = con_dichiarati(self.fatti, self.anno_rendiconto, valori).conti
        anni = anni_utili(conti).loc[(self.fatti.istat, self.anno_rendiconto)]
        return None if pd.isna(anni) else int(anni)

    @calcolato("D", "Ultimo anno del ripiano", serve="anni_massimi")
    def ultimo_anno(self) -> Intero:
        """Anno del rendiconto più gli anni entro cui ripianare."""
        return self.anno_rendiconto + self.anni_massimi

    @calcolato("B", "Piano delle quote", serve="quote")
    def piano(self) -> list[QuotaStampata]:
        """Per ogni anno la quota, la copertura, l'effetto delle misure, il disavanzo iscritto in bilancio e
        l'equilibrio di parte corrente con la quota iscritta.
        """
        return [
            QuotaStampata(
                anno=una.anno,
                importo=una.importo,
                mezzi=[f"{MEZZI[uno.mezzo]} ({in_euro(uno.importo)})" for uno in una.copertura],
                misure=somma(uno.importo for uno in self.misure if uno.anno == una.anno),
                iscritta=self._iscritta(una),
                equilibrio=self._equilibrio(una),
            )
            for una in self.quote
        ]

    @calcolato("D", "Totale delle quote", serve="quote")
    def totale_quote(self) -> EuroPositivo:
        """Somma delle quote annue."""
        return somma(una.importo for una in self.quote)

    @calcolato("D", "Totale delle misure", serve="misure")
    def totale_misure(self) -> EuroPositivo:
        """Somma degli effetti attesi delle misure."""
        return somma(una.importo for una in self.misure)

    @calcolato("L", "Prima relazione del Sindaco", serve="seduta_data", norma="tuel:188")
    def prima_relazione(self) -> Giorno:
        """Il primo termine semestrale della relazione al Consiglio dopo la seduta."""
        termini: list[date] = [
            rules.termine(codice, anno)
            for anno in (self.anno_esercizio, self.anno_esercizio + 1)
            for codice in ("relazione_rientro", "relazione_rientro_2")
        ]
        return min(uno for uno in termini if uno > self.giorno)

    def _iscritta(self, una: Quota) -> Decimal | None:
        del_prospetto = self.fatti.previsto("equilibri_previsti", "AA", una.anno)
        return una.iscritta if del_prospetto is None else del_prospetto

    def _equilibrio(self, una: Quota) -> Decimal | None:
        primo = self.fatti.anno_del_bilancio()
        passo = una.anno - primo + 1
        if passo not in (1, 2, 3):
            return None
        voce = del_bilancio("equilibri_previsti", "AA", f"competenza_{passo}")
        return con_dichiarati(self.fatti, primo, {voce: una.importo}).indicatore(f"PREV_O_{passo}", primo)


@controllo("RD-01", "tuel:188", campo="quote")
def quote_pari_al_disavanzo(atto: RipianoDisavanzo) -> Iterator[Trovato]:
    """La somma delle quote è pari al disavanzo ordinario da ripianare."""
    if atto.disavanzo_ordinario is None:
        yield Ignoto("Il disavanzo non si calcola: manca il rendiconto.")
    elif atto.quote and atto.totale_quote != atto.disavanzo_ordinario:
        yield Violazione(
            f"Le quote sommano {in_euro(atto.totale_quote)}, il disavanzo ordinario da ripianare è "
            f"{in_euro(atto.disavanzo_ordinario)}: la differenza è "
            f"{in_euro(atto.totale_quote - atto.disavanzo_ordinario)}.",
            numeri={"quote": atto.totale_quote, "disavanzo": atto.disavanzo_ordinario},
        )


@controllo("RD-02", "tuel:188", campo="quote")
def entro_il_mandato(atto: RipianoDisavanzo) -> Iterator[Trovato]:
    """L'ultima quota cade negli anni del bilancio e non oltre la consiliatura."""
    if not atto.quote:
        return
    if atto.ultimo_anno is None:
        yield Ignoto("Non si sa entro quando ripianare: l'anagrafica non dice quando finisce il mandato.")
    for posto, una in enumerate(atto.quote):
        if atto.ultimo_anno is not None and not atto.anno_rendiconto < una.anno <= atto.ultimo_anno:
            yield Violazione(
                f"La quota del {una.anno} è fuori dal ripiano, che va dal {atto.anno_rendiconto + 1} al "
                f"{atto.ultimo_anno}.",
                f"quote.{posto}.anno",
            )


@controllo("RD-03", "tuel:188", "dlgs118-2011:42", campo="quote")
def quote_iscritte(atto: RipianoDisavanzo) -> Iterator[Trovato]:
    """Ogni quota è iscritta nel bilancio, prima voce della spesa dell'anno."""
    for posto, una in enumerate(atto.piano or ()):
        if una.iscritta is None:
            yield Ignoto(
                f"Il bilancio caricato non dice quanto disavanzo è iscritto nel {una.anno}: indicarlo.",
                f"quote.{posto}.iscritta",
            )
        elif una.iscritta < una.importo:
            yield Violazione(
                f"Nel {una.anno} il disavanzo iscritto in bilancio è {in_euro(una.iscritta)}, la quota "
                f"{in_euro(una.importo)}: va iscritta tutta.",
                f"quote.{posto}.iscritta",
            )


@controllo("RD-04", "tuel:188", campo="quote")
def copertura_ammessa(atto: RipianoDisavanzo) -> Iterator[Trovato]:
    """Ogni quota è coperta per intero, mai con prestiti né con entrate a destinazione vincolata."""
    for posto, una in enumerate(atto.quote):
        dove = f"quote.{posto}.copertura"
        coperta = somma(uno.importo for uno in una.copertura)
        if coperta != una.importo:
            yield Violazione(
                f"La copertura della quota del {una.anno} è {in_euro(coperta)}, la quota "
                f"{in_euro(una.importo)}.",
                dove,
            )
        for uno in una.copertura:
            if uno.mezzo in VIETATI:
                yield Violazione(
                    f"La quota del {una.anno} è coperta con {MEZZI[uno.mezzo]}: il disavanzo non si ripiana "
                    "così.",
                    dove,
                )


@controllo("RD-05", "tuel:188", gravita=AVVISA, campo="quote")
def quota_non_recuperata(atto: RipianoDisavanzo) -> Iterator[Trovato]:
    """La quota dell'ultimo anno chiuso è stata recuperata: se no, si aggiunge a quella dell'anno in corso."""
    if atto.anno_rendiconto is None:
        return
    mancata = atto.fatti.indicatore("RECUPERO", atto.anno_rendiconto)
    if mancata is not None and mancata < 0:
        yield Violazione(
            f"Nel {atto.anno_rendiconto} non sono stati recuperati {in_euro(-mancata)}: si aggiungono alla "
            "quota dell'anno in corso."
        )


@controllo("RD-06", "tuel:188", "tuel:243-bis", gravita=AVVISA, campo="quote")
def forse_serve_il_riequilibrio(atto: RipianoDisavanzo) -> Iterator[Trovato]:
    """Il disavanzo a carico dell'anno resta sotto la soglia del parametro deficitario P5: oltre, va valutato
    il riequilibrio pluriennale.
    """
    trovato = atto.fatti.valore_di("P5", atto.anno_rendiconto) if atto.anno_rendiconto else None
    if trovato is None or trovato.valore is None or trovato.limite is None:
        yield Ignoto("Il parametro P5 (disavanzo sulle entrate correnti) non si calcola.")
    elif trovato.valore > trovato.limite:
        yield Violazione(
            f"Il disavanzo a carico del {atto.anno_rendiconto} è {trovato.testo} delle entrate correnti, "
            "oltre la soglia del parametro P5: valutare se serve il riequilibrio finanziario pluriennale "
            "(art. 243-bis TUEL)."
        )


ATTO = Definizione(
    RipianoDisavanzo,
    (
        quote_pari_al_disavanzo,
        entro_il_mandato,
        quote_iscritte,
        copertura_ammessa,
        quota_non_recuperata,
        forse_serve_il_riequilibrio,
    ),
)
