"""The rows of a TARI act: users, reductions, tariffs as they are printed."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from crescere_kit.acts.programmes.choices import scelta
from crescere_kit.acts.programmes.tari.coefficients import DOMESTICA, NON_DOMESTICA
from crescere_kit.acts.types import EuroPositivo, Giorno, Intero, Percento, Riga, Testo, arrotonda

FISSA, VARIABILE = "fissa", "variabile"
PARTI = {FISSA: "parte fissa", VARIABILE: "parte variabile"}
UTENZE = {DOMESTICA: "utenze domestiche", NON_DOMESTICA: "utenze non domestiche"}
COPERTURE = {"tariffa": "con la tariffa", "bilancio": "con la fiscalità generale"}
COMMI = {"659": "comma 659 (previste dalla legge)", "660": "comma 660 (ulteriori)"}


class Utenza(Riga):
    """The users of a kind, with their coefficients: Ka and Kb, or Kc and Kd."""

    utenza: str = scelta("Utenza", UTENZE)
    voce: Intero = Field(title="Componenti o categoria", ge=1, description="6: sei o più componenti.")
    numero: Intero = Field(title="Quante utenze", ge=0)
    superficie: Percento = Field(title="Superficie (m²)", ge=0)
    fisso: Percento = Field(title="Coefficiente della parte fissa (Ka o Kc)", gt=0)
    variabile: Percento = Field(title="Coefficiente della parte variabile (Kb o Kd)", gt=0)
    dovuto_precedente: EuroPositivo | None = Field(None, title="TARI dell'anno prima di tutta la categoria")


class Detrazione(Riga):
    """What is taken off the costs of the plan before the tariffs."""

    descrizione: Testo = Field(title="Descrizione")
    parte: str = scelta("Parte", PARTI)
    importo: EuroPositivo = Field(title="Importo")


class Riduzione(Riga):
    """A reduction: what it costs, and who pays for it."""

    fattispecie: Testo = Field(title="Fattispecie")
    comma: str = scelta("Norma", COMMI)
    utenza: str = scelta("Utenza", UTENZE)
    parte: str = scelta("Parte ridotta", PARTI)
    base: EuroPositivo = Field(title="Tariffa piena delle utenze interessate")
    percentuale: Percento = Field(title="Riduzione (%)", gt=0, le=100)
    copertura: str = scelta("Chi la paga", COPERTURE)
    capitolo: Testo = Field("", title="Capitolo di spesa", description="Se la paga la fiscalità generale.")

    @property
    def minor_gettito(self) -> Decimal:
        """What the reduction costs."""
        return arrotonda(self.base * self.percentuale / 100)


class Rata(Riga):
    """When a share of the TARI is due."""

    descrizione: Testo = Field(title="Rata")
    scadenza: Giorno = Field(title="Scadenza")


class RiduzioneStampata(Riga):
    """A reduction in words, with what it costs."""

    fattispecie: Testo
    norma: Testo
    minor_gettito: EuroPositivo
    copertura: Testo


class Tariffa(Riga):
    """The tariffs of a kind of user: euro per m², and euro per user (domestic) or per m²."""

    utenza: Testo
    voce: Intero
    nome: Testo
    numero: Intero
    superficie: Percento
    coefficiente_fisso: Percento
    coefficiente_variabile: Percento
    fissa: Percento
    variabile: Percento
    fissa_scritta: Testo
    variabile_scritta: Testo
    gettito: EuroPositivo
    precedente: EuroPositivo | None
    variazione: Percento | None


class Perequativa(Riga):
    """A component that ARERA asks of every user, on top of the tariff."""

    nome: Testo
    importo: EuroPositivo
    totale: EuroPositivo
