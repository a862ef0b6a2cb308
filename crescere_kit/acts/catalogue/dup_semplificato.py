"""Documento unico di programmazione (art. 170 TUEL): what the ente wants to do, and with which money."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from crescere_kit import rules
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.programmes.choices import scelta
from crescere_kit.acts.types import Cup, Euro, EuroPositivo, Intero, Riga, SiNo, Testo, TestoLungo

SEZIONI = {
    "organizzazione": "organizzazione e modalità di gestione dei servizi",
    "partecipate": "organismi partecipati",
    "opere": "programma dei lavori pubblici",
    "acquisti": "programma degli acquisti di beni e servizi",
    "personale": "programmazione del personale",
    "patrimonio": "piano delle alienazioni e valorizzazioni",
    "coesione": "progetti PNRR e di coesione",
    "equilibri": "equilibri della situazione corrente e della cassa",
}
_SEMPLIFICATO, _SEMPLIFICATO_PLUS = "semplificato", "ulteriormente semplificato"


class Sezione(Riga):
    """A section that the principle wants."""

    sezione: Testo = scelta("Sezione", SEZIONI)
    testo: TestoLungo = Field(title="Testo")


class SezioneStampata(Riga):
    """A section with its name in full."""

    nome: Testo
    testo: TestoLungo


class Obiettivo(Riga):
    """What a missione must reach, and its money in the document."""

    missione: Testo = Field(title="Missione", pattern=r"^\d{2}$", description="Due cifre: 01, 04, 12.")
    indirizzo: TestoLungo = Field(title="Indirizzo strategico")
    obiettivo: TestoLungo = Field(title="Obiettivo")
    nel_dup: EuroPositivo = Field(title="Spesa nel DUP")
    nel_bilancio: EuroPositivo | None = Field(
        None, title="Spesa nel bilancio", description="Solo se il bilancio caricato non arriva alla missione."
    )


class CoerenzaMissione(Riga):
    """A missione in the document beside the same in the budget."""

    missione: Testo
    nel_dup: Euro
    nel_bilancio: Euro | None


class Opera(Riga):
    """A work of the programme."""

    descrizione: Testo = Field(title="Opera")
    cup: Cup | None = Field(None, title="CUP")
    anno: Intero = Field(title="Anno")
    importo: EuroPositivo = Field(title="Importo")
    finanziamento: Testo = Field(title="Con che cosa si paga")
    stanziato: EuroPositivo | None = Field(None, title="Stanziato in bilancio")


class AnnoStorico(Riga):
    """The current revenue and spending of a year that is over."""

    anno: Intero
    entrate: Euro | None
    spese: Euro | None


class Dup(Delibera):
    """The data of the act (art. 151, c. 1, art. 170 TUEL; all. 4/1, §8.4)."""

    codice = "dup_semplificato"
    organo = "consiglio"

    con_nota: SiNo = campo(
        "U", "Con la nota di aggiornamento", passo="Documento", predefinito=False, obbligatorio=False
    )
    primo_anno: Intero | None = campo("U", "Primo anno", passo="Documento", norma="tuel:170")
    mandato: TestoLungo | None = campo("U", "Linee di mandato", passo="Documento")
    sezioni: list[Sezione] = campo("U", "Sezioni", passo="Documento", predefinito=list, stampa=False)
    obiettivi: list[Obiettivo] = campo("U", "Obiettivi per missione", passo="Obiettivi", predefinito=list)
    opere: list[Opera] = campo("X", "Opere", passo="Opere", obbligatorio=False, predefinito=list)

    @property
    def anno_esercizio(self) -> int:
        """The first of the years that are planned."""
        return self.primo_anno or self.giorno.year + 1

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        nota = " e nota di aggiornamento" if self.con_nota else ""
        return f"Documento unico di programmazione {self.triennio}{nota}"

    @calcolato("D", "Versione del documento", norma="tuel:170")
    def versione(self) -> Testo | None:
        """Per abitanti: ordinario, semplificato, o ulteriormente semplificato per i più piccoli."""
        abitanti = self.fatti.popolazione()
        if abitanti is None:
            return None
        piccoli, medi = (
            int(rules.in_force("delibere", codice, self.giorno).valore)
            for codice in ("dup_ulteriormente_semplificato", "dup_semplificato")
        )
        if abitanti <= piccoli:
            return _SEMPLIFICATO_PLUS
        return _SEMPLIFICATO if abitanti <= medi else "ordinario"

    @calcolato("A", "Abitanti")
    def abitanti(self) -> Intero | None:
        """La popolazione dell'ente."""
        return self.fatti.popolazione()

    @calcolato("R", "Ultimi tre rendiconti")
    def storico(self) -> list[AnnoStorico]:
        """Entrate correnti accertate e spese correnti impegnate degli ultimi tre rendiconti."""
        ultimo = self.fatti.ultimo_rendiconto()
        anni = () if ultimo is None else range(ultimo - 2, ultimo + 1)
        return [AnnoStorico(anno=anno, entrate=self._entrate(anno), spese=self._spese(anno)) for anno in anni]

    def _entrate(self, anno: int) -> Euro | None:
        titoli = [self.fatti.rendiconto("entrate", titolo, "accertamenti", anno) for titolo in "123"]
        return None if None in titoli else sum(titoli)

    def _spese(self, anno: int) -> Euro | None:
        return self.fatti.rendiconto("spese", "1", "impegni", anno)

    @calcolato("B", "Coerenza con il bilancio", serve="obiettivi")
    def coerenza(self) -> list[CoerenzaMissione]:
        """Per ogni missione la spesa del DUP e quella del bilancio."""
        return [
            CoerenzaMissione(
                missione=uno.missione,
                nel_dup=uno.nel_dup,
                nel_bilancio=self._nel_bilancio(uno),
            )
            for uno in self.obiettivi
        ]

    def _nel_bilancio(self, uno: Obiettivo) -> Euro | None:
        if uno.nel_bilancio is not None:
            return uno.nel_bilancio
        return self.fatti.previsto("spese", f"M{uno.missione}", self.anno_esercizio)

    @calcolato("D", "Sezioni", serve="sezioni")
    def testi(self) -> list[SezioneStampata]:
        """Le sezioni scritte, con il loro nome."""
        return [SezioneStampata(nome=SEZIONI[una.sezione], testo=una.testo) for una in self.sezioni]


@controllo("DU-01", "tuel:170", campo="sezioni")
def versione_per_abitanti(atto: Dup) -> Iterator[Trovato]:
    """La versione del documento è quella degli abitanti: questo modello è per gli enti più piccoli."""
    if atto.versione is None:
        yield Ignoto("Gli abitanti dell'ente non si conoscono.")
    elif atto.versione not in (_SEMPLIFICATO, _SEMPLIFICATO_PLUS):
        yield Violazione(
            f"L'ente ha {atto.abitanti} abitanti: il suo DUP è quello ordinario, non il semplificato."
        )


@controllo("DU-02", "tuel:170", campo="sezioni")
def sezioni_complete(atto: Dup) -> Iterator[Trovato]:
    """Ci sono tutte le sezioni che il principio vuole."""
    scritte = {una.sezione for una in atto.sezioni if una.testo}
    for codice, nome in SEZIONI.items():
        if codice not in scritte:
            yield Violazione(f"Manca la sezione: {nome}.")


@controllo("DU-03", "l3-2003:11", "tuel:170", campo="opere")
def opere_finanziate(atto: Dup) -> Iterator[Trovato]:
    """Ogni opera ha il CUP ed è stanziata in bilancio per il suo importo."""
    for posto, una in enumerate(atto.opere):
        if una.cup is None:
            yield Violazione(f"«{una.descrizione}» non ha CUP.", f"opere.{posto}.cup")
        if una.stanziato is None:
            yield Ignoto(f"Di «{una.descrizione}» manca quanto è stanziato.", f"opere.{posto}.stanziato")
        elif una.stanziato < una.importo:
            yield Violazione(
                f"«{una.descrizione}» costa {in_euro(una.importo)}, in bilancio {in_euro(una.stanziato)}.",
                f"opere.{posto}.stanziato",
            )


@controllo("DU-05", "tuel:170:5", campo="obiettivi")
def coerente(atto: Dup) -> Iterator[Trovato]:
    """Per ogni missione la spesa del DUP è quella del bilancio."""
    for posto, una in enumerate(atto.coerenza or ()):
        if una.nel_bilancio is None:
            yield Ignoto(
                f"La missione {una.missione} del bilancio non si conosce.", f"obiettivi.{posto}.nel_bilancio"
            )
        elif una.nel_bilancio != una.nel_dup:
            yield Violazione(
                f"Missione {una.missione}: il DUP ha {in_euro(una.nel_dup)}, il bilancio "
                f"{in_euro(una.nel_bilancio)}.",
                f"obiettivi.{posto}.nel_dup",
            )


@controllo("DU-04", "tuel:170", gravita=AVVISA, campo="seduta_data")
def presentato_in_tempo(atto: Dup) -> Iterator[Trovato]:
    """Il documento è presentato entro il termine dell'anno prima."""
    termine = rules.termine("dup", atto.anno_esercizio - 1)
    if not atto.con_nota and atto.giorno > termine:
        yield Violazione(f"Il termine per presentare il DUP era il {termine:%d/%m/%Y}.")


ATTO = Definizione(
    Dup, (versione_per_abitanti, sezioni_complete, opere_finanziate, coerente, presentato_in_tempo)
)
