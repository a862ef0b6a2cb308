"""Debts outside the budget: what they are made of, how much of each may be recognised, what pays for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from pydantic import Field

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.checks import Ignoto, Violazione
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.fields import PSEUDONIMO
from crescere_kit.acts.programmes.choices import scelta
from crescere_kit.acts.types import (
    Euro,
    EuroPositivo,
    Giorno,
    Intero,
    Riga,
    SiNo,
    Testo,
    TestoLungo,
    arrotonda,
)

LETTERE = {
    "a": "sentenze esecutive",
    "b": "copertura di disavanzi di consorzi, aziende speciali e istituzioni",
    "c": "ricapitalizzazione di società",
    "d": "procedure espropriative o occupazioni d'urgenza",
    "e": "acquisizione di beni e servizi in violazione degli obblighi di impegno",
}
MEZZI = {
    "fondo": "fondo contenzioso o passività potenziali",
    "entrate": "maggiori entrate",
    "spese": "minori spese",
    "avanzo": "avanzo di amministrazione",
    "alienazioni": "alienazioni di beni",
    "mutuo": "mutuo",
}
_ZERO = Decimal("0.00")


class Debito(Riga):
    """A debt that the ente has without having committed it."""

    lettera: Testo = scelta("Lettera dell'art. 194", LETTERE)
    creditore: Testo = Field(title="Creditore", json_schema_extra={"x-privacy": PSEUDONIMO})
    persona_fisica: SiNo = Field(False, title="È una persona fisica", json_schema_extra={"x-stampa": False})
    titolo: TestoLungo = Field(title="Titolo", description="Sentenza, atto o fattura, con i suoi estremi.")
    notifica: Giorno | None = Field(None, title="Notifica del titolo esecutivo")
    sorte: EuroPositivo = Field(title="Sorte")
    decorrenza_interessi: Giorno | None = Field(None, title="Interessi dal")
    interessi: EuroPositivo = Field(_ZERO, title="Interessi già liquidati nel titolo")
    spese: EuroPositivo = Field(_ZERO, title="Spese")
    responsabile: Testo = Field(title="Servizio responsabile")
    utilita: TestoLungo = Field("", title="Utilità per l'ente (lettera e)")
    valore_utilita: EuroPositivo | None = Field(None, title="Valore dell'utilità (lettera e)")
    utile_impresa: EuroPositivo = Field(_ZERO, title="Utile d'impresa compreso nella richiesta (lettera e)")
    per_investimento: SiNo = Field(False, title="È una spesa di investimento")


class DebitoStampato(Riga):
    """A debt as the act recognises it."""

    lettera: Testo
    creditore: Testo = Field(title="Creditore", json_schema_extra={"x-privacy": PSEUDONIMO})
    persona_fisica: SiNo = Field(json_schema_extra={"x-stampa": False})
    titolo: Testo
    sorte: Euro
    interessi: Euro
    spese: Euro
    riconosciuto: Euro
    escluso: Euro
    scadenza: Giorno | None


class Copertura(Riga):
    """What pays for the debts, in one year."""

    mezzo: Testo = scelta("Con che cosa", MEZZI)
    descrizione: Testo = Field("", title="Descrizione")
    capitolo: Testo = Field("", title="Capitolo")
    anno: Intero = Field(title="Anno")
    importo: EuroPositivo = Field(title="Importo")
    disponibile: EuroPositivo | None = Field(None, title="Disponibile")


class CoperturaStampata(Riga):
    """A cover, with its name in full."""

    mezzo: Testo
    descrizione: Testo
    capitolo: Testo
    anno: Intero
    importo: Euro


def interessi_maturati(uno: Debito, giorno: date) -> Decimal:
    """Return the legal interest from a day to another, year by year at the rate of each (art. 1284 c.c.)."""
    if uno.decorrenza_interessi is None or uno.decorrenza_interessi >= giorno:
        return _ZERO
    maturati, inizio = Decimal(0), uno.decorrenza_interessi
    while inizio < giorno:
        fine = min(date(inizio.year + 1, 1, 1), giorno)
        tasso = rules.in_force("interessi_legali", "tasso", inizio).valore
        maturati += uno.sorte * Decimal(tasso) / 100 * (fine - inizio).days / 365
        inizio = fine
    return arrotonda(maturati)


def riconosciuto(uno: Debito, giorno: date) -> tuple[Decimal, Decimal]:
    """Return how much of a debt may be recognised and how much may not: of letter e, only what was useful."""
    richiesta = uno.sorte + uno.interessi + interessi_maturati(uno, giorno) + uno.spese
    if uno.lettera != "e" or uno.valore_utilita is None:
        return richiesta, _ZERO
    ammesso = max(min(uno.valore_utilita, richiesta - uno.utile_impresa), _ZERO)
    return ammesso, richiesta - ammesso


def stampati(debiti: Iterable[Debito], giorno: date) -> list[DebitoStampato]:
    """Return the debts with what is recognised of each and the day by which it is to be paid."""
    return [_stampato(uno, giorno) for uno in debiti]


def _stampato(uno: Debito, giorno: date) -> DebitoStampato:
    ammesso, escluso = riconosciuto(uno, giorno)
    giorni = int(rules.in_force("delibere", "giorni_pagamento_sentenza", giorno).valore)
    return DebitoStampato(
        lettera=uno.lettera,
        creditore=uno.creditore,
        persona_fisica=uno.persona_fisica,
        titolo=uno.titolo[:300],
        sorte=uno.sorte,
        interessi=uno.interessi + interessi_maturati(uno, giorno),
        spese=uno.spese,
        riconosciuto=ammesso,
        escluso=escluso,
        scadenza=None if uno.notifica is None else uno.notifica + timedelta(days=giorni),
    )


def coperture_stampate(coperture: Iterable[Copertura]) -> list[CoperturaStampata]:
    """Return the covers with their names in full."""
    return [
        CoperturaStampata(
            mezzo=MEZZI[una.mezzo],
            descrizione=una.descrizione,
            capitolo=una.capitolo,
            anno=una.anno,
            importo=una.importo,
        )
        for una in coperture
    ]


def non_coperti(riconosciuti: Decimal | None, coperture: Sequence[Copertura]) -> Iterator[Trovato]:
    """Yield what is wrong in the cover: it does not add up, or a line does not hold it."""
    coperto = somma(una.importo for una in coperture)
    if riconosciuti is not None and coperto != riconosciuti:
        yield Violazione(
            f"I debiti riconosciuti sono {in_euro(riconosciuti)}, la copertura {in_euro(coperto)}.",
            "coperture",
            {"debiti": riconosciuti, "copertura": coperto},
        )
    for posto, una in enumerate(coperture):
        if una.disponibile is None:
            yield Ignoto(
                f"Di «{MEZZI[una.mezzo]}» manca quanto è disponibile.", f"coperture.{posto}.disponibile"
            )
        if una.disponibile is not None and una.importo > una.disponibile:
            yield Violazione(
                f"«{MEZZI[una.mezzo]}» copre {in_euro(una.importo)} e ne sono disponibili "
                f"{in_euro(una.disponibile)}.",
                f"coperture.{posto}.importo",
            )
