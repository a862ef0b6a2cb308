"""Determinazione di liquidazione (art. 184 TUEL): what was received is paid, after every check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Determinazione
from crescere_kit.acts.checks import AVVISA, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import OMESSO, calcolato, campo
from crescere_kit.acts.payments import FatturaRicevuta, FatturaStampata, Verifica48bis
from crescere_kit.acts.spending import Beneficiario, Durc, durc_scaduto
from crescere_kit.acts.types import (
    Cig,
    Cup,
    Euro,
    EuroPositivo,
    Iban,
    Intero,
    Percento,
    SiNo,
    Testo,
    TestoLungo,
    arrotonda,
)

_ZERO = Decimal("0.00")


class DeterminaLiquidazione(Determinazione):
    """The data of the act (art. 184 TUEL; d.lgs. 231/2002; art. 48-bis d.P.R. 602/1973; l. 136/2010)."""

    codice = "det_liquidazione"

    beneficiario: Beneficiario | None = campo("X", "Beneficiario", passo="Beneficiario")
    impegno_numero: Testo | None = campo("B", "Impegno", passo="Impegno", aiuto="Numero e anno: 412/2026.")
    capitolo: Testo | None = campo("B", "Capitolo", passo="Impegno")
    residuo_impegno: EuroPositivo | None = campo(
        "B", "Resta da pagare sull'impegno", passo="Impegno", norma="tuel:184"
    )
    cig: Cig | None = campo("X", "CIG dell'impegno", passo="Impegno", obbligatorio=False)
    cup: Cup | None = campo("X", "CUP dell'impegno", passo="Impegno", obbligatorio=False)
    fatture: list[FatturaRicevuta] = campo("X", "Fatture", passo="Fatture", predefinito=list, stampa=False)
    giorni_pattuiti: Intero = campo(
        "U",
        "Giorni per pagare",
        passo="Fatture",
        predefinito=30,
        obbligatorio=False,
        stampa=False,
        ge=0,
        le=60,
        norma="dlgs231-2002:tutto",
    )
    esito_prestazione: TestoLungo | None = campo("U", "Regolare esecuzione", passo="Fatture")
    durc: Durc | None = campo("X", "DURC", passo="Beneficiario", obbligatorio=False)
    durc_esente: Testo | None = campo(
        "U", "Perché il DURC non serve", passo="Beneficiario", obbligatorio=False, stampa=False
    )
    verifica_48bis: Verifica48bis | None = campo(
        "X", "Verifica ex art. 48-bis", passo="Beneficiario", obbligatorio=False, norma="dpr602-1973:48-bis"
    )
    split_payment: SiNo = campo(
        "U",
        "IVA versata dall'ente (scissione dei pagamenti)",
        passo="Fatture",
        predefinito=True,
        obbligatorio=False,
        stampa=False,
        norma="dpr633-1972:17-ter",
    )
    ritenuta: Percento | None = campo(
        "U", "Ritenuta d'acconto (%)", passo="Fatture", obbligatorio=False, stampa=False
    )
    iban: Iban | None = campo(
        "X", "Conto dedicato (IBAN)", passo="Beneficiario", norma="l136-2010:3", privacy=OMESSO
    )
    iban_dichiarato: SiNo = campo(
        "U",
        "Il conto è quello dichiarato (l. 136/2010)",
        passo="Beneficiario",
        predefinito=False,
        obbligatorio=False,
        stampa=False,
        norma="l136-2010:3",
    )
    tasso_mora: Percento | None = campo(
        "L",
        "Saggio di mora (BCE più otto punti)",
        passo="Fatture",
        obbligatorio=False,
        stampa=False,
        aiuto="Comunicato ogni semestre dal Ministero dell'economia.",
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Liquidazione di spesa – impegno {self.impegno_numero or '____'}"

    @calcolato("D", "Fatture con la scadenza", serve="fatture")
    def elenco(self) -> list[FatturaStampata]:
        """La scadenza è il giorno in cui la fattura è ricevuta più i giorni pattuiti."""
        return [self._stampata(una) for una in self.fatture]

    def _stampata(self, una: FatturaRicevuta) -> FatturaStampata:
        scadenza = una.ricevuta + timedelta(days=self.giorni_pattuiti)
        return FatturaStampata(
            numero=una.numero,
            data=una.data,
            imponibile=una.imponibile,
            iva=una.iva,
            totale=una.imponibile + una.iva,
            scadenza=scadenza,
            ritardo=max((self.giorno - scadenza).days, 0),
            origine=una.origine or "scritta dall'ufficio",
        )

    @calcolato("D", "Imponibile", serve="fatture")
    def imponibile(self) -> EuroPositivo:
        """Somma degli imponibili."""
        return somma(una.imponibile for una in self.fatture)

    @calcolato("D", "IVA", serve="fatture")
    def iva(self) -> EuroPositivo:
        """Somma dell'IVA."""
        return somma(una.iva for una in self.fatture)

    @calcolato("D", "Totale", serve="fatture")
    def lordo(self) -> EuroPositivo:
        """Imponibile più IVA."""
        return self.imponibile + self.iva

    @calcolato("D", "Ritenute", serve="fatture")
    def ritenute(self) -> EuroPositivo:
        """Imponibile per la ritenuta d'acconto."""
        return arrotonda(self.imponibile * (self.ritenuta or 0) / 100)

    @calcolato("D", "Scissione dei pagamenti", norma="dpr633-1972:17-ter")
    def scissione(self) -> SiNo:
        """L'IVA la versa l'ente; non sui compensi con ritenuta d'acconto."""
        return self.split_payment and not self.ritenuta

    @calcolato("D", "Netto a pagare", serve="fatture")
    def netto(self) -> EuroPositivo:
        """Totale meno le ritenute e, con la scissione dei pagamenti, meno l'IVA."""
        return self.lordo - self.ritenute - (self.iva if self.scissione else _ZERO)

    @calcolato("D", "Resta sull'impegno", serve="fatture residuo_impegno")
    def residuo_dopo(self) -> Euro:
        """Quanto restava sull'impegno meno il totale."""
        return self.residuo_impegno - self.lordo

    @calcolato("D", "Giorni di ritardo", serve="elenco", stampa=False)
    def giorni_ritardo(self) -> Intero:
        """Il ritardo della fattura più vecchia."""
        return max(una.ritardo for una in self.elenco)

    @calcolato("D", "Interessi di mora", serve="elenco tasso_mora", norma="dlgs231-2002:tutto", stampa=False)
    def interessi_mora(self) -> EuroPositivo:
        """Imponibile di ogni fattura in ritardo per il saggio di mora e i giorni, su 365."""
        return somma(arrotonda(una.imponibile * self.tasso_mora * una.ritardo / 36500) for una in self.elenco)

    @calcolato("L", "Serve la verifica ex art. 48-bis", serve="beneficiario fatture")
    def verifica_dovuta(self) -> SiNo:
        """Sì sopra la soglia; per i professionisti, da quando la legge lo chiede, per qualunque importo."""
        soglia = Decimal(rules.in_force("delibere", "verifica_48bis", self.giorno).valore)
        professionisti = date.fromisoformat(
            str(int(rules.ultima("delibere", "verifica_48bis_professionisti").valore))
        )
        return self.lordo > soglia or (self.beneficiario.professionista and self.giorno >= professionisti)


@controllo("LI-01", "tuel:184", campo="fatture")
def entro_l_impegno(atto: DeterminaLiquidazione) -> Iterator[Trovato]:
    """Le fatture non superano quanto resta sull'impegno."""
    if atto.residuo_dopo is not None and atto.residuo_dopo < 0:
        yield Violazione(
            f"Le fatture sono {in_euro(atto.lordo)} e sull'impegno restano {in_euro(atto.residuo_impegno)}.",
            numeri={"fatture": atto.lordo, "residuo": atto.residuo_impegno},
        )


@controllo("LI-02", "tuel:184", campo="durc")
def durc_valido(atto: DeterminaLiquidazione) -> Iterator[Trovato]:
    """Il DURC è valido il giorno della liquidazione, o l'atto dice perché non serve."""
    guasto = durc_scaduto(atto.durc, atto.giorno)
    if guasto and not atto.durc_esente:
        yield Violazione(guasto)


@controllo("LI-03", "dpr602-1973:48-bis", "l199-2025:1:725", campo="verifica_48bis")
def verifica_fatta(atto: DeterminaLiquidazione) -> Iterator[Trovato]:
    """La verifica ex art. 48-bis è fatta quando serve."""
    if atto.verifica_dovuta and atto.verifica_48bis is None:
        yield Violazione("Prima di pagare serve la verifica ex art. 48-bis: indicarne esito e numero.")
    elif atto.verifica_48bis is not None and atto.verifica_48bis.esito == "inadempiente":
        yield Violazione("Il beneficiario è inadempiente: il pagamento si sospende (art. 48-bis).")


@controllo("LI-04", "l136-2010:3", "l3-2003:11", campo="fatture")
def stessi_codici(atto: DeterminaLiquidazione) -> Iterator[Trovato]:
    """CIG e CUP delle fatture sono quelli dell'impegno."""
    for posto, una in enumerate(atto.fatture):
        for nome, in_fattura, dell_atto in (("CIG", una.cig, atto.cig), ("CUP", una.cup, atto.cup)):
            if in_fattura != dell_atto:
                yield Violazione(
                    f"La fattura {una.numero} ha {nome} {in_fattura or 'assente'}, l'impegno "
                    f"{dell_atto or 'nessuno'}.",
                    f"fatture.{posto}.{nome.lower()}",
                )


@controllo("LI-06", "l136-2010:3", campo="iban")
def conto_dichiarato(atto: DeterminaLiquidazione) -> Iterator[Trovato]:
    """Il conto è quello che il fornitore ha dichiarato ai sensi della legge 136/2010."""
    if atto.iban is not None and not atto.iban_dichiarato:
        yield Violazione("Il conto indicato non risulta dichiarato come conto dedicato.")


@controllo("LI-07", "tuel:184", campo="fatture")
def una_volta_sola(atto: DeterminaLiquidazione) -> Iterator[Trovato]:
    """Ogni fattura si liquida una volta sola."""
    visti: set[str] = set()
    for posto, una in enumerate(atto.fatture):
        if una.gia_liquidata or una.sdi in visti:
            yield Violazione(
                f"La fattura {una.numero} (SDI {una.sdi}) è già liquidata.", f"fatture.{posto}.sdi"
            )
        visti.add(una.sdi)


@controllo("LI-08", "tuel:184", campo="beneficiario")
def del_fornitore(atto: DeterminaLiquidazione) -> Iterator[Trovato]:
    """Ogni fattura letta dal suo file è del beneficiario."""
    if atto.beneficiario is None:
        return
    for posto, una in enumerate(atto.fatture):
        if una.fornitore and una.fornitore != atto.beneficiario.codice_fiscale:
            yield Violazione(
                f"La fattura {una.numero} è di chi ha partita IVA {una.fornitore}, il beneficiario ha "
                f"{atto.beneficiario.codice_fiscale}.",
                f"fatture.{posto}.fornitore",
            )


@controllo("LI-05", "l145-2018:1:859", gravita=AVVISA, campo="fatture")
def in_tempo(atto: DeterminaLiquidazione) -> Iterator[Trovato]:
    """Le fatture si pagano entro la scadenza: i ritardi fanno crescere il fondo di garanzia."""
    if atto.giorni_ritardo:
        mora = "" if not atto.interessi_mora else f", con {in_euro(atto.interessi_mora)} di interessi di mora"
        yield Violazione(f"C'è una fattura in ritardo di {atto.giorni_ritardo} giorni{mora}.")


ATTO = Definizione(
    DeterminaLiquidazione,
    (
        entro_l_impegno,
        durc_valido,
        verifica_fatta,
        stessi_codici,
        conto_dichiarato,
        una_volta_sola,
        del_fornitore,
        in_tempo,
    ),
)
