"""The rows of an act that pays: the invoices, and the check of debts before paying."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from crescere_kit.acts.fields import OMESSO
from crescere_kit.acts.types import Cig, Cup, Euro, EuroPositivo, Giorno, Intero, Riga, SiNo, Testo

_ZERO = Decimal("0.00")


class FatturaRicevuta(Riga):
    """An invoice as the comune received it."""

    numero: Testo = Field(title="Numero")
    data: Giorno = Field(title="Data")
    sdi: Testo = Field(title="Identificativo SDI")
    ricevuta: Giorno = Field(title="Ricevuta il")
    imponibile: EuroPositivo = Field(title="Imponibile")
    iva: EuroPositivo = Field(_ZERO, title="IVA")
    cig: Cig | None = Field(None, title="CIG in fattura")
    cup: Cup | None = Field(None, title="CUP in fattura")
    fornitore: Testo = Field("", title="Partita IVA del fornitore", json_schema_extra={"x-privacy": OMESSO})
    origine: Testo = Field(
        "",
        title="Da dove viene",
        description="Il file della fattura e la sua impronta.",
        json_schema_extra={"x-privacy": OMESSO},  # the name of the file holds the codice fiscale
    )
    gia_liquidata: SiNo = Field(False, title="Già liquidata", json_schema_extra={"x-stampa": False})


class FatturaStampata(Riga):
    """An invoice with its term and its delay."""

    numero: Testo
    data: Giorno
    imponibile: Euro
    iva: Euro
    totale: Euro
    scadenza: Giorno
    ritardo: Intero
    origine: Testo = Field(json_schema_extra={"x-privacy": OMESSO})


class Verifica48bis(Riga):
    """The check of debts with the tax collector before paying."""

    esito: Testo = Field(
        title="Esito",
        pattern="^(non inadempiente|inadempiente)$",
        json_schema_extra={
            "x-tipo": "scelta",
            "x-scelte": ["non inadempiente", "inadempiente"],
            "x-privacy": OMESSO,
        },
    )
    numero: Testo = Field(title="Numero della richiesta", json_schema_extra={"x-privacy": OMESSO})
