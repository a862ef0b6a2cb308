"""Fondo di garanzia debiti commerciali: what is set aside because the ente pays late, or why it need not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd
from pydantic import Field

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.facts import Fatti
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.programmes.stated import con_dichiarati, del_bilancio, del_modulo
from crescere_kit.acts.types import Euro, EuroPositivo, Intero, Percento, Riga, SiNo, Testo
from crescere_kit.indicators import fgdc

_PCC = "PCC, cruscotto AreaRGS"


class SpesaVincolata(Riga):
    """Spending on goods and services that a tied resource pays for."""

    descrizione: Testo = Field(title="Spesa")
    vincolo: Testo = Field(title="Vincolo")
    importo: EuroPositivo = Field(title="Stanziamento")


class FondoGaranzia(Delibera):
    """The data of the act (l. 145/2018, art. 1, c. 859-872)."""

    codice = "fgdc"
    organo = "giunta"

    stock_n1: EuroPositivo | None = campo(
        "X", "Debito scaduto al 31/12 dell'anno prima", passo="Pagamenti", norma="l145-2018:1:859", aiuto=_PCC
    )
    stock_n2: EuroPositivo | None = campo(
        "X", "Debito scaduto al 31/12 di due anni prima", passo="Pagamenti", aiuto=_PCC
    )
    fatture_ricevute: EuroPositivo | None = campo(
        "X", "Fatture ricevute nell'anno prima", passo="Pagamenti", aiuto=_PCC
    )
    ritardo: Intero | None = campo(
        "X", "Indicatore di ritardo annuale (giorni)", passo="Pagamenti", norma="l145-2018:1:859", aiuto=_PCC
    )
    ritardo_pubblicato: Intero | None = campo(
        "X", "Indicatore di ritardo pubblicato (giorni)", passo="Pagamenti", obbligatorio=False, stampa=False
    )
    comunicazioni_mancate: SiNo = campo(
        "U",
        "Sono mancate comunicazioni alla PCC o pubblicazioni del debito",
        passo="Pagamenti",
        predefinito=False,
        obbligatorio=False,
        norma="l145-2018:1:868",
    )
    beni_e_servizi: EuroPositivo | None = campo(
        "X",
        "Stanziamenti per beni e servizi (macroaggregato 103)",
        passo="Bilancio",
        obbligatorio=False,
        stampa=False,
        aiuto="Solo se il bilancio caricato non arriva al macroaggregato.",
    )
    spese_vincolate: list[SpesaVincolata] = campo(
        "U",
        "Spese del macroaggregato 103 con vincolo di destinazione",
        passo="Bilancio",
        obbligatorio=False,
        predefinito=list,
        norma="l145-2018:1:863",
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Fondo di garanzia debiti commerciali per l'esercizio {self.anno}"

    @property
    def dichiarati(self) -> Fatti:
        """The accounts with what the act states of payments and of the budget."""
        anno = self.anno_esercizio
        prima = con_dichiarati(
            self.fatti, anno - 2, {del_modulo("pagamenti", "stock_scaduto"): self.stock_n2}
        )
        pagamenti = {
            del_modulo("pagamenti", "stock_scaduto"): self.stock_n1,
            del_modulo("pagamenti", "fatture_ricevute"): self.fatture_ricevute,
            del_modulo("pagamenti", "ritardo"): self.ritardo,
            del_modulo("pagamenti", "comunicazioni_mancate"): int(self.comunicazioni_mancate),
        }
        bilancio = {
            del_bilancio("spese", fgdc.BENI_E_SERVIZI, "competenza_1"): self.beni_e_servizi,
            del_modulo("fondi", "spese_103_vincolate"): self.tot_vincolate,
        }
        return con_dichiarati(con_dichiarati(prima, anno - 1, pagamenti), anno, bilancio)

    @calcolato("D", "Anno prima", stampa=False)
    def anno_n1(self) -> Intero:
        """L'anno dei pagamenti che si guardano."""
        return self.anno_esercizio - 1

    @calcolato("D", "Due anni prima", stampa=False)
    def anno_n2(self) -> Intero:
        """L'anno con cui si confronta il debito scaduto."""
        return self.anno_esercizio - 2

    @calcolato("D", "Spese vincolate escluse")
    def tot_vincolate(self) -> EuroPositivo:
        """Somma delle spese con vincolo di destinazione."""
        return somma(una.importo for una in self.spese_vincolate)

    @calcolato("B", "Stanziamenti per beni e servizi")
    def stanziamenti(self) -> Euro | None:
        """Stanziamenti di competenza dell'anno per il macroaggregato 103."""
        if self.beni_e_servizi is not None:
            return self.beni_e_servizi
        return self.fatti.previsto("spese", fgdc.BENI_E_SERVIZI, self.anno_esercizio)

    @calcolato("D", "Base di calcolo", norma="l145-2018:1:863")
    def base(self) -> Euro | None:
        """Stanziamenti per beni e servizi meno quelli con vincolo di destinazione."""
        return None if self.stanziamenti is None else self.stanziamenti - self.tot_vincolate

    @calcolato("D", "Esenzione per debito piccolo", serve="stock_n1 fatture_ricevute", stampa=False)
    def esenzione_stock(self) -> SiNo:
        """Il debito scaduto non supera la percentuale delle fatture ricevute che la legge trascura."""
        percento = rules.in_force("pagamenti", "stock_fatture", self.giorno).valore
        return self.stock_n1 * 100 <= self.fatture_ricevute * Decimal(percento)

    @calcolato(
        "D",
        "Percentuale da accantonare",
        serve="stock_n1 stock_n2 fatture_ricevute ritardo",
        norma="l145-2018:1:862",
    )
    def aliquota(self) -> Percento | None:
        """La percentuale della classe di ritardo; quella piena se il debito scaduto non si è ridotto e non è
        piccolo, o se sono mancate comunicazioni.
        """
        letti = self.dichiarati
        punti = fgdc.quota(letti.conti).loc[(letti.istat, self.anno_esercizio)]
        return None if pd.isna(punti) else Decimal(str(punti)).quantize(Decimal("0.01"))

    @calcolato("D", "Accantonamento", serve="stock_n1 stock_n2 fatture_ricevute ritardo")
    def accantonamento(self) -> Euro | None:
        """Base di calcolo per la percentuale (indicatore FGDC dovuto)."""
        return self.dichiarati.indicatore("FGDC_DOVUTO", self.anno_esercizio)

    @calcolato("R", "Già accantonato nel risultato di amministrazione", stampa=False)
    def accantonato_cumulato(self) -> Euro | None:
        """Fondo di garanzia debiti commerciali accantonato nell'ultimo rendiconto (modulo dell'ente)."""
        ultimo = self.fatti.ultimo_rendiconto()
        return None if ultimo is None else self.fatti.modulo("fondi", "fgdc", ultimo)


@controllo("FG-01", "l145-2018:1:859", campo="ritardo")
def come_pubblicato(atto: FondoGaranzia) -> Iterator[Trovato]:
    """L'indicatore di ritardo della PCC è quello pubblicato dall'ente."""
    if atto.ritardo_pubblicato is None:
        yield Ignoto("Manca l'indicatore di ritardo pubblicato: scriverlo per confrontarlo con la PCC.")
    elif atto.ritardo is not None and atto.ritardo != atto.ritardo_pubblicato:
        yield Violazione(
            f"La PCC dice {atto.ritardo} giorni di ritardo, l'ente ha pubblicato {atto.ritardo_pubblicato}."
        )


@controllo("FG-02", "l145-2018:1:863", campo="spese_vincolate")
def base_senza_vincolate(atto: FondoGaranzia) -> Iterator[Trovato]:
    """La base esclude le spese con vincolo di destinazione, che non superano gli stanziamenti."""
    if atto.base is None:
        yield Ignoto("Gli stanziamenti per beni e servizi non si conoscono: scriverli.", "beni_e_servizi")
    elif atto.base < 0:
        yield Violazione(
            f"Le spese vincolate ({in_euro(atto.tot_vincolate)}) superano gli stanziamenti per beni e "
            f"servizi ({in_euro(atto.stanziamenti)})."
        )


@controllo("FG-03", "l145-2018:1:862", campo="ritardo")
def accantonamento_noto(atto: FondoGaranzia) -> Iterator[Trovato]:
    """L'atto dice la percentuale e l'accantonamento, o che l'ente non è tenuto."""
    if atto.mancanti():
        return
    if atto.aliquota is None or atto.accantonamento is None:
        yield Ignoto("L'accantonamento non si calcola: mancano dati dei pagamenti o degli stanziamenti.")


@controllo("FG-05", "l145-2018:1:863", gravita=AVVISA)
def da_adeguare(atto: FondoGaranzia) -> Iterator[Trovato]:
    """Il fondo segue le variazioni degli stanziamenti per beni e servizi nel corso dell'anno."""
    if atto.aliquota:
        yield Violazione(
            "Ogni variazione del macroaggregato 103 nel corso dell'anno chiede di adeguare il fondo."
        )


ATTO = Definizione(FondoGaranzia, (come_pubblicato, base_senza_vincolate, accantonamento_noto, da_adeguare))
