"""A figure that a notebook drew with plotly by itself: the page draws it, and tells its numbers."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from crescere_kit.charts import Grafico
from crescere_kit.euro import numero
from crescere_kit.tables import Tabella

_COLONNE = ("labels", "parents", "x", "y", "lat", "lon", "values", "value", "text")
_RIGHE = 200  # of the table; the figure keeps all its points
BASE = frozenset({"scatter", "bar", "pie"})  # what the small plotly draws


def da_plotly(figura: Mapping[str, Any]) -> Grafico:
    """Return the figure with a table of its numbers; ValueError when it is not one."""
    try:
        figura = json.loads(json.dumps(figura), parse_constant=lambda _: None)  # NaN is not JSON
        tracce = tuple(dict(traccia) for traccia in figura["data"])
        layout = dict(figura.get("layout") or {})
        titolo = _parole(layout.pop("title", "")) or "Grafico"
        return Grafico(tracce, layout, titolo, _descrizione(tracce), _tabella(titolo, tracce))
    except (TypeError, KeyError, AttributeError, OverflowError) as errore:
        raise ValueError(f"not a plotly figure: {errore}") from errore


def tipi(figura: Mapping[str, Any]) -> set[str]:
    """Return the kinds of its traces."""
    return {str(traccia.get("type", "scatter")) for traccia in figura.get("data", ())}


def _parole(titolo: Any) -> str:
    testo = titolo.get("text") if isinstance(titolo, Mapping) else titolo
    return str(testo or "")


def _descrizione(tracce: tuple[dict[str, Any], ...]) -> str:
    nomi = [str(traccia["name"]) for traccia in tracce if traccia.get("name")]
    return f"Serie: {', '.join(nomi)}." if nomi else ""


def _tabella(titolo: str, tracce: tuple[dict[str, Any], ...]) -> Tabella:
    righe = [riga for n, traccia in enumerate(tracce, 1) for riga in _righe(traccia, n)]
    larghezza = max((len(riga) for riga in righe), default=1)
    pari = tuple((*riga, *[""] * (larghezza - len(riga))) for riga in righe[:_RIGHE])
    resto = len(righe) - len(pari)
    nota = f"Altri {resto} punti sono nel notebook." if resto > 0 else ""
    return Tabella(titolo, ("Serie", *[f"Dato {n}" for n in range(1, larghezza)]), pari, nota)


def _righe(traccia: Mapping[str, Any], posto: int) -> Iterable[tuple[str, ...]]:
    colonne = [valori for nome in _COLONNE if (valori := _valori(traccia.get(nome)))]
    nome = str(traccia.get("name") or f"Serie {posto}")
    lunga = max(map(len, colonne), default=0)
    for indice in range(lunga):
        yield nome, *(_scritto(valori[indice]) if indice < len(valori) else "" for valori in colonne)


def _valori(dato: Any) -> list[Any]:
    """Return a column of numbers or words; plotly packs the long ones."""
    if isinstance(dato, Mapping) and "bdata" in dato:
        dato = np.frombuffer(base64.b64decode(dato["bdata"]), np.dtype(str(dato["dtype"]))).tolist()
    if isinstance(dato, int | float):
        return [dato]
    return dato if isinstance(dato, list) else []


def _scritto(valore: Any) -> str:
    if isinstance(valore, bool) or not isinstance(valore, int | float):
        return "" if valore is None else str(valore)
    return numero(valore) if float(valore).is_integer() else numero(valore, 2)
