"""An invented registry and invented data for the acts of a comune of the demo region.

The same comune has always the same people. What a sample leaves out of its session
(who was there, how they voted, the opinions) is what a quiet session would have.
"""

from __future__ import annotations

import zlib
from datetime import date
from typing import Any

from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.people import (
    ASSESSORE,
    CONSIGLIERE,
    FINANZIARIO,
    RESPONSABILE,
    REVISORE,
    SEGRETARIO,
    SINDACO,
    Anagrafica,
    da_dati,
)
from crescere_kit.acts.prefill import precompilati

_NOMI = (
    ("Ada", "f"), ("Bruno", "m"), ("Carla", "f"), ("Dario", "m"), ("Elsa", "f"), ("Fausto", "m"),
    ("Gina", "f"), ("Ivo", "m"), ("Lidia", "f"), ("Mario", "m"), ("Nella", "f"), ("Oreste", "m"),
)  # fmt: skip
_COGNOMI = ("Abate", "Bosco", "Colle", "Dosso", "Elce", "Faggio", "Grano", "Intra", "Lago", "Melo", "Noce")
_INCARICHI = (
    (SINDACO, "Sindaco", "", 1),
    (ASSESSORE, "Assessore", "", 4),
    (CONSIGLIERE, "Consigliere", "", 12),
    (SEGRETARIO, "Segretario comunale", "", 1),
    (FINANZIARIO, "Responsabile del servizio finanziario", "Ragioneria", 1),
    (RESPONSABILE, "Responsabile del servizio tecnico", "Lavori pubblici", 1),
    (RESPONSABILE, "Responsabile degli affari generali", "Affari generali", 1),
    (REVISORE, "Revisore dei conti", "", 1),
)
_DAL = date(2024, 6, 10)
_FINE_MANDATO = date(2029, 6, 10)


def anagrafica(istat: str, nome: str, provincia: str, popolazione: int) -> Anagrafica:
    """Return an invented registry; assessori are also consiglieri."""
    seme = zlib.crc32(istat.encode())
    incarichi, posto = [], 0
    for incarico, carica, servizio, quanti in _INCARICHI:
        for _ in range(quanti):
            incarichi.append(_incarico(seme + posto, incarico, carica, servizio))
            posto += 1
    ente = {
        "denominazione": f"Comune di {nome}",
        "istat": istat,
        "provincia": provincia,
        "codice_ipa": f"c_{seme % 1000:03d}",
        "indirizzo": "piazza del Municipio 1",
        "popolazione": popolazione,
        "consiglieri_assegnati": 12,
        "fine_mandato": _FINE_MANDATO,
        "dipendenti": max(3, popolazione // 180),
        "montano": seme % 3 == 0,
        "tesoriere": {
            "denominazione": "Banca di Esempio",
            "tasso_anticipazione": "4,25",
            "convenzione": "rep. 12 del 15/01/2024",
        },
    }
    return da_dati({"ente": ente, "incarichi": incarichi})


def _incarico(seme: int, incarico: str, carica: str, servizio: str) -> dict[str, object]:
    nome, genere = _NOMI[seme % len(_NOMI)]
    persona = {
        "nome": nome,
        "cognome": _COGNOMI[(seme // 3) % len(_COGNOMI)],
        "genere": genere,
        "carica": carica,
    }
    return {"persona": persona, "incarico": incarico, "servizio": servizio, "dal": _DAL}


def dati(definizione: Definizione, chi: Anagrafica) -> dict[str, Any]:
    """Return the data of the sample of an act, with its session, opinions and signatures filled in."""
    esempio = definizione.esempio
    giorno = esempio.get("seduta_data") or esempio["data_atto"]
    pareri = [{"tipo": uno, "esito": "favorevole", "data": giorno} for uno in definizione.pareri]
    proposti = precompilati(definizione, chi, giorno) | {"pareri": pareri}
    if "presenze" in proposti:
        unanimi = {"favorevoli": len(proposti["presenze"])}
        proposti |= {"seduta_ora": "18:30", "votazione": unanimi}
        proposti |= {"immediata_votazione": unanimi} if esempio.get("immediata") else {}
    return proposti | esempio
