"""PIAO: the plan of activity and organisation, with how many people the comune may hire."""

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
from crescere_kit.acts.programmes.choices import scelta
from crescere_kit.acts.programmes.stated import con_dichiarati, del_modulo
from crescere_kit.acts.types import (
    Euro,
    EuroPositivo,
    Giorno,
    Intero,
    Percento,
    Persona,
    Riga,
    SiNo,
    Testo,
    TestoLungo,
)
from crescere_kit.euro import percentuale
from crescere_kit.indicators import personale

SEZIONI = {
    "anagrafica": "scheda anagrafica",
    "anticorruzione": "rischi corruttivi e trasparenza",
    "organizzazione": "struttura organizzativa",
    "agile": "lavoro agile",
    "fabbisogni": "piano triennale dei fabbisogni",
    "valore_pubblico": "valore pubblico",
    "performance": "performance",
    "monitoraggio": "monitoraggio",
}
SEMPLIFICATE = ("anagrafica", "anticorruzione", "organizzazione", "agile", "fabbisogni")
MOVIMENTI = {"assunzione": "assunzione", "cessazione": "cessazione"}
_PERSONALE = "Personale"


class Movimento(Riga):
    """Somebody who comes or goes."""

    tipo: str = scelta("Movimento", MOVIMENTI)
    anno: Intero = Field(title="Anno")
    profilo: Testo = Field(title="Area e profilo")
    quanti: Intero = Field(title="Quanti", ge=1)
    costo_annuo: EuroPositivo = Field(title="Costo annuo di uno, senza IRAP")


class Piao(Delibera):
    """The data of the act (art. 6 d.l. 80/2021, d.m. 132/2022)."""

    codice = "piao"
    organo = "giunta"

    sezioni: list[Testo] = campo("U", "Sezioni del piano", predefinito=list, aiuto=", ".join(SEZIONI))
    ricognizione_eccedenze: TestoLungo | None = campo(
        "U", "Ricognizione delle eccedenze", norma="dlgs165-2001:33"
    )
    responsabile_anticorruzione: Persona | None = campo(
        "A", "Responsabile della prevenzione della corruzione", obbligatorio=False
    )
    obiettivo_pagamenti: TestoLungo | None = campo(
        "U", "Obiettivo sui tempi di pagamento assegnato ai responsabili", norma="dl13-2023:4-bis"
    )
    invio_bdap: SiNo | None = campo(
        "X", "Bilancio e rendiconto inviati alla BDAP", norma="dl113-2016:9:1-quinquies"
    )
    spesa: EuroPositivo | None = campo(
        "X",
        "Spesa di personale del d.m. 17/3/2020, se diversa dal rendiconto",
        passo=_PERSONALE,
        obbligatorio=False,
        stampa=False,
    )
    fcde_assestato: EuroPositivo | None = campo(
        "X", "FCDE assestato dell'ultimo rendiconto", passo=_PERSONALE, obbligatorio=False, stampa=False
    )
    tetto_storico: EuroPositivo | None = campo(
        "X",
        "Tetto storico (media 2011-2013, o 2008)",
        passo=_PERSONALE,
        obbligatorio=False,
        norma="l296-2006:1:557",
    )
    spesa_tetto: EuroPositivo | None = campo(
        "X", "Spesa di personale ai fini del tetto storico", passo=_PERSONALE, obbligatorio=False
    )
    movimenti: list[Movimento] = campo(
        "U", "Assunzioni e cessazioni", passo=_PERSONALE, obbligatorio=False, predefinito=list
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Piano integrato di attività e organizzazione (PIAO) {self.triennio}"

    @calcolato("R", "Anno del rendiconto")
    def anno_rendiconto(self) -> Intero | None:
        """L'ultimo rendiconto caricato prima dell'anno dell'atto."""
        return self.fatti.ultimo_rendiconto()

    @calcolato("A", "PIAO semplificato", norma="dm132-2022:tutto")
    def semplificato(self) -> SiNo | None:
        """Vero se i dipendenti al 31 dicembre sono meno di quanti ne chiede il piano completo."""
        dipendenti = self.fatti.anagrafica.ente.dipendenti
        soglia = rules.in_force("personale", "piao_semplificato", self.giorno).valore
        return None if dipendenti is None else dipendenti < soglia

    @calcolato(
        "R", "Spesa di personale su entrate correnti (%)", serve="anno_rendiconto", norma="dm17-3-2020:tutto"
    )
    def rapporto(self) -> Percento | None:
        """Spesa di personale sulla media delle entrate correnti di tre rendiconti meno il FCDE assestato."""
        return self._con_le_sue().indicatore("PERS_SOST", self.anno_rendiconto)

    @calcolato("L", "Valore soglia (%)", serve="anno_rendiconto", norma="dm17-3-2020:tutto")
    def soglia(self) -> Percento | None:
        """Il valore soglia della classe di abitanti (tabella 1)."""
        trovato = self._con_le_sue().valore_di("PERS_SOST", self.anno_rendiconto)
        return None if trovato is None or trovato.limite is None else Decimal(str(trovato.limite))

    @calcolato("R", "Spesa massima per la soglia", serve="anno_rendiconto")
    def spesa_massima(self) -> EuroPositivo | None:
        """Quanto si può spendere restando entro il valore soglia."""
        return self._con_le_sue().indicatore("PERS_MAX", self.anno_rendiconto)

    @calcolato("R", "Spesa di personale", serve="anno_rendiconto")
    def spesa_personale(self) -> EuroPositivo | None:
        """La spesa scritta dall'ufficio o, se manca, quella del rendiconto, come la conta l'indicatore."""
        valori = {del_modulo("personale", "spesa"): self.spesa}
        conti = con_dichiarati(self.fatti, self.anno_rendiconto, valori).conti
        letta = personale.spesa(conti).loc[(self.fatti.istat, self.anno_rendiconto)]
        return None if pd.isna(letta) else Decimal(int(letta)) / 100

    @calcolato("D", "Capacità assunzionale", serve="spesa_massima spesa_personale", norma="dl34-2019:33:2")
    def capacita(self) -> EuroPositivo:
        """Spesa massima per la soglia meno spesa di personale, mai sotto zero."""
        return max(self.spesa_massima - self.spesa_personale, Decimal("0.00"))

    @calcolato("D", "Costo delle nuove assunzioni")
    def costo_assunzioni(self) -> EuroPositivo:
        """Assunzioni per il loro costo annuo."""
        return self._costo("assunzione")

    @calcolato("D", "Risparmio delle cessazioni")
    def risparmio_cessazioni(self) -> EuroPositivo:
        """Cessazioni per il loro costo annuo."""
        return self._costo("cessazione")

    @calcolato("D", "Margine sotto il tetto storico", serve="anno_rendiconto", norma="l296-2006:1:557")
    def margine_storico(self) -> Euro | None:
        """Tetto storico meno spesa di personale calcolata con le sue regole."""
        return self._con_le_sue().indicatore("PERS_C557", self.anno_rendiconto)

    @calcolato("L", "Termine per il PIAO", norma="dl80-2021:6")
    def termine(self) -> Giorno:
        """Trenta giorni dopo il termine del bilancio di previsione."""
        return rules.termine("piao", self.anno_esercizio)

    def _costo(self, tipo: str) -> Decimal:
        return somma(una.costo_annuo * una.quanti for una in self.movimenti if una.tipo == tipo)

    def _con_le_sue(self) -> Fatti:
        valori = {
            del_modulo("personale", "spesa"): self.spesa_personale,
            del_modulo("personale", "fcde_assestato"): self.fcde_assestato,
            del_modulo("personale", "tetto_c557"): self.tetto_storico,
            del_modulo("personale", "spesa_c557"): self.spesa_tetto,
        }
        return con_dichiarati(self.fatti, self.anno_rendiconto, valori, popolazione=self.fatti.popolazione())


@controllo("PI-01", "dm132-2022:tutto", campo="sezioni")
def sezioni_presenti(atto: Piao) -> Iterator[Trovato]:
    """Il piano ha le sezioni che la dimensione dell'ente richiede."""
    if atto.semplificato is None:
        yield Ignoto("L'anagrafica non dice quanti sono i dipendenti al 31 dicembre.")
        return
    for nome in SEMPLIFICATE if atto.semplificato else SEZIONI:
        if nome not in atto.sezioni:
            yield Violazione(f"Nel piano manca la sezione «{SEZIONI[nome]}».")


@controllo("PI-02", "dl34-2019:33:2", "dm17-3-2020:tutto", campo="movimenti")
def assunzioni_nella_capacita(atto: Piao) -> Iterator[Trovato]:
    """Il costo delle nuove assunzioni sta nella capacità assunzionale, più il risparmio delle cessazioni."""
    if not atto.costo_assunzioni:
        return
    if atto.capacita is None:
        yield Ignoto("La capacità assunzionale non si calcola: mancano spesa, entrate correnti o FCDE.")
    elif atto.costo_assunzioni > atto.capacita + atto.risparmio_cessazioni:
        yield Violazione(
            f"Le assunzioni costano {in_euro(atto.costo_assunzioni)}, la capacità assunzionale è "
            f"{in_euro(atto.capacita)} e le cessazioni liberano {in_euro(atto.risparmio_cessazioni)}.",
            numeri={"costo": atto.costo_assunzioni, "capacita": atto.capacita},
        )


@controllo("PI-03", "dlgs165-2001:33", campo="ricognizione_eccedenze")
def eccedenze(atto: Piao) -> Iterator[Trovato]:
    """La ricognizione delle eccedenze è fatta: senza, non si assume."""
    if not atto.ricognizione_eccedenze:
        yield Violazione("Manca la ricognizione delle eccedenze di personale: senza, non si assume.")


@controllo("PI-04", "l296-2006:1:557", "l296-2006:1:562", campo="tetto_storico")
def tetto_rispettato(atto: Piao) -> Iterator[Trovato]:
    """La spesa di personale resta sotto il tetto storico."""
    if atto.margine_storico is None:
        yield Ignoto("Il tetto storico non si controlla: indicare il tetto e la spesa con le sue regole.")
    elif atto.margine_storico < 0:
        yield Violazione(
            f"La spesa di personale supera il tetto storico di {in_euro(-atto.margine_storico)}."
        )


@controllo("PI-05", "dl113-2016:9:1-quinquies", campo="invio_bdap")
def conti_inviati(atto: Piao) -> Iterator[Trovato]:
    """Bilancio e rendiconto sono stati inviati alla BDAP: senza, non si assume."""
    if not atto.invio_bdap:
        yield Violazione(
            "Bilancio e rendiconto non risultano inviati alla BDAP: fino ad allora non si assume."
        )


@controllo("PI-06", "l190-2012:1:8", gravita=AVVISA, campo="responsabile_anticorruzione")
def anticorruzione(atto: Piao) -> Iterator[Trovato]:
    """La sezione sull'anticorruzione dice chi ne è responsabile."""
    if atto.responsabile_anticorruzione is None:
        yield Violazione("Indicare il responsabile della prevenzione della corruzione.")


@controllo("PI-07", "dl13-2023:4-bis", campo="obiettivo_pagamenti")
def tempi_di_pagamento(atto: Piao) -> Iterator[Trovato]:
    """Ai responsabili è assegnato l'obiettivo sui tempi di pagamento."""
    if not atto.obiettivo_pagamenti:
        yield Violazione("Manca l'obiettivo sui tempi di pagamento da assegnare ai responsabili.")


@controllo("PI-08", "dm17-3-2020:tutto", gravita=AVVISA, campo="movimenti")
def sopra_la_soglia(atto: Piao) -> Iterator[Trovato]:
    """Il rapporto fra spesa di personale ed entrate correnti non supera il valore soglia."""
    if atto.rapporto is not None and atto.soglia is not None and atto.rapporto > atto.soglia:
        yield Violazione(
            f"Il rapporto è {percentuale(float(atto.rapporto))}, il valore soglia "
            f"{percentuale(float(atto.soglia))}: non c'è capacità di nuove assunzioni oltre al ricambio."
        )


ATTO = Definizione(
    Piao,
    (
        sezioni_presenti,
        assunzioni_nella_capacita,
        eccedenze,
        tetto_rispettato,
        conti_inviati,
        anticorruzione,
        tempi_di_pagamento,
        sopra_la_soglia,
    ),
)
