"""An act that rests on another of the same register: it is read as it was adopted."""

from __future__ import annotations

from crescere_kit.acts.facts import Fatti, Importato
from crescere_kit.acts.register.refusals import RegistroRifiuta


def importato(fatti: Fatti, pratica: str | None, codice: str = "") -> Importato | None:
    """Return an adopted act of the register; None for a practice that it has not, that nobody adopted, or
    that is of another kind (codice "" takes any).
    """
    if not pratica or fatti.importa is None:
        return None
    try:
        preso = fatti.importa(pratica)
    except RegistroRifiuta:
        return None
    return preso if codice in ("", preso.codice) else None
