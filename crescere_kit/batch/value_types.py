"""The types a parameter may have, as its notebook declares them, and the values that fit."""

from __future__ import annotations

import ast
import math
import re
from dataclasses import dataclass

_SEMPLICI = {"str": str, "int": int, "float": float, "bool": bool, "None": type(None)}
_NOMI = {
    "str": "un testo",
    "int": "un numero intero",
    "float": "un numero",
    "bool": "sì o no",
    "None": "vuoto",
    "list": "un elenco di testi",
}
_SI, _NO = {"sì", "si", "vero", "true"}, {"no", "falso", "false"}
_INTERO = re.compile(r"[+-]?(0|[1-9]\d{0,17})")
_NUMERO = re.compile(r"[+-]?(0|[1-9]\d{0,17})([.,]\d{1,18})?")


class NonAdatto(ValueError):
    """The value is not of this type."""


@dataclass(frozen=True)
class Tipo:
    """What is admitted: some of the plain types, some values, a list of texts."""

    semplici: frozenset[str]
    valori: tuple[object, ...] = ()
    elenco: bool = False

    def in_parole(self) -> str:
        """Say what is admitted: «un numero intero oppure vuoto»."""
        ordine = [nome for nome in _NOMI if nome in self.semplici or (nome == "list" and self.elenco)]
        nomi = [_NOMI[nome] for nome in ordine if not (nome == "int" and "float" in self.semplici)]
        scelte = ["uno fra " + ", ".join(f"«{valore}»" for valore in self.valori)] if self.valori else []
        return " oppure ".join(scelte + nomi)

    def adatta(self, valore: object) -> object:
        """Return a value of a program or of a TOML file, if it is admitted."""
        if any(type(valore) is type(ammesso) and valore == ammesso for ammesso in self.valori):
            return valore
        if isinstance(valore, list | tuple) and self.elenco and all(_e_testo(uno) for uno in valore):
            return list(valore)
        if "float" in self.semplici and type(valore) in {int, float} and math.isfinite(valore):
            return valore if type(valore) is int and "int" in self.semplici else float(valore)
        if any(type(valore) is _SEMPLICI[nome] for nome in self.semplici - {"float"}) and _scrivibile(valore):
            return valore
        raise NonAdatto

    def da_testo(self, testo: str) -> object:
        """Read what a person typed; where a text is admitted too, «no» is a text and not a refusal."""
        for valore in self.valori:
            if str(valore) == testo:
                return valore
        for nome in ("None", "int", "float") if "str" in self.semplici else ("None", "int", "float", "bool"):
            if nome in self.semplici and (letto := _leggi(nome, testo)) is not _NIENTE:
                return letto
        if self.elenco:
            return self.adatta([parte.strip() for parte in testo.split(",") if parte.strip()])
        if "str" in self.semplici:
            return self.adatta(testo)
        raise NonAdatto


_NIENTE = object()
QUALSIASI = Tipo(frozenset(_SEMPLICI))


def _leggi(nome: str, testo: str) -> object:
    """Read one plain type; a number keeps no leading zero, so a code that has one stays a text."""
    pulito = testo.strip()
    if nome == "None":
        return None if not pulito else _NIENTE
    if nome == "int":
        return int(pulito) if _INTERO.fullmatch(pulito) else _NIENTE
    if nome == "float":
        return float(pulito.replace(",", ".")) if _NUMERO.fullmatch(pulito) else _NIENTE
    return {**dict.fromkeys(_SI, True), **dict.fromkeys(_NO, False)}.get(pulito.lower(), _NIENTE)


def _e_testo(valore: object) -> bool:
    return isinstance(valore, str) and _scrivibile(valore)


def _scrivibile(valore: object) -> bool:
    """Whether it can be written in a file: bytes that are no text arrive as lone surrogates."""
    return not isinstance(valore, str) or not any("\ud800" <= lettera <= "\udfff" for lettera in valore)


def da_annotazione(nodo: ast.expr) -> Tipo | None:
    """Read `str`, `int | None`, `Literal["a", "b"]`, `list[str]`, `Optional[…]`; None when it is another."""
    if isinstance(nodo, ast.Constant):
        return _da_costante(nodo.value)
    if isinstance(nodo, ast.Name):
        return Tipo(frozenset({nodo.id})) if nodo.id in _SEMPLICI else None
    if isinstance(nodo, ast.BinOp) and isinstance(nodo.op, ast.BitOr):
        return unione(da_annotazione(nodo.left), da_annotazione(nodo.right))
    if isinstance(nodo, ast.Subscript):
        return _da_indice(ast.unparse(nodo.value).rpartition(".")[2], nodo.slice)
    return None


def _da_costante(valore: object) -> Tipo | None:
    if valore is None:
        return Tipo(frozenset({"None"}))
    return da_annotazione(ast.parse(valore, mode="eval").body) if isinstance(valore, str) else None


def _da_indice(nome: str, dentro: ast.expr) -> Tipo | None:
    parti = dentro.elts if isinstance(dentro, ast.Tuple) else [dentro]
    if nome == "Literal" and all(isinstance(parte, ast.Constant) for parte in parti):
        return Tipo(frozenset(), tuple(parte.value for parte in parti))
    if nome == "list" and ast.unparse(dentro) == "str":
        return Tipo(frozenset(), elenco=True)
    if nome in {"Optional", "Union"}:
        insieme = da_annotazione(parti[0])
        for parte in parti[1:]:
            insieme = unione(insieme, da_annotazione(parte))
        return unione(insieme, Tipo(frozenset({"None"}))) if nome == "Optional" else insieme
    return None


def unione(primo: Tipo | None, secondo: Tipo | None) -> Tipo | None:
    """Return what either admits; None when one of the two is not understood."""
    if primo is None or secondo is None:
        return None
    return Tipo(
        primo.semplici | secondo.semplici, primo.valori + secondo.valori, primo.elenco or secondo.elenco
    )


def da_predefinito(valore: object) -> Tipo:
    """The type of a parameter that declares none: that of its default; anything plain when it is None."""
    if isinstance(valore, list):
        return Tipo(frozenset(), elenco=True)
    nome = type(valore).__name__
    return Tipo(frozenset({nome})) if nome in _SEMPLICI and valore is not None else QUALSIASI
