"""What a browser may say on the websocket of a kernel, and what it may hear.

The libraries below loop as many times as a number written in the first bytes of a binary message, in both
directions. A single frame with a great number there stops the server for everybody, so it is checked first.
"""

import json
from itertools import pairwise

PARTI_MASSIME = 1024
BERSAGLIO_DEI_WIDGET = "jupyter.widget.control"


def v1_valida(cornice: bytes) -> bool:
    """Whether a v1 binary message has an offset table that fits inside it."""
    quanti = int.from_bytes(cornice[:8], "little")
    return 5 <= quanti <= PARTI_MASSIME and 8 * (quanti + 1) <= len(cornice)


def antica_valida(cornice: bytes) -> bool:
    """The same for the protocol before v1, whose table has four bytes a number."""
    quanti = int.from_bytes(cornice[:4], "big")
    return 1 <= quanti <= PARTI_MASSIME and 4 * (quanti + 1) <= len(cornice)


def in_arrivo(cornice: str | bytes, v1: bool) -> dict | None:
    """Read header and content of a browser's message, or None when it is not a message."""
    try:
        return _v1(cornice) if v1 else _antica(cornice)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None


def _v1(cornice: str | bytes) -> dict | None:
    if not isinstance(cornice, bytes) or not v1_valida(cornice):
        return None
    quanti = int.from_bytes(cornice[:8], "little")
    confini = [int.from_bytes(cornice[8 * i : 8 * (i + 1)], "little") for i in range(1, quanti + 1)]
    parti = [cornice[da:a] for da, a in pairwise(confini[1:])]
    return {"header": json.loads(parti[0]), "content": json.loads(parti[3])}


def _antica(cornice: str | bytes) -> dict | None:
    if isinstance(cornice, bytes):
        if not antica_valida(cornice):
            return None
        quanti = int.from_bytes(cornice[:4], "big")
        confini = [int.from_bytes(cornice[4 * i : 4 * (i + 1)], "big") for i in range(1, quanti + 1)]
        testo = cornice[confini[0] : confini[1] if quanti > 1 else None]
    else:
        testo = cornice
    messaggio = json.loads(testo)
    return {"header": messaggio["header"], "content": messaggio["content"]}


def ammesso(messaggio: dict, tipi: list[str]) -> bool:
    """Whether a reader's browser may send this: never code, and only the page's own controls."""
    tipo = messaggio["header"].get("msg_type") if isinstance(messaggio["header"], dict) else None
    if tipo == "comm_open":
        return messaggio["content"].get("target_name") == BERSAGLIO_DEI_WIDGET
    return tipo in tipi


def contiene_sorgente(cornice: str | bytes, v1: bool) -> bool:
    """Whether a message on its way to the browser repeats the code of a cell."""
    if v1 and not v1_valida(cornice):
        return True  # not a message: better lost than looped upon
    if not v1 and isinstance(cornice, bytes):
        return False  # before v1 only messages with buffers are binary, and code has none
    messaggio = in_arrivo(cornice, v1)
    return bool(messaggio) and messaggio["header"].get("msg_type") == "execute_input"
