"""Riaccertamento ordinario dei residui (art. 3, c. 4, d.lgs. 118/2011): kept, cancelled or moved on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.checks import AVVISA, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import OMESSO, calcolato, campo
from crescere_kit.acts.programmes.choices import scelta
from crescere_kit.acts.types import (
    Euro,
    EuroPositivo,
    Giorno,
    Intero,
    Riferimento,
    Riga,
    SiNo,
    Testo,
    TestoLungo,
)

_ZERO = Decimal("0.00")
ESITI = {
    "mantenuto": "mantenuto",
    "insussistente": "eliminato perché insussistente",
    "inesigibile": "eliminato perché inesigibile",
    "prescritto": "eliminato perché prescritto",
    "economia": "eliminato per economia",
    "reimputato": "reimputato",
}
ELIMINATI = ("insussistente", "inesigibile", "prescritto", "economia")


class Residuo(Riga):
    """A residuo as it was and as it becomes."""

    lato: Testo = scelta("Parte", {"attivo": "attivo", "passivo": "passivo"})
    numero: Testo = Field(title="Accertamento o impegno")
    anno: Intero = Field(title="Anno di provenienza")
    titolo: Testo = Field(title="Titolo", pattern="^[1-79]$")
    soggetto: Testo = Field("", title="Debitore o creditore", json_schema_extra={"x-privacy": "pseudonimo"})
    iniziale: EuroPositivo = Field(title="Importo iniziale")
    regolato: EuroPositivo = Field(_ZERO, title="Riscosso o pagato")
    esito: Testo = scelta("Esito", ESITI)
    importo: EuroPositivo = Field(title="Importo dell'esito")
    anno_reimputazione: Intero | None = Field(None, title="Anno di reimputazione")
    obbligazione: SiNo = Field(False, title="È un'obbligazione giuridica non esigibile al 31 dicembre")
    coperto_da_fpv: SiNo = Field(False, title="La spesa reimputata è coperta dal fondo pluriennale vincolato")
    in_fcde: SiNo = Field(False, title="È nel fondo crediti di dubbia esigibilità")
    gara: SiNo = Field(True, title="Investimento con gara o progetto che conservano il fondo")
    motivo: TestoLungo = Field("", title="Motivo", json_schema_extra={"x-privacy": OMESSO})

    @property
    def mantenuto(self) -> Decimal:
        """What remains of it once it is partly settled, cancelled or moved."""
        return self.iniziale - self.regolato - (_ZERO if self.esito == "mantenuto" else self.importo)


class TotaleResidui(Riga):
    """The totals of a titolo of one side."""

    lato: Testo
    titolo: Testo
    iniziale: Euro
    regolato: Euro
    mantenuto: Euro
    eliminato: Euro
    reimputato: Euro


class Ricognizione(Riga):
    """The determinazione with which a responsabile looked at its residui."""

    responsabile: Testo = Field(title="Servizio")
    atto: Riferimento = Field(title="Determinazione")


class Riaccertamento(Delibera):
    """The data of the act (art. 3, c. 4, d.lgs. 118/2011; art. 228, c. 3, and art. 175, c. 5-bis, TUEL)."""

    codice = "riaccertamento"
    organo = "giunta"

    residui: list[Residuo] = campo(
        "X", "Residui", passo="Residui", predefinito=list, norma="tuel:228:3", stampa=False
    )
    ricognizioni: list[Ricognizione] = campo(
        "U", "Ricognizioni dei responsabili", passo="Residui", predefinito=list
    )
    servizi: Intero | None = campo("A", "Quanti servizi ha l'ente", passo="Residui", stampa=False, ge=1)
    schema_rendiconto: Giorno | None = campo(
        "U", "Giorno dello schema di rendiconto", passo="Residui", obbligatorio=False, stampa=False
    )

    @property
    def anno_esercizio(self) -> int:
        """The year whose residui are looked at: the one before."""
        return self.giorno.year - 1

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Riaccertamento ordinario dei residui al 31 dicembre {self.anno}"

    @calcolato("D", "Totali per titolo", serve="residui")
    def totali(self) -> list[TotaleResidui]:
        """Per ogni titolo l'iniziale, quanto è regolato, mantenuto, eliminato, reimputato."""
        chiavi = sorted({(uno.lato, uno.titolo) for uno in self.residui})
        return [self._totale(lato, titolo) for lato, titolo in chiavi]

    def _totale(self, lato: str, titolo: str) -> TotaleResidui:
        suoi = [uno for uno in self.residui if (uno.lato, uno.titolo) == (lato, titolo)]
        return TotaleResidui(
            lato=lato,
            titolo=titolo,
            iniziale=somma(uno.iniziale for uno in suoi),
            regolato=somma(uno.regolato for uno in suoi),
            mantenuto=somma(uno.mantenuto for uno in suoi),
            eliminato=somma(uno.importo for uno in suoi if uno.esito in ELIMINATI),
            reimputato=somma(uno.importo for uno in suoi if uno.esito == "reimputato"),
        )

    def _di(self, lato: str, voce: str) -> Decimal:
        return somma(getattr(uno, voce) for uno in self.totali or () if uno.lato == lato)

    @calcolato("D", "Residui attivi mantenuti", serve="residui")
    def ra_mant(self) -> Euro:
        """Somma dei residui attivi mantenuti."""
        return self._di("attivo", "mantenuto")

    @calcolato("D", "Residui attivi eliminati", serve="residui")
    def ra_elim(self) -> Euro:
        """Somma dei residui attivi eliminati."""
        return self._di("attivo", "eliminato")

    @calcolato("D", "Residui attivi reimputati", serve="residui")
    def ra_reimp(self) -> Euro:
        """Somma dei residui attivi reimputati."""
        return self._di("attivo", "reimputato")

    @calcolato("D", "Residui passivi mantenuti", serve="residui")
    def rp_mant(self) -> Euro:
        """Somma dei residui passivi mantenuti."""
        return self._di("passivo", "mantenuto")

    @calcolato("D", "Residui passivi eliminati", serve="residui")
    def rp_elim(self) -> Euro:
        """Somma dei residui passivi eliminati."""
        return self._di("passivo", "eliminato")

    @calcolato("D", "Residui passivi reimputati", serve="residui")
    def rp_reimp(self) -> Euro:
        """Somma dei residui passivi reimputati."""
        return self._di("passivo", "reimputato")

    def _fpv(self, titoli: tuple[str, ...]) -> Decimal:
        return somma(
            uno.importo
            for uno in self.residui
            if uno.lato == "passivo"
            and uno.esito == "reimputato"
            and uno.coperto_da_fpv
            and uno.titolo in titoli
        )

    @calcolato("D", "Fondo pluriennale vincolato di parte corrente", serve="residui")
    def fpv_c(self) -> Euro:
        """Spese correnti reimputate e coperte da entrate già accertate."""
        return self._fpv(("1",))

    @calcolato("D", "Fondo pluriennale vincolato in conto capitale", serve="residui")
    def fpv_k(self) -> Euro:
        """Spese in conto capitale e finanziarie reimputate e coperte da entrate già accertate."""
        return self._fpv(("2", "3"))

    @calcolato("D", "Residui attivi inesigibili da tenere nel patrimonio", serve="residui")
    def stralciati(self) -> Euro:
        """Residui attivi eliminati perché inesigibili: restano nel patrimonio fino alla prescrizione."""
        return somma(
            uno.importo for uno in self.residui if uno.lato == "attivo" and uno.esito == "inesigibile"
        )


@controllo("RR-01", "tuel:228:3", campo="residui")
def ogni_riga_torna(atto: Riaccertamento) -> Iterator[Trovato]:
    """Di ogni residuo l'importo iniziale è quanto è regolato più mantenuto, eliminato e reimputato."""
    for posto, uno in enumerate(atto.residui):
        resta = uno.iniziale - uno.regolato
        if uno.importo > resta or (uno.esito == "mantenuto" and uno.importo != resta):
            yield Violazione(
                f"Residuo {uno.numero}/{uno.anno}: iniziale {in_euro(uno.iniziale)}, regolato "
                f"{in_euro(uno.regolato)}, {ESITI[uno.esito]} {in_euro(uno.importo)}: non torna.",
                f"residui.{posto}.importo",
            )


@controllo("RR-02", "dlgs118-2011:3:4", campo="residui")
def reimputati_a_ragione(atto: Riaccertamento) -> Iterator[Trovato]:
    """Si reimputano solo obbligazioni giuridiche non esigibili al 31 dicembre, in un anno successivo."""
    for posto, uno in enumerate(atto.residui):
        if uno.esito != "reimputato":
            continue
        if not uno.obbligazione:
            yield Violazione(
                f"Residuo {uno.numero}/{uno.anno}: si reimputa solo ciò che è dovuto e non ancora esigibile.",
                f"residui.{posto}.obbligazione",
            )
        if uno.anno_reimputazione is None or uno.anno_reimputazione <= atto.anno_esercizio:
            yield Violazione(
                f"Residuo {uno.numero}/{uno.anno}: indicare un anno di reimputazione dopo il "
                f"{atto.anno_esercizio}.",
                f"residui.{posto}.anno_reimputazione",
            )


@controllo("RR-03", "dlgs118-2011:3:4", campo="residui")
def spesa_reimputata_coperta(atto: Riaccertamento) -> Iterator[Trovato]:
    """La spesa reimputata è coperta dal fondo pluriennale o da entrate reimputate insieme."""
    senza_fondo = somma(
        uno.importo
        for uno in atto.residui
        if uno.lato == "passivo" and uno.esito == "reimputato" and not uno.coperto_da_fpv
    )
    if atto.ra_reimp is not None and senza_fondo > atto.ra_reimp:
        yield Violazione(
            f"Si reimputano spese senza fondo per {in_euro(senza_fondo)} ed entrate per "
            f"{in_euro(atto.ra_reimp)}: la differenza non ha copertura.",
            numeri={"spese": senza_fondo, "entrate": atto.ra_reimp},
        )


@controllo("RR-04", "tuel:228:3", campo="residui")
def eliminati_con_motivo(atto: Riaccertamento) -> Iterator[Trovato]:
    """Ogni eliminazione ha il suo motivo."""
    for posto, uno in enumerate(atto.residui):
        if uno.esito in ELIMINATI and not uno.motivo:
            yield Violazione(
                f"Residuo {uno.numero}/{uno.anno}: manca il motivo dell'eliminazione.",
                f"residui.{posto}.motivo",
            )


@controllo("RR-07", "tuel:228:3", campo="ricognizioni")
def tutti_hanno_guardato(atto: Riaccertamento) -> Iterator[Trovato]:
    """C'è la ricognizione di ogni responsabile."""
    if atto.servizi is not None and len(atto.ricognizioni) < atto.servizi:
        yield Violazione(f"Ci sono {len(atto.ricognizioni)} ricognizioni su {atto.servizi} servizi.")


@controllo("RR-05", "tuel:228:3", gravita=AVVISA, campo="residui")
def vecchi_nel_fondo(atto: Riaccertamento) -> Iterator[Trovato]:
    """I residui attivi più vecchi sono nel fondo crediti di dubbia esigibilità."""
    anni = int(rules.in_force("delibere", "residui_attivi_vecchi", atto.giorno).valore)
    for posto, uno in enumerate(atto.residui):
        vecchio = atto.anno_esercizio - uno.anno >= anni
        if uno.lato == "attivo" and uno.mantenuto > 0 and vecchio and not uno.in_fcde:
            yield Violazione(
                f"Il residuo attivo {uno.numero}/{uno.anno} ha più di {anni} anni e non è nel FCDE.",
                f"residui.{posto}.in_fcde",
            )


@controllo("RR-06", "l199-2025:1:660", gravita=AVVISA, campo="residui")
def fondo_con_le_gare(atto: Riaccertamento) -> Iterator[Trovato]:
    """Il fondo degli investimenti resta solo se la gara o il progetto ne hanno le condizioni."""
    for posto, uno in enumerate(atto.residui):
        if uno.coperto_da_fpv and uno.titolo == "2" and not uno.gara:
            yield Violazione(
                f"Residuo {uno.numero}/{uno.anno}: senza gara o progetto il fondo non si conserva.",
                f"residui.{posto}.gara",
            )


ATTO = Definizione(
    Riaccertamento,
    (
        ogni_riga_torna,
        reimputati_a_ragione,
        spesa_reimputata_coperta,
        eliminati_con_motivo,
        tutti_hanno_guardato,
        vecchi_nel_fondo,
        fondo_con_le_gare,
    ),
)
