"""Convenzione fra enti (art. 30 TUEL): what several enti will do together, and who pays."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.checks import Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.spending import ESERCIZI_DEL_BILANCIO
from crescere_kit.acts.types import (
    Euro,
    EuroPositivo,
    Intero,
    Percento,
    Riga,
    SiNo,
    Testo,
    TestoLungo,
    arrotonda,
)

_INTERO = Decimal(100)


class EnteConvenzionato(Riga):
    """An ente of the convention and its share of the cost."""

    nome: Testo = Field(title="Ente")
    capofila: SiNo = Field(False, title="È capofila", json_schema_extra={"x-stampa": False})
    quota: Percento = Field(title="Quota (%)")


class EnteStampato(Riga):
    """An ente with what it pays each year."""

    nome: Testo
    quota: Percento
    importo: Euro


class Stanziato(Riga):
    """What the budget holds for the convention in one year."""

    anno: Intero = Field(title="Anno")
    capitolo: Testo = Field("", title="Capitolo")
    importo: EuroPositivo = Field(title="Stanziamento")


class Convenzione(Delibera):
    """The data of the act (art. 30 and art. 42, c. 2, lett. c, TUEL)."""

    codice = "convenzione"
    organo = "consiglio"

    enti: list[EnteConvenzionato] = campo("U", "Enti", passo="Convenzione", predefinito=list, stampa=False)
    fini: TestoLungo | None = campo("U", "Fini", passo="Convenzione", norma="tuel:30:2")
    durata_anni: Intero | None = campo("U", "Durata in anni", passo="Convenzione", norma="tuel:30:2", ge=1)
    consultazione: TestoLungo | None = campo(
        "U", "Forme di consultazione degli enti", passo="Convenzione", norma="tuel:30:2"
    )
    rapporti_finanziari: TestoLungo | None = campo(
        "U", "Rapporti finanziari", passo="Convenzione", norma="tuel:30:2"
    )
    obblighi: TestoLungo | None = campo(
        "U", "Reciproci obblighi e garanzie", passo="Convenzione", norma="tuel:30:2"
    )
    recesso: TestoLungo | None = campo("U", "Recesso", passo="Convenzione", obbligatorio=False)
    personale: TestoLungo | None = campo("U", "Personale", passo="Convenzione", obbligatorio=False)
    trattamento_dati: TestoLungo | None = campo(
        "U", "Trattamento dei dati", passo="Convenzione", obbligatorio=False, norma="gdpr:28"
    )
    costo_annuo: EuroPositivo | None = campo("U", "Costo annuo", passo="Costi")
    stanziamenti: list[Stanziato] = campo("B", "Stanziamenti in bilancio", passo="Costi", predefinito=list)

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Approvazione dello schema di convenzione per {(self.fini or '____')[:200]}"

    @calcolato("D", "Riparto", serve="enti costo_annuo")
    def riparto(self) -> list[EnteStampato]:
        """Costo annuo per la quota di ciascun ente."""
        return [
            EnteStampato(
                nome=uno.nome, quota=uno.quota, importo=arrotonda(self.costo_annuo * uno.quota / 100)
            )
            for uno in self.enti
        ]

    @calcolato("D", "Quota dell'ente", serve="enti costo_annuo")
    def quota_ente(self) -> EnteStampato | None:
        """La riga del riparto che ha il nome dell'ente."""
        nome = self.ente.denominazione.casefold()
        return next((uno for uno in self.riparto if uno.nome.casefold() == nome), None)

    @calcolato("D", "Nomi degli enti", serve="enti")
    def nomi(self) -> list[Testo]:
        """Gli enti della convenzione."""
        return [uno.nome for uno in self.enti]

    @calcolato("D", "Capofila", serve="enti")
    def capofila(self) -> Testo | None:
        """L'ente capofila."""
        return next((uno.nome for uno in self.enti if uno.capofila), None)


@controllo("CO-01", "tuel:30:2", campo="fini")
def contenuti_di_legge(atto: Convenzione) -> Iterator[Trovato]:
    """La convenzione dice fini, durata, forme di consultazione, rapporti finanziari e obblighi."""
    contenuti = {
        "fini": "i fini",
        "durata_anni": "la durata",
        "consultazione": "le forme di consultazione",
        "rapporti_finanziari": "i rapporti finanziari",
        "obblighi": "gli obblighi e le garanzie",
    }
    for nome, parole in contenuti.items():
        if not getattr(atto, nome):
            yield Violazione(f"La convenzione non dice {parole}.", nome)


@controllo("CO-02", "tuel:30:2", campo="enti")
def quote_intere(atto: Convenzione) -> Iterator[Trovato]:
    """Le quote degli enti sommano cento, e l'ente è fra loro."""
    totale = sum((uno.quota for uno in atto.enti), Decimal(0))
    if atto.enti and totale != _INTERO:
        yield Violazione(f"Le quote degli enti sommano {totale} %, non 100 %.")
    if atto.enti and atto.costo_annuo is not None and atto.quota_ente is None:
        yield Violazione(f"«{atto.ente.denominazione}» non è fra gli enti della convenzione.")


@controllo("CO-03", "tuel:183:6", campo="stanziamenti")
def in_bilancio(atto: Convenzione) -> Iterator[Trovato]:
    """Gli anni del bilancio hanno quanto serve per la quota dell'ente."""
    if atto.quota_ente is None:
        return
    if not atto.stanziamenti:
        yield Ignoto("Mancano gli stanziamenti in bilancio per la quota dell'ente.")
    durata = atto.durata_anni or 1
    scritti = {una.anno for una in atto.stanziamenti}
    for anno in range(atto.anno_esercizio, atto.anno_esercizio + min(durata, ESERCIZI_DEL_BILANCIO)):
        if atto.stanziamenti and anno not in scritti:
            yield Violazione(f"Manca lo stanziamento del {anno}: la convenzione dura {durata} anni.")
    for una in atto.stanziamenti:
        if una.importo < atto.quota_ente.importo:
            yield Violazione(
                f"Nel {una.anno} lo stanziamento è {in_euro(una.importo)}, la quota dell'ente "
                f"{in_euro(atto.quota_ente.importo)}."
            )


@controllo("CO-04", "tuel:30:2", campo="costo_annuo")
def riparto_esatto(atto: Convenzione) -> Iterator[Trovato]:
    """Il riparto somma il costo annuo, a meno degli arrotondamenti al centesimo di ciascun ente."""
    if atto.riparto and abs(somma(uno.importo for uno in atto.riparto) - atto.costo_annuo) * 100 > len(
        atto.enti
    ):
        yield Violazione("Il riparto fra gli enti non somma il costo annuo.")


ATTO = Definizione(Convenzione, (contenuti_di_legge, quote_intere, in_bilancio, riparto_esatto))
