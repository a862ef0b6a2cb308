"""What acts of spending and revenue share: who is paid, in which year, on which line of the budget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field, model_validator

from crescere_kit.acts.act import somma
from crescere_kit.acts.budget.codes import codice_bilancio
from crescere_kit.acts.checks import Violazione
from crescere_kit.acts.checks.engine import in_euro
from crescere_kit.acts.fields import PSEUDONIMO
from crescere_kit.acts.types import CodiceFiscale, Euro, EuroPositivo, Giorno, Intero, Riga, SiNo, Testo

ESERCIZI_DEL_BILANCIO = 3


class Beneficiario(Riga):
    """Who is paid. Of a natural person the copy for the albo shows a code."""

    denominazione: Testo = Field(title="Beneficiario", json_schema_extra={"x-privacy": PSEUDONIMO})
    codice_fiscale: CodiceFiscale = Field(
        title="Codice fiscale o partita IVA", json_schema_extra={"x-privacy": PSEUDONIMO}
    )
    persona_fisica: SiNo = Field(False, title="È una persona fisica", json_schema_extra={"x-stampa": False})
    professionista: SiNo = Field(False, title="È un professionista", json_schema_extra={"x-stampa": False})

    @model_validator(mode="after")
    def _una_persona_si_dice(self) -> Beneficiario:
        if not self.codice_fiscale.isdigit() and not self.persona_fisica:
            raise ValueError(
                "Il codice fiscale è di una persona fisica: indicarlo, perché l'albo non ne mostri il nome."
            )
        return self


class Durc(Riga):
    """The certificate that contributions are paid."""

    protocollo: Testo = Field(title="Numero")
    scadenza: Giorno = Field(title="Valido fino al")


class Quota(Riga):
    """An amount on a line of the budget, in the year in which it falls due."""

    esigibile_dal: Giorno = Field(title="Esigibile il")
    codice: Testo = Field(title="Codice di bilancio")
    capitolo: Testo = Field("", title="Capitolo")
    importo: EuroPositivo = Field(title="Importo")
    disponibile: EuroPositivo | None = Field(
        None, title="Disponibile sul capitolo", description="Stanziamento meno quanto è già impegnato."
    )
    residuo_cassa: EuroPositivo | None = Field(None, title="Stanziamento di cassa residuo")

    @property
    def riga(self) -> tuple[int, str, str]:
        """The line of the budget: two rows of the act on it share what it holds."""
        return (self.esigibile_dal.year, self.codice, self.capitolo)


class QuotaDiSpesa(Quota):
    """An amount on a line of spending."""

    @model_validator(mode="after")
    def _codice_che_si_legge(self) -> QuotaDiSpesa:
        codice_bilancio("spese", self.codice)
        return self


class QuotaDiEntrata(Quota):
    """An amount on a line of revenue."""

    @model_validator(mode="after")
    def _codice_che_si_legge(self) -> QuotaDiEntrata:
        codice_bilancio("entrate", self.codice)
        return self


class Imputazione(Riga):
    """An amount as the act books it."""

    anno: Intero
    codice: Testo
    capitolo: Testo
    importo: Euro
    disponibile: Euro | None
    dopo: Euro | None


def imputazioni(quote: Iterable[Quota]) -> list[Imputazione]:
    """Return the amounts in the year in which each falls due (princ. 4/2 §5)."""
    righe, usati = [], dict[tuple[int, str, str], Decimal]()
    for una in quote:
        usati[una.riga] = usati.get(una.riga, Decimal("0.00")) + una.importo
        righe.append(
            Imputazione(
                anno=una.esigibile_dal.year,
                codice=una.codice,
                capitolo=una.capitolo,
                importo=una.importo,
                disponibile=una.disponibile,
                dopo=None if una.disponibile is None else una.disponibile - usati[una.riga],
            )
        )
    return righe


def totale(quote: Iterable[Any]) -> Decimal:
    """Return the sum of the amounts."""
    return somma(una.importo for una in quote)


def scoperte(quote: Iterable[Quota], campo: str) -> Iterator[Violazione]:
    """Yield the lines that do not hold what the act books on them."""
    usati: dict[tuple[int, str, str], Decimal] = {}
    for posto, una in enumerate(quote):
        usati[una.riga] = usati.get(una.riga, Decimal("0.00")) + una.importo
        if una.disponibile is not None and usati[una.riga] > una.disponibile:
            yield Violazione(
                f"Sul capitolo {una.capitolo or una.codice} restano {in_euro(una.disponibile)} e se ne "
                f"imputano {in_euro(usati[una.riga])}.",
                f"{campo}.{posto}.importo",
                {"disponibile": una.disponibile, "importo": usati[una.riga]},
            )


def durc_scaduto(durc: Durc | None, giorno: date) -> str:
    """Return why a DURC cannot be used on a day, nothing if it can."""
    if durc is None:
        return "Manca il DURC, o il motivo per cui non serve."
    if durc.scadenza < giorno:
        return f"Il DURC n. {durc.protocollo} è scaduto il {durc.scadenza:%d/%m/%Y}."
    return ""
