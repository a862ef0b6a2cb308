"""Piano annuale dei flussi di cassa: what comes in and goes out in each quarter, from what SIOPE has seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pydantic import Field

from crescere_kit import rules
from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.cash import ENTRATE, SPESE, TRIMESTRI, quote_storiche, ripartisci
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import Euro, EuroPositivo, Intero, Riga, Testo, TestoLungo

_LATI = {ENTRATE: "incassi", SPESE: "pagamenti"}
_TITOLI = {ENTRATE: TITOLI_ENTRATE, SPESE: TITOLI_SPESE}


def _scelta(titolo: str, voci: dict[str, str]) -> Testo:
    return Field(
        title=titolo,
        pattern=f"^({'|'.join(voci)})$",
        json_schema_extra={"x-tipo": "scelta", "x-scelte": list(voci), "x-nomi": voci},
    )


class Flusso(Riga):
    """A quarter of a titolo as the responsabile sees it, and why it is not what SIOPE suggests."""

    lato: Testo = _scelta("Parte", _LATI)
    titolo: Testo = Field(title="Titolo", pattern="^[1-79]$")
    trimestre: Intero = Field(title="Trimestre", ge=1, le=4)
    importo: EuroPositivo = Field(title="Importo previsto")
    motivo: TestoLungo = Field("", title="Motivo")


class Stanziamento(Riga):
    """The cash budget of a titolo, where the budget that is loaded does not say it."""

    lato: Testo = _scelta("Parte", _LATI)
    titolo: Testo = Field(title="Titolo", pattern="^[1-79]$")
    importo: EuroPositivo = Field(title="Stanziamento di cassa")


class Consuntivo(Riga):
    """What happened in a quarter that is over."""

    trimestre: Intero = Field(title="Trimestre", ge=1, le=4)
    incassi: EuroPositivo = Field(title="Incassi")
    pagamenti: EuroPositivo = Field(title="Pagamenti")


class RigaFlussi(Riga):
    """A titolo in the plan, quarter by quarter."""

    lato: Testo
    titolo: Testo
    stanziamento: Euro
    trim_1: Euro
    trim_2: Euro
    trim_3: Euro
    trim_4: Euro
    totale: Euro

    @property
    def trimestri(self) -> tuple[Decimal, ...]:
        """The four quarters."""
        return (self.trim_1, self.trim_2, self.trim_3, self.trim_4)


class Saldo(Riga):
    """The cash at the end of a quarter."""

    trimestre: Intero
    incassi: Euro
    pagamenti: Euro
    saldo: Euro


class Scostamento(Riga):
    """What a quarter that is over was, against the plan."""

    trimestre: Intero
    previsto: Euro
    avvenuto: Euro
    differenza: Euro


class PianoFlussi(Delibera):
    """The data of the act (d.l. 155/2024, art. 6)."""

    codice = "piano_flussi_cassa"
    organo = "giunta"

    fondo_iniziale: EuroPositivo | None = campo(
        "T",
        "Fondo di cassa al 1° gennaio",
        passo="Cassa",
        obbligatorio=False,
        stampa=False,
        aiuto="Solo se il rendiconto dell'anno prima non è ancora caricato.",
    )
    vincolata: EuroPositivo | None = campo(
        "T", "Di cui vincolata", passo="Cassa", obbligatorio=False, norma="tuel:180:3"
    )
    stanziamenti: list[Stanziamento] = campo(
        "X", "Stanziamenti di cassa", passo="Cassa", obbligatorio=False, predefinito=list, stampa=False
    )
    aggiustamenti: list[Flusso] = campo(
        "U",
        "Trimestri corretti dal responsabile",
        passo="Flussi",
        obbligatorio=False,
        predefinito=list,
        stampa=False,
    )
    consuntivi: list[Consuntivo] = campo(
        "T",
        "Trimestri già passati",
        passo="Flussi",
        obbligatorio=False,
        predefinito=list,
        stampa=False,
    )
    stock_debiti: EuroPositivo | None = campo(
        "X", "Debito commerciale scaduto", passo="Cassa", obbligatorio=False, aiuto="Dalla PCC."
    )
    misure: TestoLungo | None = campo(
        "U", "Misure se un saldo è negativo", passo="Flussi", obbligatorio=False
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Piano annuale dei flussi di cassa {self.anno}"

    @calcolato("T", "Fondo di cassa iniziale")
    def fondo(self) -> Euro | None:
        """Fondo di cassa al 31 dicembre dell'anno prima, dal rendiconto o come lo scrive l'ufficio."""
        if self.fondo_iniziale is not None:
            return self.fondo_iniziale
        return self.fatti.rendiconto("risultato", "fondo_cassa", "importo", self.anno_esercizio - 1)

    @calcolato("D", "Flussi per titolo")
    def flussi(self) -> list[RigaFlussi]:
        """Stanziamento di cassa di ogni titolo per la quota di ciascun trimestre nel penultimo anno (SIOPE),
        con le correzioni del responsabile.
        """
        righe = (self._flusso(lato, titolo) for lato, titoli in _TITOLI.items() for titolo in titoli)
        return [una for una in righe if una is not None]

    def _flusso(self, lato: str, titolo: str) -> RigaFlussi | None:
        stanziato = self.stanziamento_di(lato, titolo)
        if not stanziato:
            return None
        quote = quote_storiche(self.fatti, lato, titolo, self.anno_esercizio - 2)
        proposti = ripartisci(stanziato, quote or [Decimal("0.25")] * len(TRIMESTRI))
        corretti = {
            uno.trimestre: uno.importo
            for uno in self.aggiustamenti
            if (uno.lato, uno.titolo) == (lato, titolo)
        }
        parti = [corretti.get(numero, proposti[numero - 1]) for numero in TRIMESTRI]
        return RigaFlussi(
            lato=_LATI[lato],
            titolo=titolo,
            stanziamento=stanziato,
            **{f"trim_{numero}": parti[numero - 1] for numero in TRIMESTRI},
            totale=sum(parti, Decimal(0)),
        )

    def stanziamento_di(self, lato: str, titolo: str) -> Decimal | None:
        """Return the cash budget of a titolo: as written, else from the bilancio."""
        scritto = next(
            (uno.importo for uno in self.stanziamenti if (uno.lato, uno.titolo) == (lato, titolo)), None
        )
        letto = self.fatti.previsto(lato, titolo, self.anno_esercizio, cassa=True)
        return letto if scritto is None else scritto

    @calcolato("D", "Saldi progressivi")
    def saldi(self) -> list[Saldo]:
        """Saldo del trimestre prima più incassi meno pagamenti del trimestre."""
        if self.fondo is None:
            return []
        righe, saldo = [], self.fondo
        for numero in TRIMESTRI:
            incassi, pagamenti = (self._del_trimestre(nome, numero) for nome in _LATI.values())
            saldo = saldo + incassi - pagamenti
            righe.append(Saldo(trimestre=numero, incassi=incassi, pagamenti=pagamenti, saldo=saldo))
        return righe

    def _del_trimestre(self, nome: str, numero: int) -> Decimal:
        return somma(una.trimestri[numero - 1] for una in self.flussi if una.lato == nome)

    @calcolato("D", "Fabbisogno massimo di liquidità")
    def fabbisogno(self) -> Euro | None:
        """Quanto manca alla cassa nel trimestre peggiore; zero se nessun saldo è negativo."""
        if not self.saldi:
            return None
        return max(-min(uno.saldo for uno in self.saldi), Decimal("0.00"))

    @calcolato("D", "Limite dell'anticipazione", norma="tuel:222", stampa=False)
    def limite_anticipazione(self) -> Euro | None:
        """Il massimo dell'anticipazione di tesoreria dell'anno."""
        return self.fatti.indicatore("ANT_MASSIMO", self.anno_esercizio)

    @calcolato("D", "Scostamenti dei trimestri passati")
    def scostamenti(self) -> list[Scostamento]:
        """Saldo fra incassi e pagamenti avvenuto, contro quello previsto dal piano."""
        previsti = {uno.trimestre: uno.incassi - uno.pagamenti for uno in self.saldi or ()}
        return [
            Scostamento(
                trimestre=uno.trimestre,
                previsto=previsti[uno.trimestre],
                avvenuto=uno.incassi - uno.pagamenti,
                differenza=uno.incassi - uno.pagamenti - previsti[uno.trimestre],
            )
            for uno in self.consuntivi
            if uno.trimestre in previsti
        ]


@controllo("PF-01", "dl155-2024:6", campo="aggiustamenti")
def entro_gli_stanziamenti(atto: PianoFlussi) -> Iterator[Trovato]:
    """La somma dei trimestri di ogni titolo non supera lo stanziamento di cassa."""
    for una in atto.flussi:
        if una.totale > una.stanziamento:
            yield Violazione(
                f"{una.lato.capitalize()}, titolo {una.titolo}: i trimestri sommano {in_euro(una.totale)}, "
                f"lo stanziamento di cassa è {in_euro(una.stanziamento)}.",
                numeri={"trimestri": una.totale, "stanziamento": una.stanziamento},
            )


@controllo("PF-02", "dl155-2024:6", campo="fondo_iniziale")
def saldi_noti(atto: PianoFlussi) -> Iterator[Trovato]:
    """Ogni saldo è quello del trimestre prima più incassi meno pagamenti, a partire dal fondo di cassa."""
    if not atto.flussi:
        yield Ignoto("Gli stanziamenti di cassa non si conoscono: scriverli.", "stanziamenti")
    if atto.fondo is None:
        yield Ignoto("Il fondo di cassa al 1° gennaio non si conosce: scriverlo.")


@controllo("PF-06", "dl155-2024:6", campo="consuntivi")
def aggiornato(atto: PianoFlussi) -> Iterator[Trovato]:
    """Dei trimestri già passati ci sono gli incassi e i pagamenti avvenuti."""
    passati = [n for n in TRIMESTRI if atto.giorno >= _inizio_dopo(atto.anno_esercizio, n)]
    for numero in passati:
        if numero not in {uno.trimestre for uno in atto.consuntivi}:
            yield Violazione(f"Il trimestre {numero} è passato: mancano gli incassi e i pagamenti avvenuti.")


def _inizio_dopo(anno: int, trimestre: int) -> date:
    """Return the first day after a quarter."""
    mese = trimestre * 3 + 1
    return date(anno + mese // 13, (mese - 1) % 12 + 1, 1)


@controllo("PF-03", "tuel:195", "tuel:222", gravita=AVVISA, campo="misure")
def saldi_negativi(atto: PianoFlussi) -> Iterator[Trovato]:
    """Nessun saldo è negativo; se lo è, il piano dice come si copre."""
    for uno in atto.saldi or ():
        if uno.saldo < 0:
            limite = atto.limite_anticipazione
            entro = "" if limite is None else f" (limite dell'anticipazione {in_euro(limite)})"
            yield Violazione(f"A fine trimestre {uno.trimestre} il saldo è {in_euro(uno.saldo)}{entro}.")


@controllo("PF-04", "dl155-2024:6", gravita=AVVISA, campo="aggiustamenti")
def correzioni_motivate(atto: PianoFlussi) -> Iterator[Trovato]:
    """I trimestri corretti di molto rispetto al passato dicono perché."""
    soglia = rules.in_force("delibere", "scostamento_flussi", atto.giorno).valore
    for posto, uno in enumerate(atto.aggiustamenti):
        stanziato = atto.stanziamento_di(uno.lato, uno.titolo)
        quote = quote_storiche(atto.fatti, uno.lato, uno.titolo, atto.anno_esercizio - 2)
        if not stanziato or quote is None or uno.motivo:
            continue
        proposto = stanziato * quote[uno.trimestre - 1]
        if abs(uno.importo - proposto) * 100 > proposto * soglia:
            yield Violazione(
                f"Il trimestre {uno.trimestre} del titolo {uno.titolo} è lontano dal passato, senza motivo.",
                f"aggiustamenti.{posto}.motivo",
            )


ATTO = Definizione(
    PianoFlussi,
    (entro_gli_stanziamenti, saldi_noti, aggiornato, saldi_negativi, correzioni_motivate),
)
