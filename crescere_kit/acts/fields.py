"""A field of an act: where its value comes from, and what is known about it.

What is said here is said once: the form, the JSON Schema, the lint of the templates and the guides read it
from the schema of the model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import Field, computed_field

# Where a value comes from: typed, registry of the ente, budget, rendiconti, cash, a file, the law.
FONTI = {
    "U": "scritto dall'ufficio",
    "A": "anagrafica dell'ente",
    "B": "bilancio di previsione",
    "R": "rendiconti",
    "T": "cassa",
    "X": "file esterno",
    "L": "norme",
    "D": "calcolato da altri campi",
}
DI_SOLA_LETTURA = frozenset("ABRTLD")
PUBBLICO, OMESSO, PSEUDONIMO = "pubblico", "omesso", "pseudonimo"


def campo(
    fonte: str,
    etichetta: str,
    *,
    aiuto: str = "",
    norma: str = "",
    passo: str = "Dati",
    privacy: str = PUBBLICO,
    obbligatorio: bool = True,
    predefinito: Any = None,
    stampa: bool = True,
    scelte: Mapping[str, str] | None = None,
    **vincoli: Any,
) -> Any:
    """Declare a field that somebody fills in; left out it is None (or an empty list), and the act a draft.

    fonte: one of FONTI; passo: the step of the form it is asked in; norma: an id of the norm library;
    privacy: what the copy for the albo shows of it; obbligatorio: whether the act can be adopted without it;
    scelte: the words it may hold, each with the one that is read.
    """
    extra = {
        "x-fonte": fonte,
        "x-passo": passo,
        "x-norma": norma,
        "x-privacy": privacy,
        "x-obbligatorio": obbligatorio,
        "x-stampa": stampa,
    }
    if scelte is not None:
        extra |= {"x-tipo": "scelta", "x-scelte": list(scelte), "x-nomi": dict(scelte)}
        vincoli["pattern"] = f"^({'|'.join(scelte)})$"
    if predefinito is list:
        vincoli["default_factory"] = list
    else:
        vincoli["default"] = predefinito
    return Field(title=etichetta, description=aiuto, json_schema_extra=extra, **vincoli)


def calcolato(
    fonte: str,
    etichetta: str,
    *,
    serve: str = "",
    norma: str = "",
    privacy: str = PUBBLICO,
    stampa: bool = True,
) -> Callable[[Callable[[Any], Any]], Any]:
    """Declare a field that nobody types: the docstring of the function is its formula, as it is read.

    serve: the names of the fields without which it cannot be said; when one is missing the value is None and
    the act keeps the reason. The act may hold a correction of it, with its reason.
    """

    def decora(funzione: Callable[[Any], Any]) -> Any:
        nome, formula = funzione.__name__, " ".join((funzione.__doc__ or "").split())

        def leggi(atto: Any) -> Any:
            return atto.valore_calcolato(nome, funzione, tuple(serve.split()))

        leggi.__name__, leggi.__doc__ = nome, formula
        leggi.__annotations__ = dict(funzione.__annotations__)
        leggi.__module__, leggi.__qualname__ = funzione.__module__, funzione.__qualname__
        return computed_field(
            title=etichetta,
            description=formula,
            json_schema_extra={
                "x-fonte": fonte,
                "x-norma": norma,
                "x-privacy": privacy,
                "x-stampa": stampa,
                "x-calcolato": True,
            },
        )(property(leggi))

    return decora
