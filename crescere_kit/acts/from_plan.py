"""What an act may start from when a recovery plan asks for it: its measures with their amounts.

They are proposals of the plan, in the fields where the office would write them; everything may be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from crescere_kit.acts.definition import Definizione
from crescere_kit.recovery import Misura, Piano

# Where a measure shows in the budget: side, titolo, and whether it adds or takes.
_NEL_BILANCIO = {
    "fcde_accelerato": ("spese", "1", -1),
    "beni_servizi": ("spese", "1", -1),
    "trasferimenti": ("spese", "1", -1),
    "rinegoziazione": ("spese", "4", -1),
    "alienazioni": ("entrate", "4", 1),
}
_AVANZO, _RIPIANO = "avanzo", "ripiano"
_TESTI = ("motivi", "motivazione", "cause")


def partenza(definizione: Definizione, piano: Piano | None) -> dict[str, Any]:
    """Return the data that an act takes from the measures of a plan; none if the plan does not ask for it."""
    misure = () if piano is None else [una for una in piano.misure if definizione.codice in una.atti]
    if piano is None or not misure:
        return {}
    campi = definizione.modello.model_fields
    trovati = {nome: fai(piano, misure) for nome, fai in _CAMPI.items() if nome in campi}
    testo = next((nome for nome in _TESTI if nome in campi), None)
    if testo is not None:
        trovati[testo] = " ".join(una.frase for una in misure)
    return {nome: valore for nome, valore in trovati.items() if valore}


def _righe(piano: Piano, misure: Sequence[Misura]) -> list[dict[str, Any]]:
    return [
        {
            "lato": lato,
            "codice": titolo,
            "anno": anno,
            "competenza": _euro(segno * cents),
            "descrizione": una.nome,
        }
        for una in misure
        if una.codice in _NEL_BILANCIO
        for lato, titolo, segno in [_NEL_BILANCIO[una.codice]]
        for anno, cents in zip(piano.anni, una.lordo, strict=True)
        if cents
    ]


def _avanzo(_: Piano, misure: Sequence[Misura]) -> list[dict[str, Any]]:
    return [
        {"quota": "lib", "importo": _euro(max(una.effetti)), "finalita": una.nome}
        for una in misure
        if una.codice == _AVANZO
    ]


def _misure(piano: Piano, _: Sequence[Misura]) -> list[dict[str, Any]]:
    """Return every measure of the plan: an act that spreads a disavanzo says how it is paid back."""
    return [
        {"descrizione": una.nome, "anno": anno, "importo": _euro(cents)}
        for una in piano.misure
        if una.codice not in (_AVANZO, _RIPIANO)
        for anno, cents in zip(piano.anni, una.effetti, strict=True)
        if cents > 0
    ]


def _euro(cents: int) -> str:
    return str(Decimal(cents) / 100)


_CAMPI: dict[str, Callable[[Piano, Sequence[Misura]], list[dict[str, Any]]]] = {
    "righe": _righe,
    "avanzo": _avanzo,
    "misure": _misure,
}
