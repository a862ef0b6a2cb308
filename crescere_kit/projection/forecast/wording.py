"""The measured error in words that promise no more than it says."""

from __future__ import annotations

import numpy as np

from crescere_kit.euro import numero

_DISTANZE = {1: "a un anno di distanza", 2: "a due anni di distanza"}


def quota(valore: float) -> str:
    """Write a share as percentage points, with the decimal only where it says something: «9 %», «0,4 %»."""
    punti = 100 * valore
    return f"{numero(punti, 0 if punti >= 1 or not punti else 1)} %"


def del_quota(valore: float) -> str:
    """Write a share with its preposition: «del 9 %», «dell'8 %», «dello 0,4 %»."""
    scritta = quota(valore)
    intero = scritta.split(" ")[0].split(",")[0]
    if intero == "0":
        return f"dello {scritta}"
    vocale = intero.startswith("8") or intero in ("1", "11")
    return f"dell'{scritta}" if vocale else f"del {scritta}"


def frase_errore(errore: float, passo: int, ultimo: float = float("nan")) -> str:
    """Say how wrong the projection was: the median, so half of the times less and half more.

    ultimo: the error of who says the last year again, to be put beside.
    """
    distanza = _DISTANZE[passo]
    if np.isnan(errore):
        return f"{distanza[0].upper()}{distanza[1:]} l'errore di questa proiezione non è mai stato misurato."
    frase = (
        f"Negli ultimi anni, {distanza}, questa proiezione ha sbagliato di solito {del_quota(errore)} "
        "(metà delle volte di meno, metà di più)"
    )
    return f"{frase}." if np.isnan(ultimo) else f"{frase}; ripetere l'ultimo anno, {del_quota(ultimo)}."
