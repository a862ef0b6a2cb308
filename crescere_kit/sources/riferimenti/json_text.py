"""JSON from outside: bounded in size, in UTF-8, without NaN; what is wrong is said with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from crescere_kit.euro import numero
from crescere_kit.sources.faults import Difetto

MASSIMO = 64 * 1024 * 1024  # bytes; the largest file known has one million
_TRONCO = 60


def sembra(inizio: bytes) -> bool:
    """Say whether a file that begins so is a JSON object."""
    return inizio.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def troppo_grande(percorso: Path) -> Difetto | None:
    """Return the fault of a file larger than any of these can be."""
    grande = percorso.stat().st_size
    if grande <= MASSIMO:
        return None
    return Difetto(percorso.name, None, None, f"{numero(grande)} byte", f"al più {numero(MASSIMO)} byte")


def leggi(contenuto: bytes, file: str) -> tuple[dict[str, Any], list[Difetto]]:
    """Return the object of a JSON file, or the fault that says why there is none."""
    try:
        letto = json.loads(contenuto.decode("utf-8-sig"), parse_constant=_non_un_numero)
    except UnicodeDecodeError as errore:
        riga = contenuto.count(b"\n", 0, errore.start) + 1
        return {}, [Difetto(file, riga, None, "caratteri che non sono in UTF-8", "un JSON in UTF-8")]
    except json.JSONDecodeError as errore:
        trovato = f"un JSON che si interrompe o è scritto male al carattere {numero(errore.pos + 1)}"
        return {}, [Difetto(file, errore.lineno, None, trovato, "un JSON intero, come è stato pubblicato")]
    except RecursionError:
        return {}, [Difetto(file, None, None, "un JSON troppo annidato", "un JSON come è stato pubblicato")]
    except ValueError:  # NaN, infinity, or a number of thousands of digits
        return {}, [Difetto(file, None, None, "un numero che non è un numero", "numeri finiti")]
    if not isinstance(letto, dict):
        return {}, [Difetto(file, None, None, f"il JSON {mostra(letto)}", "un oggetto JSON, fra graffe")]
    return letto, []


def mostra(valore: Any) -> str:
    """Write a value found in a JSON, short enough for a sentence."""
    # half a character, which JSON can escape, cannot be printed
    testo = json.dumps(valore, ensure_ascii=False).encode("utf-8", "replace").decode()
    return f"«{testo if len(testo) <= _TRONCO else testo[:_TRONCO] + '…'}»"


def diverso(letto: dict[str, Any], chiave: str, atteso: Any, file: str) -> list[Difetto]:
    """Return the fault of a key that has not the only value that is understood."""
    valore = letto.get(chiave)
    if type(valore) is type(atteso) and valore == atteso:
        return []
    return [Difetto(file, None, chiave, mostra(valore), json.dumps(atteso, ensure_ascii=False))]


def _non_un_numero(testo: str) -> float:
    raise ValueError(testo)
