"""The data of the riequilibrio finanziario pluriennale: what is owed, for how long, with which measures."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from pydantic import Field

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.fields import OMESSO, calcolato, campo
from crescere_kit.acts.programmes.choices import scelta
from crescere_kit.acts.programmes.stated import con_dichiarati, del_modulo
from crescere_kit.acts.types import (
    Euro,
    EuroPositivo,
    Giorno,
    Intero,
    Percento,
    Riferimento,
    Riga,
    SiNo,
    Testo,
    TestoLungo,
    arrotonda,
)

RICORSO, PIANO = "ricorso", "piano"
FASI = {RICORSO: "ricorso alla procedura", PIANO: "approvazione del piano"}
PASSIVITA = {
    "dfb": "debiti fuori bilancio",
    "partecipate": "debiti verso le partecipate",
    "altre": "altre passività",
}
LATI = {"entrata": "maggiore entrata", "spesa": "minore spesa"}
CERTEZZE = {"certa": "certa", "probabile": "probabile", "incerta": "incerta"}
_PIANO = "Piano"


class Passivita(Riga):
    """Something that is owed, beside the disavanzo of the rendiconto."""

    tipo: str = scelta("Tipo", PASSIVITA)
    descrizione: Testo = Field(title="Descrizione")
    importo: EuroPositivo = Field(title="Importo")
    riconoscimento: Giorno | None = Field(None, title="Riconosciuto, o da riconoscere entro")


class Misura(Riga):
    """A measure of the plan in one year."""

    descrizione: TestoLungo = Field(title="Misura")
    lato: str = scelta("Effetto", LATI)
    anno: Intero = Field(title="Anno")
    importo: EuroPositivo = Field(title="Importo")
    certezza: str = scelta("Quanto è certa", CERTEZZE)
    ottenuto: EuroPositivo | None = Field(None, title="Ottenuto finora in un anno con la stessa leva")


class QuotaAnnua(Riga):
    """What the plan covers in one year."""

    anno: Intero = Field(title="Anno")
    importo: EuroPositivo = Field(title="Quota")


class AnnoDelPiano(Riga):
    """A year of the plan: quota, share of the whole, measures."""

    anno: Intero
    quota: EuroPositivo
    percentuale: Percento
    misure: EuroPositivo
    margine: Euro


class AnnoDiCassa(Riga):
    """The cash of a year of the plan as the treasury sees it."""

    anno: Intero = Field(title="Anno")
    iniziale: Euro = Field(title="Fondo iniziale")
    riscossioni: EuroPositivo = Field(title="Riscossioni")
    pagamenti: EuroPositivo = Field(title="Pagamenti")


class CassaStampata(AnnoDiCassa):
    """A year of cash with what is left at its end."""

    finale: Euro


class Prfp(Delibera):
    """The data of both acts (artt. 243-bis and following TUEL)."""

    codice = "prfp"
    organo = "consiglio"

    fase: Testo | None = campo("U", "Fase", aiuto="ricorso oppure piano", norma="tuel:243-bis")
    cause: TestoLungo | None = campo("U", "Cause dello squilibrio")
    perche_non_bastano: TestoLungo | None = campo(
        "U", "Perché non bastano la salvaguardia e i debiti fuori bilancio", norma="tuel:243-bis"
    )
    passivita: list[Passivita] = campo(
        "U", "Passività oltre al disavanzo", obbligatorio=False, predefinito=list, stampa=False
    )
    ref_ricorso: Riferimento | None = campo("A", "Delibera di ricorso", passo=_PIANO, obbligatorio=False)
    ricorso_esecutivo: Giorno | None = campo("A", "Ricorso esecutivo dal", passo=_PIANO, obbligatorio=False)
    relazione_inizio_mandato: Giorno | None = campo(
        "A", "Relazione di inizio mandato del", passo=_PIANO, obbligatorio=False, stampa=False
    )
    anni: Intero | None = campo("U", "Durata del piano (anni)", passo=_PIANO, obbligatorio=False, ge=1)
    quote: list[QuotaAnnua] = campo(
        "U", "Quote annue", passo=_PIANO, obbligatorio=False, predefinito=list, stampa=False
    )
    misure: list[Misura] = campo("U", "Misure", passo=_PIANO, obbligatorio=False, predefinito=list)
    misure_correttive: TestoLungo | None = campo(
        "U", "Misure correttive (lett. a)", passo=_PIANO, obbligatorio=False, norma="tuel:243-bis:6"
    )
    ricognizione: TestoLungo | None = campo(
        "U", "Ricognizione dei fattori di squilibrio (lett. b)", passo=_PIANO, obbligatorio=False
    )
    misure_di_ripristino: TestoLungo | None = campo(
        "U", "Misure per ripristinare l'equilibrio (lett. c)", passo=_PIANO, obbligatorio=False
    )
    percentuali_di_ripiano: TestoLungo | None = campo(
        "U", "Percentuali di ripiano e importi dei debiti (lett. d)", passo=_PIANO, obbligatorio=False
    )
    accordi_creditori: TestoLungo | None = campo(
        "U", "Accordi con i creditori", passo=_PIANO, obbligatorio=False, privacy=OMESSO
    )
    fondo_rotazione: SiNo = campo(
        "U",
        "Si chiede il fondo di rotazione",
        passo=_PIANO,
        obbligatorio=False,
        predefinito=False,
        norma="tuel:243-ter",
    )
    obblighi_fondo: TestoLungo | None = campo(
        "U", "Come si rispettano gli obblighi del fondo", passo=_PIANO, obbligatorio=False
    )
    cassa_prevista: list[AnnoDiCassa] = campo(
        "T", "Cassa prevista", passo=_PIANO, obbligatorio=False, predefinito=list, stampa=False
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        che_cosa = FASI.get(self.fase or "", "procedura")
        return f"Riequilibrio finanziario pluriennale: {che_cosa} (art. 243-bis TUEL)"

    @calcolato("R", "Anno del rendiconto")
    def anno_rendiconto(self) -> Intero | None:
        """L'ultimo rendiconto caricato prima dell'anno dell'atto."""
        return self.fatti.ultimo_rendiconto()

    @calcolato("R", "Disavanzo di amministrazione", serve="anno_rendiconto")
    def disavanzo(self) -> EuroPositivo | None:
        """La parte disponibile (lettera E) del risultato di amministrazione, quando è negativa."""
        disponibile = self.fatti.indicatore("RA_E", self.anno_rendiconto)
        return None if disponibile is None else max(-disponibile, Decimal("0.00"))

    @calcolato("D", "Passività da ripianare", serve="disavanzo")
    def passivita_totale(self) -> EuroPositivo:
        """Disavanzo di amministrazione più debiti fuori bilancio, debiti verso le partecipate e altre
        passività.
        """
        return self.disavanzo + somma(una.importo for una in self.passivita)

    @calcolato("D", "Passività in parole", serve="disavanzo")
    def passivita_stampate(self) -> list[Passivita]:
        """Le passività una per una, a partire dal disavanzo."""
        prima = Passivita.model_construct(
            tipo="disavanzo di amministrazione",
            descrizione=f"rendiconto {self.anno_rendiconto}",
            importo=self.disavanzo,
            riconoscimento=None,
        )
        altre = (una.model_copy(update={"tipo": PASSIVITA[una.tipo]}) for una in self.passivita)
        return [prima, *altre]

    @calcolato("R", "Rapporto fra passività e spese correnti (%)", serve="passivita_totale")
    def rapporto(self) -> Percento | None:
        """Passività da ripianare sugli impegni di spesa corrente dell'ultimo rendiconto."""
        return self._indicatore("PRFP_INCIDENZA")

    @calcolato("D", "Durata massima del piano", serve="passivita_totale", norma="tuel:243-bis:5-bis")
    def durata_massima(self) -> Intero | None:
        """Gli anni che la legge concede, a scaglioni del rapporto e secondo gli abitanti."""
        anni = self._indicatore("PRFP_ANNI")
        return None if anni is None else int(anni)

    @calcolato("D", "Quota annua minima", serve="passivita_totale")
    def quota_minima(self) -> EuroPositivo | None:
        """Passività divise per gli anni massimi, arrotondate al centesimo in su."""
        return self._indicatore("PRFP_RATA")

    @calcolato("D", "Piano anno per anno", serve="quote passivita_totale")
    def piano(self) -> list[AnnoDelPiano]:
        """Per ogni anno la quota, la percentuale delle passività che ripiana, le misure e il margine."""
        righe = []
        for una in self.quote:
            misure = somma(uno.importo for uno in self.misure if uno.anno == una.anno)
            parte = una.importo / self.passivita_totale * 100 if self.passivita_totale else Decimal(0)
            righe.append(
                AnnoDelPiano(
                    anno=una.anno,
                    quota=una.importo,
                    percentuale=arrotonda(parte),
                    misure=misure,
                    margine=misure - una.importo,
                )
            )
        return righe

    @calcolato("D", "Totale delle quote")
    def totale_quote(self) -> EuroPositivo:
        """Somma delle quote annue."""
        return somma(una.importo for una in self.quote)

    @calcolato("D", "Totale delle misure")
    def totale_misure(self) -> EuroPositivo:
        """Somma delle misure del piano."""
        return somma(una.importo for una in self.misure)

    @calcolato("T", "Cassa anno per anno", serve="cassa_prevista")
    def cassa(self) -> list[CassaStampata]:
        """Fondo iniziale più riscossioni meno pagamenti."""
        return [
            CassaStampata(**una.model_dump(), finale=una.iniziale + una.riscossioni - una.pagamenti)
            for una in self.cassa_prevista
        ]

    @calcolato("L", "Esecutività presunta", serve="seduta_data", norma="tuel:134:4")
    def esecutiva_dal(self) -> Giorno:
        """Il giorno della seduta se immediatamente eseguibile, altrimenti dopo la pubblicazione."""
        if self.immediata:
            return self.seduta_data
        giorni = int(rules.in_force("atti", "esecutivita", self.giorno).valore)
        return self.seduta_data + timedelta(days=giorni)

    @calcolato("L", "Termine per l'invio", serve="esecutiva_dal", norma="tuel:243-bis")
    def invio_entro(self) -> Giorno:
        """Cinque giorni dall'esecutività."""
        return self.esecutiva_dal + timedelta(days=int(regola(self, "giorni_invio")))

    @calcolato("L", "Termine per il piano", norma="tuel:243-bis:5")
    def termine_piano(self) -> Giorno | None:
        """Novanta giorni dall'esecutività del ricorso."""
        dal = self.ricorso_esecutivo if self.fase == PIANO else self.esecutiva_dal
        return dal and dal + timedelta(days=int(regola(self, "giorni_piano")))

    def _indicatore(self, codice: str) -> Decimal | None:
        valori = {del_modulo("disavanzo", "passivita_da_ripianare"): self.passivita_totale}
        fatti = con_dichiarati(self.fatti, self.anno_rendiconto, valori, popolazione=self.fatti.popolazione())
        return fatti.indicatore(codice, self.anno_rendiconto)


def regola(atto: Prfp, codice: str) -> Decimal:
    """Return a number of the law on the riequilibrio on the day of the act."""
    return Decimal(str(rules.in_force("prfp", codice, atto.giorno).valore))
