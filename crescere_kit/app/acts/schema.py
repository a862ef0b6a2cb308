"""The fields of a form, read from the JSON Schema of what the office writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_LUNGO = 300  # a text that may be longer is asked for in a box of several lines
_DEL_TIPO = {"boolean": "vero_falso", "integer": "intero", "object": "gruppo", "array": "elenco"}
_ALLA_FINE = ("Atto", "Pareri", "Seduta", "Votazione", "Allegati", "Correzioni")
DEL_REGISTRO = frozenset({"numero", "data_adozione"})  # given by the register, never typed


@dataclass(frozen=True)
class Campo:
    """A field. tipo: testo, testo_lungo, euro, percento, data, intero, vero_falso, scelta, gruppo, elenco;
    parole is a list of words, one a line.

    figli: the fields of a group, or of each row of a list.
    """

    nome: str
    tipo: str
    titolo: str
    aiuto: str = ""
    passo: str = ""
    norma: str = ""
    obbligatorio: bool = False
    scelte: tuple[tuple[str, str], ...] = ()  # (what is read, what is kept)
    figli: tuple[Campo, ...] = ()
    predefinito: Any = None


def campi(schema: Mapping[str, Any]) -> list[Campo]:
    """Return the fields of a schema (pydantic, mode «validation»), in order."""
    return [
        _campo(nome, uno, schema.get("$defs", {}), nome in schema.get("required", ()))
        for nome, uno in schema["properties"].items()
        if nome not in DEL_REGISTRO
    ]


def passi(tutti: list[Campo]) -> dict[str, list[Campo]]:
    """Return the fields by step of the form: what the act is about, then its session."""
    raccolti: dict[str, list[Campo]] = {}
    for uno in tutti:
        raccolti.setdefault(uno.passo or "Dati", []).append(uno)
    propri = [nome for nome in raccolti if nome not in _ALLA_FINE]
    return {nome: raccolti[nome] for nome in (*propri, *_ALLA_FINE) if nome in raccolti}


def _campo(nome: str, scritto: Mapping[str, Any], defs: Mapping[str, Any], chiesto: bool) -> Campo:
    nodo = _risolto(scritto, defs)
    tipo = _tipo(nodo)
    if tipo == "elenco" and "properties" not in _risolto(nodo.get("items", {}), defs):
        tipo = "parole"
    figli: tuple[Campo, ...] = ()
    if tipo in ("gruppo", "elenco"):
        di = nodo if tipo == "gruppo" else _risolto(nodo.get("items", {}), defs)
        figli = tuple(
            _campo(figlio, uno, defs, figlio in di.get("required", ()))
            for figlio, uno in di.get("properties", {}).items()
        )
    return Campo(
        nome=nome,
        tipo=tipo,
        titolo=str(scritto.get("title") or nodo.get("title") or nome),
        aiuto=str(scritto.get("description", "") if "$ref" not in scritto else ""),
        passo=str(scritto.get("x-passo", "")),
        norma=str(scritto.get("x-norma", "")),
        obbligatorio=bool(scritto.get("x-obbligatorio", chiesto)),
        scelte=_scelte(nodo),
        figli=figli,
        predefinito=scritto.get("default"),
    )


def _risolto(scritto: Mapping[str, Any], defs: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node with its references followed and its «or null» left out; what is outside prevails."""
    nodo = dict(scritto)
    if "$ref" in nodo:
        sotto = _risolto(defs[nodo.pop("$ref").rsplit("/", 1)[-1]], defs)
        return sotto | nodo
    if "x-tipo" not in nodo and "anyOf" in nodo:
        pieni = [uno for uno in nodo.pop("anyOf") if uno.get("type") != "null"]
        return _risolto(pieni[0], defs) | nodo if pieni else nodo
    return nodo


def _tipo(nodo: Mapping[str, Any]) -> str:
    detto = nodo.get("x-tipo") or _DEL_TIPO.get(str(nodo.get("type")))
    if detto in (None, "testo"):
        if nodo.get("enum"):
            return "scelta"
        if nodo.get("format") == "date":
            return "data"
        return "testo_lungo" if nodo.get("maxLength", 0) > _LUNGO else "testo"
    return str(detto)


def _scelte(nodo: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    nomi = nodo.get("x-nomi", {})
    return tuple(
        (str(nomi.get(una, una)), str(una)) for una in nodo.get("x-scelte") or nodo.get("enum") or ()
    )
