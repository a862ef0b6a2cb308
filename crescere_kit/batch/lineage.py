"""Where the reports of a batch come from: which packages, who, on which machine."""

from __future__ import annotations

import getpass
import platform
import re
import socket
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version


@cache
def pacchetti() -> dict[str, str]:
    """Return the versions of the packages that the kit declares."""
    nomi = {re.match(r"[\w.-]+", riga)[0] for riga in requires("crescere") or [] if "extra ==" not in riga}
    trovati = {}
    for nome in sorted(nomi):
        try:
            trovati[nome] = version(nome)
        except PackageNotFoundError:  # declared by a newer copy of the sources than the one installed
            trovati[nome] = "assente"
    return trovati


def macchina() -> dict[str, str]:
    """Return who runs the batch, and where."""
    try:
        utente = getpass.getuser()
    except (KeyError, OSError):  # a container may give a number that has no name
        utente = "sconosciuto"
    return {
        "utente": utente,
        "macchina": socket.gethostname(),
        "sistema": platform.platform(),
        "python": platform.python_version(),
    }
