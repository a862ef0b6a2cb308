"""What goes wrong reaches the person as one Italian sentence; the detail goes to the log, under a code."""

from __future__ import annotations

import functools
import logging
import secrets
from collections.abc import Callable
from typing import Any

from crescere_kit.errors import ErroreSpiegato

_registro = logging.getLogger("crescere.app")


def in_parole(errore: Exception) -> str:
    """Return the sentence of an explained error; of any other, an apology with the code found in the log."""
    if isinstance(errore, ErroreSpiegato):
        return str(errore)
    codice = secrets.token_hex(3)
    _registro.error("errore %s", codice, exc_info=errore)
    return (
        "Questa parte non si è potuta mostrare per un errore del programma. Ricaricare la pagina; "
        f"se si ripete, avvisare l'assistenza indicando il codice {codice}."
    )


def sicuro(metodo: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a callback of an object that has `errore`: whatever fails is written there instead of raised."""

    @functools.wraps(metodo)
    def protetto(self: Any, *argomenti: Any, **nominati: Any) -> Any:
        try:
            return metodo(self, *argomenti, **nominati)
        except Exception as errore:  # nobody else stands between a callback and the person
            self.errore = in_parole(errore)
            return None

    return protetto
