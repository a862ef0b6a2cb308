"""The rows of a variation, and the prospect that the act carries: before, change and after of each line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, model_validator

from crescere_kit.acts.budget.codes import Codice, codice_bilancio
from crescere_kit.acts.facts import Fatti
from crescere_kit.acts.types import Euro, EuroPositivo, Intero, Riga, SiNo, Testo

_ZERO = Decimal("0.00")
ENTRATE, SPESE = "entrate", "spese"


class RigaVariazione(Riga):
    """A change to one line of the budget in one year; an amount is negative where the line is reduced."""

    lato: Annotated[str, Field(pattern="^(entrate|spese)$")] = Field(
        title="Parte", json_schema_extra={"x-tipo": "scelta", "x-scelte": [ENTRATE, SPESE]}
    )
    codice: Testo = Field(
        title="Codice di bilancio",
        description="Entrata: 1.101.06. Spesa: 01.03.1.103. Basta il titolo se il bilancio ha solo quello.",
    )
    capitolo: Testo = Field("", title="Capitolo")
    descrizione: Testo = Field("", title="Descrizione", description="Se resta vuota è quella del bilancio.")
    anno: Intero = Field(title="Anno")
    competenza: Euro = Field(title="Variazione di competenza")
    cassa: Euro = Field(_ZERO, title="Variazione di cassa", description="Solo per il primo anno.")
    stanziamento: EuroPositivo | None = Field(
        None,
        title="Stanziamento attuale",
        description="Solo se il bilancio caricato non arriva a questo dettaglio.",
    )
    impegnato: EuroPositivo | None = Field(
        None, title="Già impegnato o accertato", description="Per le righe che diminuiscono."
    )
    vincolo: Testo = Field(
        "", title="Vincolo", description="Il nome del vincolo, uguale in entrata e in spesa."
    )
    fpv: SiNo = Field(False, title="È il fondo pluriennale vincolato", json_schema_extra={"x-stampa": False})
    residui: SiNo = Field(False, title="Riguarda i residui", json_schema_extra={"x-stampa": False})

    @model_validator(mode="after")
    def _codice_che_si_legge(self) -> RigaVariazione:
        codice_bilancio(self.lato, self.codice)  # its ValueError is the sentence that the office reads
        return self

    @property
    def letto(self) -> Codice:
        """The code, read."""
        return codice_bilancio(self.lato, self.codice)


class RigaProspetto(Riga):
    """A row of the prospect: what the line was, how it changes, what it becomes."""

    lato: Testo = Field(title="Parte")
    codice: Testo = Field(title="Codice")
    capitolo: Testo = Field(title="Capitolo")
    descrizione: Testo = Field(title="Descrizione")
    anno: Intero = Field(title="Anno")
    attuale: Euro | None = Field(title="Stanziamento attuale")
    competenza: Euro = Field(title="Variazione di competenza")
    assestato: Euro | None = Field(title="Stanziamento assestato")
    cassa: Euro = Field(title="Variazione di cassa")
    origine: Testo = Field(title="Da dove viene lo stanziamento", json_schema_extra={"x-stampa": False})


class Totali(Riga):
    """The totals of a variation in one year."""

    anno: Intero = Field(title="Anno")
    maggiori_entrate: EuroPositivo = Field(title="Maggiori entrate")
    minori_entrate: EuroPositivo = Field(title="Minori entrate")
    maggiori_spese: EuroPositivo = Field(title="Maggiori spese")
    minori_spese: EuroPositivo = Field(title="Minori spese")
    avanzo: EuroPositivo = Field(_ZERO, title="Avanzo applicato")

    @property
    def dare(self) -> Decimal:
        """What pays for the variation: more revenue, less spending, avanzo."""
        return self.maggiori_entrate + self.minori_spese + self.avanzo

    @property
    def avere(self) -> Decimal:
        """What the variation pays for: more spending, less revenue."""
        return self.maggiori_spese + self.minori_entrate


def prospetto(righe: Sequence[RigaVariazione], fatti: Fatti) -> list[RigaProspetto]:
    """Return the rows with what each line is today: from the budget if it goes so deep, else as written."""
    return [_riga(una, fatti) for una in righe]


def _riga(una: RigaVariazione, fatti: Fatti) -> RigaProspetto:
    codice = una.letto
    attuale, origine = una.stanziamento, "indicato dall'ufficio"
    if attuale is None:
        attuale, origine = fatti.previsto(una.lato, codice.conti[-1], una.anno), "bilancio di previsione"
    return RigaProspetto(
        lato=una.lato,
        codice=una.codice,
        capitolo=una.capitolo,
        descrizione=una.descrizione or codice.nome,
        anno=una.anno,
        attuale=attuale,
        competenza=una.competenza,
        assestato=None if attuale is None else attuale + una.competenza,
        cassa=una.cassa,
        origine=origine,
    )


def totali(righe: Iterable[Any], avanzo: dict[int, Decimal] | None = None) -> list[Totali]:
    """Return the totals of each year that the rows touch, in order; avanzo by year."""
    righe, applicato = list(righe), avanzo or {}
    anni = sorted({una.anno for una in righe} | set(applicato))
    return [_del(anno, [una for una in righe if una.anno == anno], applicato) for anno in anni]


def _del(anno: int, righe: list[Any], avanzo: dict[int, Decimal]) -> Totali:
    def somma(lato: str, segno: int) -> Decimal:
        scelti = (segno * una.competenza for una in righe if una.lato == lato)
        return sum((uno for uno in scelti if uno > 0), _ZERO)

    return Totali(
        anno=anno,
        maggiori_entrate=somma(ENTRATE, 1),
        minori_entrate=somma(ENTRATE, -1),
        maggiori_spese=somma(SPESE, 1),
        minori_spese=somma(SPESE, -1),
        avanzo=avanzo.get(anno, _ZERO),
    )
