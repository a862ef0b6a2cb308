"""A plan and its ladder as a document for other programmes: euro, None where an amount is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from crescere_kit.recovery.ladder import Scala
from crescere_kit.recovery.moved import EURO, Mosso
from crescere_kit.recovery.plan import Misura, Piano

_IMPORTI = ("bisogno", "scoperto", "bisogno_capitale", "scoperto_capitale", "capienza")
_COME_SONO = ("istat", "anni", "stato", "preset", "confidenza", "spiegazioni")


def come_dict(piano: Piano) -> dict[str, Any]:
    """Return what a document says of a plan."""
    ferme = [dict(zip(("codice", "nome", "perche"), una, strict=True)) for una in piano.indisponibili]
    return {
        **{nome: getattr(piano, nome) for nome in _COME_SONO},
        **{nome: _euro(getattr(piano, nome)) for nome in _IMPORTI},
        "pesi": dict(piano.pesi),
        "misure": [_misura(misura) for misura in piano.misure],
        "indicatori": [_mosso(mosso) for mosso in piano.indicatori],
        "indisponibili": ferme,
    }


def scala_come_dict(scala: Scala) -> dict[str, Any]:
    """Return what a document says of the ladder."""
    return {
        "scelto": scala.scelto.articolo if scala.scelto else None,
        "frase": scala.frase,
        "gradini": [
            vars(gradino)
            | {
                "condizioni": [
                    {"frase": condizione.frase, "esito": condizione.esito}
                    for condizione in gradino.condizioni
                ],
                "rata": None if gradino.rata is None else gradino.rata / 100,
                "possibile": gradino.possibile,
            }
            for gradino in scala.gradini
        ],
    }


def _misura(misura: Misura) -> dict[str, Any]:
    rifiuto = asdict(misura.rifiuto)
    for nome in ("scoperto", "scoperto_capitale"):
        rifiuto[nome] = _euro(rifiuto[nome])
    rifiuto["altrove"] /= 100
    for sostituta in rifiuto["sostitute"]:
        sostituta["chiede"] /= 100
    return asdict(misura) | {
        "effetti": _euro(misura.effetti),
        "lordo": _euro(misura.lordo),
        "rifiuto": rifiuto,
        "indicatori": [_mosso(mosso) for mosso in misura.indicatori],
    }


def _mosso(mosso: Mosso) -> dict[str, Any]:
    if mosso.unita != EURO:
        return asdict(mosso)
    return asdict(mosso) | {"prima": _euro(mosso.prima), "dopo": _euro(mosso.dopo)}


def _euro(cents: Sequence[float | None] | None) -> list[float | None] | None:
    return None if cents is None else [None if uno is None else uno / 100 for uno in cents]
