"""Where the reports of a batch come from: which program and packages, who, on which machine."""

from __future__ import annotations

import getpass
import hashlib
import platform
import re
import socket
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from crescere_kit.batch.assets import modelli

_KIT = Path(__file__).parents[1]
_DEL_PROGRAMMA = {".py", ".toml", ".csv", ".j2", ".css", ".js"}


@cache
def impronta_programma() -> str:
    """Return the SHA-256 of kit and templates: a rule that changed makes another report."""
    somma = hashlib.sha256(version("crescere").encode())
    for radice in (_KIT, modelli()):
        for file in sorted(file for file in radice.rglob("*") if file.suffix in _DEL_PROGRAMMA):
            somma.update(str(file.relative_to(radice)).encode() + b"\0" + file.read_bytes())
    return somma.hexdigest()


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
