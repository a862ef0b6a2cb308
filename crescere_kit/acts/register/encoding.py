"""One way only to write data as bytes: the same data have the same hash, on every machine.

JSON knows neither amounts nor days: they are written with a mark, so that what was frozen at adoption comes
back as it was (`Decimal`, `date`), and an amount never becomes a binary fraction.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from crescere_kit.acts.register.refusals import RegistroRifiuta

_COPPIE = "$coppie"  # a mapping whose keys are not all words: years, for example
_SEGNI: dict[str, Callable[[Any], Any]] = {
    "$importo": Decimal,
    "$istante": datetime.fromisoformat,
    "$giorno": date.fromisoformat,
    "$ora": time.fromisoformat,
    _COPPIE: dict,
}


def impronta(contenuto: bytes) -> str:
    """Return the SHA-256 of some bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(contenuto).hexdigest()


def canonico(dato: Any) -> bytes:
    """Write plain data in the one form that is hashed: sorted keys, no spaces, UTF-8.

    Raises RegistroRifiuta for what is not plain data, and for numbers that are not numbers.
    """
    try:
        testo = json.dumps(
            _semplice(dato), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
        )
        return testo.encode("utf-8")
    except (ValueError, RecursionError) as errore:
        raise RegistroRifiuta(
            "I dati dell'atto non si possono conservare: contengono un numero o un carattere che non esiste, "
            "o sono annidati senza fine. Correggere il campo e salvare di nuovo."
        ) from errore


def rileggi(contenuto: bytes) -> Any:
    """Return the data that `canonico` wrote; raises ValueError for anything else."""
    return json.loads(contenuto.decode("utf-8"), object_hook=_con_segno)


def _semplice(dato: Any) -> Any:
    if isinstance(dato, Mapping):
        return _mappa(dato)
    if isinstance(dato, list | tuple):
        return [_semplice(voce) for voce in dato]
    if isinstance(dato, bool | int | float | None):
        return dato
    if isinstance(dato, str):
        return str(dato)
    return _segnato(dato)


def _mappa(dato: Mapping) -> dict:
    if any(not isinstance(chiave, str) for chiave in dato):
        coppie = [[_semplice(chiave), _semplice(valore)] for chiave, valore in dato.items()]
        return {_COPPIE: sorted(coppie, key=lambda coppia: json.dumps(coppia[0], sort_keys=True))}
    if len(dato) == 1 and next(iter(dato)) in _SEGNI:
        raise RegistroRifiuta(f"Un campo non può chiamarsi «{next(iter(dato))}»: è un segno del registro.")
    return {str(chiave): _semplice(valore) for chiave, valore in dato.items()}


def _segnato(dato: Any) -> dict:
    if isinstance(dato, Decimal) and dato.is_finite():
        return {"$importo": str(dato)}
    for tipo, segno in ((datetime, "$istante"), (date, "$giorno"), (time, "$ora")):
        if isinstance(dato, tipo):
            return {segno: dato.isoformat()}
    raise RegistroRifiuta(
        f"I dati dell'atto contengono un valore di tipo «{type(dato).__name__}», che il registro non sa "
        "conservare: "
        "servono testi, numeri, importi, date ed elenchi."
    )


def _con_segno(mappa: dict) -> Any:
    if len(mappa) == 1:
        ((segno, valore),) = mappa.items()
        if segno in _SEGNI:
            return _SEGNI[segno](valore)
    return mappa
