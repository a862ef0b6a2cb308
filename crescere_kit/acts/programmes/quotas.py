"""The rows of a plan that recovers a disavanzo: where it comes from, quotas, what covers them, measures."""

from __future__ import annotations

from pydantic import Field

from crescere_kit.acts.programmes.choices import scelta
from crescere_kit.acts.types import Euro, EuroPositivo, Intero, Riga, Testo, TestoLungo

ORIGINI = {
    "riaccertamento": "riaccertamento straordinario (d.m. 2 aprile 2015)",
    "fcde_2019": "passaggio al metodo ordinario del FCDE nel rendiconto 2019",
    "fal": "ricostituzione del fondo anticipazioni di liquidità",
    "altra": "altra origine con piano proprio",
}
MEZZI = {
    "entrate": "maggiori entrate correnti",
    "spese": "minori spese correnti",
    "alienazioni": "alienazione di beni disponibili",
    "avanzo": "economie e avanzo degli anni del piano",
    "prestiti": "prestiti",
    "vincolate": "entrate con vincolo di destinazione",
}
VIETATI = ("prestiti", "vincolate")


class OrigineDelDisavanzo(Riga):
    """A part of the disavanzo that keeps its own law and its own plan."""

    origine: str = scelta("Origine", ORIGINI)
    importo: EuroPositivo = Field(title="Importo ancora da recuperare")
    atto: Testo = Field("", title="Atto che approva il suo piano")


class Copertura(Riga):
    """What covers a quota."""

    mezzo: str = scelta("Con che cosa", MEZZI)
    importo: EuroPositivo = Field(title="Importo")
    descrizione: Testo = Field("", title="Descrizione")


class Quota(Riga):
    """The part of the disavanzo that one year covers."""

    anno: Intero = Field(title="Anno")
    importo: EuroPositivo = Field(title="Quota")
    copertura: list[Copertura] = Field(title="Copertura", min_length=1)
    iscritta: EuroPositivo | None = Field(
        None,
        title="Disavanzo iscritto in bilancio",
        description="Solo se il prospetto degli equilibri del bilancio non è caricato.",
    )


class Misura(Riga):
    """Something that is done so that the plan holds."""

    descrizione: TestoLungo = Field(title="Misura")
    anno: Intero = Field(title="Anno")
    importo: EuroPositivo = Field(title="Effetto atteso")
    responsabile: Testo = Field(title="Responsabile")
    indicatore: Testo = Field(title="Come si misura")


class QuotaStampata(Riga):
    """A quota with what covers it in words."""

    anno: Intero
    importo: Euro
    mezzi: list[Testo]
    misure: Euro
    iscritta: Euro | None
    equilibrio: Euro | None
