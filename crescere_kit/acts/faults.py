"""What is wrong in the data of an act, one Italian sentence for each field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from crescere_kit.errors import ErroreSpiegato

_FRASI = {
    "missing": "manca",
    "extra_forbidden": "non è un campo di questo atto",
    "greater_than_equal": "dev'essere almeno {ge}",
    "greater_than": "dev'essere più di {gt}",
    "less_than_equal": "dev'essere al massimo {le}",
    "less_than": "dev'essere meno di {lt}",
    "string_too_long": "è troppo lungo: al massimo {max_length} caratteri",
    "string_too_short": "è troppo corto: almeno {min_length} caratteri",
    "too_short": "servono almeno {min_length} righe",
    "too_long": "sono troppe righe: al massimo {max_length}",
    "list_type": "dev'essere un elenco",
    "model_type": "dev'essere un gruppo di campi",
    "dict_type": "dev'essere un gruppo di campi",
    "string_type": "dev'essere un testo",
}
_PER_INIZIO = {
    "date": "non è una data: scriverla come 2026-03-15 o sceglierla dal calendario",
    "int": "non è un numero intero",
    "bool": "dev'essere sì o no",
    "decimal": "non è un numero",
    "enum": "non è fra le scelte possibili",
    "literal": "non è fra le scelte possibili",
    "string_pattern": "non è fra le scelte possibili o non ha la forma giusta",
}


@dataclass(frozen=True)
class DifettoDelCampo:
    """A fault: campo is the dotted path («righe.2.competenza», counting from 0), messaggio a sentence."""

    campo: str
    messaggio: str


class DatiNonValidi(ErroreSpiegato, ValueError):
    """The data of an act cannot be read; difetti has every fault, each at its field."""

    def __init__(self, difetti: Sequence[DifettoDelCampo]):
        super().__init__(in_frasi("I dati dell'atto non vanno bene", difetti))
        self.difetti = tuple(difetti)


def in_frasi(titolo: str, trovati: Sequence[DifettoDelCampo]) -> str:
    """Write all faults, one a line."""
    return "\n".join([f"{titolo}:", *(f"- {uno.campo}: {uno.messaggio}" for uno in trovati)])


def difetti(errore: ValidationError) -> tuple[DifettoDelCampo, ...]:
    """Return the faults that pydantic found, in Italian."""
    trovati = [
        DifettoDelCampo(_percorso(uno["loc"]), _frase(uno["type"], uno.get("ctx", {}), uno["input"]))
        for uno in errore.errors(include_url=False)
    ]
    return tuple(dict.fromkeys(trovati))


def _percorso(posto: tuple[int | str, ...]) -> str:
    return ".".join(str(uno) for uno in posto)


def _frase(tipo: str, contesto: dict[str, Any], trovato: Any) -> str:
    if tipo == "value_error":  # ours: a sentence already
        return str(contesto["error"])
    frase = _FRASI.get(tipo) or next(
        (detto for inizio, detto in _PER_INIZIO.items() if tipo.startswith(inizio)),
        "il valore non va bene qui",
    )
    scritto = frase.format(**contesto)
    if isinstance(trovato, str | int) and tipo not in ("missing", "extra_forbidden"):
        return f"«{str(trovato)[:60]}» {scritto}"
    return scritto
