"""Render a template that is not ours in a process of its own, with little time and little memory."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from crescere_kit.acts.render.faults import (
    CampoVuoto,
    DatoNonStampabile,
    ModelloNonValido,
    RenderingInterrotto,
)
from crescere_kit.errors import ErroreSpiegato

_NOTI: dict[str, type[ErroreSpiegato]] = {
    uno.__name__: uno for uno in (DatoNonStampabile, ModelloNonValido, RenderingInterrotto)
}


def rendi_sorvegliato(
    docx: bytes,
    contesto: Mapping[str, Any],
    *,
    bozza: bool = False,
    secondi: float = 10,
    megabyte: int = 1024,
    proprieta: Mapping[str, Any] | None = None,
) -> bytes:
    """Return the document; raise RenderingInterrotto when the template asks for too much."""
    # the data go to the child as pickle, ours to ours; what comes back is read as plain bytes
    richiesta = pickle.dumps((docx, dict(contesto), bozza, dict(proprieta or {})))
    try:
        fatto = subprocess.run(
            [sys.executable, "-m", f"{__package__}.worker", str(max(1, round(secondi))), str(megabyte)],
            input=richiesta,
            capture_output=True,
            timeout=secondi,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RenderingInterrotto(
            f"Il modello non ha finito in {secondi:g} secondi ed è stato fermato: controllare i cicli."
        ) from None
    testa, _, corpo = fatto.stdout.partition(b"\n")
    if fatto.returncode or not testa:
        raise RenderingInterrotto(
            f"Il modello chiede più di {megabyte} MB di memoria o troppo tempo, ed è stato fermato: "
            "controllare i cicli e la lunghezza dei testi."
        )
    return _letto(json.loads(testa), corpo)


def _letto(esito: dict[str, str], corpo: bytes) -> bytes:
    if esito["esito"] == "fatto":
        return corpo
    if esito["esito"] == CampoVuoto.__name__:
        raise CampoVuoto(esito["campo"])
    raise _NOTI.get(esito["esito"], ModelloNonValido)(esito["messaggio"])
