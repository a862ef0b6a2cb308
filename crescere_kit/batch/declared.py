"""The parameters a notebook declares, and the values asked for: all checked before anything starts."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

import nbformat

from crescere_kit.batch.value_types import NonAdatto, Tipo, da_annotazione, da_predefinito
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.sources.faults import vicini

ETICHETTA = "parameters"


class ParametroRifiutato(ErroreSpiegato, ValueError):
    """Parameters that the notebook does not declare, or of another type: the message lists them all."""


class Scritto(str):
    """A value as a person typed it, still to be read as the type that the notebook declares."""

    __slots__ = ()


@dataclass(frozen=True)
class Parametro:
    """A parameter of a notebook; without `tipo` its annotation is not one of ours."""

    nome: str
    tipo: Tipo | None


def dichiarati(quaderno: nbformat.NotebookNode) -> dict[str, Parametro]:
    """Return the parameters assigned in the cell tagged `parameters`."""
    sorgenti = [c.source for c in quaderno.cells if ETICHETTA in c.metadata.get("tags", [])]
    trovati: dict[str, Parametro] = {}
    for sorgente in sorgenti:
        for nodo in ast.parse(sorgente).body:
            trovati |= {parametro.nome: parametro for parametro in _di(nodo)}
    return trovati


def controlla(quaderno: nbformat.NotebookNode, valori: Mapping[str, object]) -> dict[str, object]:
    """Return the values as the types that the notebook declares; refuse with every fault at once."""
    noti = dichiarati(quaderno)
    letti: dict[str, object] = {}
    difetti: list[str] = []
    for nome, valore in valori.items():
        try:
            letti[nome] = _valore(noti, nome, valore)
        except ParametroRifiutato as difetto:
            difetti.append(str(difetto))
    if difetti:
        raise ParametroRifiutato("\n".join(difetti))
    return letti


def _valore(noti: Mapping[str, Parametro], nome: str, valore: object) -> object:
    if nome not in noti:
        vicino = vicini(nome, noti)
        ammessi = ", ".join(sorted(noti)) or "nessuno"
        raise ParametroRifiutato(
            f"Il notebook non dichiara il parametro «{nome}».{f' Forse {vicino}?' if vicino else ''}"
            f" Parametri ammessi: {ammessi}."
        )
    tipo = noti[nome].tipo
    if tipo is None:
        raise ParametroRifiutato(f"Il parametro «{nome}» è di un tipo che non si può scegliere da qui.")
    try:
        return tipo.da_testo(str(valore)) if isinstance(valore, Scritto) else tipo.adatta(valore)
    except NonAdatto:
        raise ParametroRifiutato(
            f"Il parametro «{nome}» deve essere {tipo.in_parole()}: «{_breve(valore)}» non lo è."
        ) from None


def _breve(valore: object) -> str:
    testo = str(valore).encode(errors="replace").decode()
    return testo if len(testo) <= 60 else testo[:60] + "…"


def _di(nodo: ast.stmt) -> list[Parametro]:
    if isinstance(nodo, ast.AnnAssign) and isinstance(nodo.target, ast.Name):
        return [Parametro(nodo.target.id, da_annotazione(nodo.annotation))]
    if isinstance(nodo, ast.Assign):
        tipo = da_predefinito(_costante(nodo.value))
        return [Parametro(meta.id, tipo) for meta in nodo.targets if isinstance(meta, ast.Name)]
    return []


def _costante(nodo: ast.expr) -> object:
    """Return the value of a literal; of an expression we know nothing."""
    try:
        return ast.literal_eval(nodo)
    except ValueError:
        return None
