"""What a field is, read from the JSON Schema of an act: its kind, what is inside, whether it may be empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

# the kinds a field may have; the first seven can be marked in the schema with "x-tipo"
EURO, PERCENTO, DATA, INTERO, TESTO, VERO_FALSO, PERSONA = (
    "euro",
    "percento",
    "data",
    "intero",
    "testo",
    "vero_falso",
    "persona",
)
DECIMALE, ELENCO, OGGETTO, IGNOTO, NIENTE = "decimale", "elenco", "oggetto", "ignoto", "niente"
NUMERI = frozenset((EURO, PERCENTO, INTERO, DECIMALE))
_SEGNATI = frozenset((EURO, PERCENTO, DATA, INTERO, VERO_FALSO, PERSONA))
_DI_JSON = {
    "array": ELENCO,
    "object": OGGETTO,
    "integer": INTERO,
    "number": DECIMALE,
    "boolean": VERO_FALSO,
    "null": NIENTE,
}
_DI_PERSONA = {"nome", "cognome", "genere", "carica"}
_PROFONDO = 32


@dataclass(frozen=True, eq=False)
class Forma:
    """The shape of a field: its alternatives in the schema, without null and with references followed."""

    nodi: tuple[Mapping[str, Any], ...]
    annullabile: bool = False
    definizioni: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def tipo(self) -> str:
        """Return the kind: «euro», «data», «testo» …; «ignoto» when the schema does not tell."""
        tipi = {_tipo(nodo) for nodo in self.nodi}
        return tipi.pop() if len(tipi) == 1 else IGNOTO

    @cached_property
    def campi(self) -> dict[str, Forma]:
        """Return the fields of an object, by name."""
        return {
            nome: forma(schema, self.definizioni)
            for nodo in self.nodi
            for nome, schema in nodo.get("properties", {}).items()
        }

    @cached_property
    def libera(self) -> Forma | None:
        """Return the shape of the values when the keys are not known beforehand."""
        for nodo in self.nodi:
            valori = nodo.get("additionalProperties", "properties" not in nodo)
            if _tipo(nodo) == OGGETTO and valori is not False:
                return forma(valori if isinstance(valori, dict) else {}, self.definizioni)
        return None

    @cached_property
    def voce(self) -> Forma:
        """Return the shape of one item of a list."""
        schemi = [s for nodo in self.nodi for s in (nodo.get("items"), *nodo.get("prefixItems", ())) if s]
        return forma({"anyOf": schemi} if len(schemi) != 1 else schemi[0], self.definizioni)

    @cached_property
    def valori(self) -> frozenset[Any]:
        """Return the only values allowed, or nothing when all are."""
        ammessi = [_scelte(nodo) for nodo in self.nodi]
        return frozenset().union(*ammessi) if ammessi and all(ammessi) else frozenset()

    @property
    def si_stampa(self) -> bool:
        """Tell whether a document is expected to print the field."""
        return all(nodo.get("x-stampa", True) for nodo in self.nodi)


def forma(schema: Any, definizioni: Mapping[str, Any] | None = None) -> Forma:
    """Return the shape that a JSON Schema describes."""
    if definizioni is None:
        definizioni = schema.get("$defs", {}) if isinstance(schema, dict) else {}
    nodi = tuple(_alternative(schema, definizioni, _PROFONDO))
    return Forma(
        tuple(n for n in nodi if n.get("type") != "null"),
        any(n.get("type") == "null" for n in nodi),
        definizioni,
    )


def di_tipo(tipo: str, voce: str = "") -> Forma:
    """Return the shape of a value that the template itself makes: a literal, the result of a filter."""
    nodo: dict[str, Any] = {
        "x-tipo": tipo,
        "type": next((j for j, t in _DI_JSON.items() if t == tipo), "string"),
    }
    if voce:
        nodo["items"] = {"x-tipo": voce}
    return Forma((nodo,), tipo == NIENTE)


def _tipo(nodo: Mapping[str, Any]) -> str:
    segnato = nodo.get("x-tipo")
    if segnato in _SEGNATI:
        return segnato
    if nodo.get("type") == "object":
        return _tipo_di_oggetto(nodo)
    if nodo.get("type") in _DI_JSON:
        return _DI_JSON[nodo["type"]]
    if nodo.get("format") in ("date", "date-time"):
        return DATA
    if nodo.get("type") == "string" or "enum" in nodo or "const" in nodo:
        return _tipo_di_testo(nodo)
    return _tipo_di_oggetto(nodo) if "properties" in nodo else TESTO if segnato == TESTO else IGNOTO


def _scelte(nodo: Mapping[str, Any]) -> list[Any]:
    return nodo.get("enum") or nodo.get("x-scelte") or ([nodo["const"]] if "const" in nodo else [])


def _tipo_di_oggetto(nodo: Mapping[str, Any]) -> str:
    return PERSONA if nodo.get("properties", {}).keys() >= _DI_PERSONA else OGGETTO


def _tipo_di_testo(nodo: Mapping[str, Any]) -> str:
    # pydantic writes a Decimal as a string whose pattern is that of a number
    decimale = "x-tipo" not in nodo and "\\d*\\.?\\d" in nodo.get("pattern", "")
    return DECIMALE if decimale else TESTO


def _alternative(schema: Any, definizioni: Mapping[str, Any], profondo: int) -> Iterator[Mapping[str, Any]]:
    if not isinstance(schema, dict) or not profondo:
        yield {}
        return
    schema, scelte = _intero(schema, definizioni, profondo)
    if scelte is None:
        yield from _per_tipo(schema)
        return
    for scelta in scelte:
        for nodo in _alternative(scelta, definizioni, profondo - 1):
            yield nodo if nodo.get("type") == "null" else {**nodo, **schema}


def _intero(
    schema: dict[str, Any], definizioni: Mapping[str, Any], profondo: int
) -> tuple[dict[str, Any], list[Any] | None]:
    """Follow the references of a schema and set its alternatives aside."""
    proprio = dict(schema)
    for _ in range(profondo):
        riferimento = proprio.pop("$ref", None)
        if riferimento is None:
            break
        proprio = {**definizioni.get(str(riferimento).rsplit("/", 1)[-1], {}), **proprio}
    for parte in proprio.pop("allOf", ()):
        proprio = {**_intero(parte, definizioni, profondo - 1)[0], **proprio}
    scelte = proprio.pop("anyOf", None) or proprio.pop("oneOf", None)
    for nome in ("title", "description", "default", "$defs"):
        proprio.pop(nome, None)
    return proprio, scelte


def _per_tipo(schema: dict[str, Any]) -> Iterator[Mapping[str, Any]]:
    tipi = schema.get("type")
    if isinstance(tipi, list):
        yield from ({**schema, "type": tipo} for tipo in tipi)
    else:
        yield schema
