"""The registry of the ente: what every act repeats, written once, and who was in charge on a day."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import tomlkit
from pydantic import Field, ValidationError

from crescere_kit.acts.faults import DifettoDelCampo, difetti, in_frasi
from crescere_kit.acts.types import Cig, CodiceFiscale, Giorno, Intero, Percento, Persona, Riga, Testo
from crescere_kit.errors import ErroreSpiegato

SINDACO, ASSESSORE, CONSIGLIERE = "sindaco", "assessore", "consigliere"
PRESIDENTE, SEGRETARIO = "presidente del consiglio", "segretario"
FINANZIARIO, RESPONSABILE, REVISORE = "responsabile finanziario", "responsabile", "revisore"
INCARICHI = (
    SINDACO,
    ASSESSORE,
    CONSIGLIERE,
    PRESIDENTE,
    SEGRETARIO,
    FINANZIARIO,
    RESPONSABILE,
    REVISORE,
)
_SCELTA = {"x-tipo": "scelta", "x-scelte": list(INCARICHI)}


class AnagraficaNonValida(ErroreSpiegato, ValueError):
    """The registry of an ente cannot be read: difetti has every fault at its field."""

    def __init__(self, frase: str, difetti: Sequence[DifettoDelCampo] = ()):
        super().__init__(frase)
        self.difetti = tuple(difetti)


class Tesoriere(Riga):
    """Who keeps the cash of the ente, under which convention."""

    denominazione: Testo = Field(title="Tesoriere")
    tasso_anticipazione: Percento | None = Field(None, title="Tasso dell'anticipazione (%)")
    convenzione: Testo = Field("", title="Convenzione di tesoreria")
    cig: Cig | None = Field(None, title="CIG della convenzione")


class Ente(Riga):
    """What identifies the ente in its acts."""

    denominazione: Testo = Field(title="Denominazione", description="Per esempio «Comune di Borgo Esempio».")
    istat: Testo = Field(title="Codice ISTAT")
    provincia: Testo = Field("", title="Provincia")
    codice_ipa: Testo = Field("", title="Codice IPA")
    codice_fiscale: CodiceFiscale | None = Field(None, title="Codice fiscale")
    indirizzo: Testo = Field("", title="Sede")
    popolazione: Intero | None = Field(None, title="Abitanti", ge=0)
    consiglieri_assegnati: Intero | None = Field(None, title="Consiglieri assegnati, senza il sindaco", ge=0)
    fine_mandato: Giorno | None = Field(None, title="Fine del mandato del sindaco")
    regolamento_contabilita: Testo = Field("", title="Regolamento di contabilità (atto che lo approva)")
    dipendenti: Intero | None = Field(None, title="Dipendenti al 31 dicembre", ge=0)
    montano: bool | None = Field(None, title="Comune montano")
    tesoriere: Tesoriere | None = Field(None, title="Tesoreria")


class Incarico(Riga):
    """Somebody in charge of something from a day to another (al left out: still in charge)."""

    persona: Persona = Field(title="Persona")
    incarico: Annotated[str, Field(pattern=f"^({'|'.join(INCARICHI)})$")] = Field(
        title="Incarico", json_schema_extra=_SCELTA
    )
    servizio: Testo = Field("", title="Servizio o settore")
    dal: Giorno = Field(title="Dal")
    al: Giorno | None = Field(None, title="Al")


class Anagrafica(Riga):
    """The registry of one ente."""

    ente: Ente = Field(title="Ente")
    incarichi: list[Incarico] = Field(default_factory=list, title="Chi è in carica")

    def in_carica(self, incarico: str, giorno: date) -> list[Persona]:
        """Return who held an office on a day, in the order of the registry."""
        return [
            uno.persona
            for uno in self.incarichi
            if uno.incarico == incarico and uno.dal <= giorno and (uno.al is None or giorno <= uno.al)
        ]

    def uno(self, incarico: str, giorno: date) -> Persona | None:
        """Return who held an office on a day, None when nobody is written."""
        return next(iter(self.in_carica(incarico, giorno)), None)

    def giunta(self, giorno: date) -> list[Persona]:
        """Return the members of the giunta on a day, the sindaco first."""
        return self.in_carica(SINDACO, giorno) + self.in_carica(ASSESSORE, giorno)

    def consiglio(self, giorno: date) -> list[Persona]:
        """Return the members of the consiglio on a day, the sindaco first."""
        return self.in_carica(SINDACO, giorno) + self.in_carica(CONSIGLIERE, giorno)

    def servizi(self, giorno: date) -> list[str]:
        """Return the services that have somebody in charge on a day, each once, in the order written."""
        in_carica = (
            uno.servizio
            for uno in self.incarichi
            if uno.incarico in (FINANZIARIO, RESPONSABILE)
            and uno.dal <= giorno
            and (uno.al is None or giorno <= uno.al)
        )
        return list(dict.fromkeys(uno for uno in in_carica if uno))


def leggi(percorso: Path) -> Anagrafica:
    """Read the registry of an ente; raise AnagraficaNonValida with every fault."""
    try:
        scritto = tomllib.loads(percorso.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise AnagraficaNonValida(
            f"Manca l'anagrafica dell'ente ({percorso}): compilarla prima di preparare un atto."
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as errore:
        raise AnagraficaNonValida(f"«{percorso.name}» non si legge come TOML: {errore}.") from errore
    return da_dati(scritto)


def da_dati(scritto: object) -> Anagrafica:
    """Read the registry of an ente from plain data; raise AnagraficaNonValida with every fault."""
    try:
        return Anagrafica.model_validate(scritto)
    except ValidationError as errore:
        trovati = difetti(errore)
        raise AnagraficaNonValida(in_frasi("Anagrafica dell'ente", trovati), trovati) from None


def scrivi(anagrafica: Anagrafica, percorso: Path) -> None:
    """Write the registry of an ente, whole or not at all."""
    percorso.parent.mkdir(parents=True, exist_ok=True)
    provvisorio = percorso.with_name(f".{percorso.name}.{os.getpid()}")
    dati = anagrafica.model_dump(mode="python", exclude_none=True)
    provvisorio.write_text(tomlkit.dumps(_semplici(dati)), encoding="utf-8")
    provvisorio.replace(percorso)


def _semplici(valore: Any) -> Any:
    """Return what TOML can write: a share as text, a choice as its word."""
    if isinstance(valore, dict):
        return {nome: _semplici(uno) for nome, uno in valore.items()}
    if isinstance(valore, list):
        return [_semplici(uno) for uno in valore]
    return str(valore) if isinstance(valore, Decimal | StrEnum) else valore
