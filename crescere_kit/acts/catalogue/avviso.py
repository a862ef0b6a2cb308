"""Avviso pubblico (art. 12 l. 241/1990): the rules first, then the applications."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from crescere_kit import rules
from crescere_kit.acts.bodies import Determinazione
from crescere_kit.acts.checks import Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import Cup, EuroPositivo, Giorno, Intero, Percento, Riga, SiNo, Testo, TestoLungo

_CENTO = Decimal(100)


class Criterio(Riga):
    """A criterion and its weight."""

    descrizione: TestoLungo = Field(title="Criterio")
    peso: Percento = Field(title="Peso (%)")


class Voce(Riga):
    """A requirement, or a document to join."""

    testo: TestoLungo = Field(title="Testo")


class Avviso(Determinazione):
    """The data of the act (l. 241/1990, art. 12; d.lgs. 33/2013, artt. 26-27)."""

    codice = "avviso"

    finalita: TestoLungo | None = campo("U", "Finalità", passo="Avviso", norma="l241-1990:12")
    risorse: EuroPositivo | None = campo("U", "Risorse", passo="Risorse")
    disponibile: EuroPositivo | None = campo("B", "Disponibile sul capitolo", passo="Risorse", stampa=False)
    prenotazione: Testo | None = campo("B", "Prenotazione di impegno", passo="Risorse", norma="tuel:183")
    cup: Cup | None = campo("X", "CUP", passo="Risorse", obbligatorio=False)
    requisiti: list[Voce] = campo("U", "Requisiti", passo="Avviso", predefinito=list)
    criteri: list[Criterio] = campo("U", "Criteri", passo="Avviso", predefinito=list, norma="l241-1990:12")
    documenti: list[Voce] = campo("U", "Documenti", passo="Avviso", obbligatorio=False, predefinito=list)
    modalita_domanda: TestoLungo | None = campo("U", "Come si presenta la domanda", passo="Avviso")
    pubblicazione: Giorno | None = campo("U", "Pubblicato dal", passo="Termini")
    scadenza: Giorno | None = campo("U", "Domande entro", passo="Termini")
    stato_di_bisogno: SiNo = campo(
        "U",
        "I beneficiari sono in stato di bisogno o di salute",
        passo="Avviso",
        predefinito=False,
        obbligatorio=False,
        norma="dlgs33-2013:26:4",
    )
    graduatoria_con_codici: SiNo = campo(
        "U",
        "La graduatoria si pubblica con codici",
        passo="Avviso",
        predefinito=False,
        obbligatorio=False,
        stampa=False,
        norma="dlgs33-2013:26:4",
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Avviso pubblico: {(self.finalita or '____')[:220]}"

    @calcolato("D", "Giorni per la domanda", serve="pubblicazione scadenza")
    def giorni(self) -> Intero:
        """Dal giorno di pubblicazione a quello di scadenza."""
        return (self.scadenza - self.pubblicazione).days

    @calcolato("D", "Somma dei pesi", serve="criteri")
    def totale_pesi(self) -> Percento:
        """Somma dei pesi dei criteri."""
        return sum((uno.peso for uno in self.criteri), Decimal(0))


@controllo("AV-01", "l241-1990:12", campo="criteri")
def pesi_interi(atto: Avviso) -> Iterator[Trovato]:
    """I pesi dei criteri sommano cento."""
    if atto.totale_pesi is not None and atto.totale_pesi != _CENTO:
        yield Violazione(f"I pesi dei criteri sommano {atto.totale_pesi}, non 100.")


@controllo("AV-02", "l241-1990:12", campo="scadenza")
def tempo_per_la_domanda(atto: Avviso) -> Iterator[Trovato]:
    """Fra pubblicazione e scadenza ci sono i giorni minimi."""
    minimo = rules.in_force("delibere", "giorni_avviso", atto.giorno).valore
    if atto.giorni is not None and atto.giorni < minimo:
        yield Violazione(f"Per presentare la domanda ci sono {atto.giorni} giorni: ne servono {minimo}.")


@controllo("AV-03", "dlgs33-2013:26:4", campo="graduatoria_con_codici")
def beneficiari_non_riconoscibili(atto: Avviso) -> Iterator[Trovato]:
    """Se dai dati si ricava lo stato di salute o di disagio, la graduatoria si pubblica con codici."""
    if atto.stato_di_bisogno and not atto.graduatoria_con_codici:
        yield Violazione("I beneficiari sono in stato di bisogno: la graduatoria va pubblicata con codici.")


@controllo("AV-04", "tuel:183", campo="prenotazione")
def risorse_prenotate(atto: Avviso) -> Iterator[Trovato]:
    """Le risorse sono disponibili sul capitolo e prenotate."""
    if atto.risorse is not None and atto.disponibile is not None and atto.risorse > atto.disponibile:
        yield Violazione(
            f"L'avviso mette {in_euro(atto.risorse)} e sul capitolo restano {in_euro(atto.disponibile)}.",
            "risorse",
        )


ATTO = Definizione(
    Avviso, (pesi_interi, tempo_per_la_domanda, beneficiari_non_riconoscibili, risorse_prenotate)
)
