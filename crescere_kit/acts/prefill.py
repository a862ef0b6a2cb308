"""What the kit already knows when an act is opened: the members of the organ, who signs, today."""

from __future__ import annotations

from datetime import date
from typing import Any

from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.people import RESPONSABILE, Anagrafica, Persona


def precompilati(definizione: Definizione, chi: Anagrafica, giorno: date) -> dict[str, Any]:
    """Return the data that a new act starts from, as plain data the office may change."""
    if not issubclass(definizione.modello, Delibera):
        return {"data_atto": giorno} | _del_responsabile(chi, giorno)
    organo = chi.giunta(giorno) if definizione.organo == "giunta" else chi.consiglio(giorno)
    presenze = [{"persona": _dati(uno), "esito": "presente"} for uno in organo]
    return {"seduta_data": giorno, "presenze": presenze}


def _del_responsabile(chi: Anagrafica, giorno: date) -> dict[str, Any]:
    primo = next((uno for uno in chi.incarichi if uno.incarico == RESPONSABILE and uno.dal <= giorno), None)
    return {} if primo is None else {"responsabile": _dati(primo.persona), "servizio": primo.servizio}


def _dati(persona: Persona) -> dict[str, Any]:
    return persona.model_dump(mode="json", exclude_none=True)
