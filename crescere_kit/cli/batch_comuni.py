"""The comuni of a batch as they are written: all, a list, or the file where an office keeps its list."""

from __future__ import annotations

import re
from pathlib import Path

from crescere_kit.errors import ErroreSpiegato

_FILE = (".txt", ".csv")
_CAMPI = re.compile(r"[;,\t]")
_TESTATE = {"istat", "codice istat", "codice_istat", "cod_istat", "codice", "comune", "nome", "slug"}
_CIFRE = 6  # of an ISTAT code


class ElencoRifiutato(ErroreSpiegato, ValueError):
    """A list of comuni that cannot be read, or that names none."""


def scelti(scritto: str) -> list[str] | None:
    """Return the comuni as they are asked for; None for all those of the archive."""
    if scritto.strip().casefold() == "tutti":
        return None
    if Path(scritto.strip()).suffix.casefold() in _FILE:
        return _del_file(Path(scritto.strip()))
    nomi = [nome.strip() for nome in scritto.split(",") if nome.strip()]
    if not nomi:
        raise ElencoRifiutato("Dopo --comuni serve almeno un comune, oppure «tutti».")
    return nomi


def _del_file(file: Path) -> list[str]:
    """Read a comune per line, by code or name: the first field of the line, which may have others."""
    righe = [_CAMPI.split(riga)[0].strip(" \"'") for riga in _testo(file).splitlines()]
    nomi = [nome for nome in righe if nome and not nome.startswith("#")]
    if nomi and nomi[0].casefold() in _TESTATE:
        del nomi[0]
    if not nomi:
        raise ElencoRifiutato(
            f"L'elenco «{file}» non ha comuni: scriverne uno per riga, con il codice o il nome."
        )
    return [_con_lo_zero(nome) for nome in nomi]


def _testo(file: Path) -> str:
    try:
        byte = file.read_bytes()
    except OSError as errore:
        perche = "non c'è" if isinstance(errore, FileNotFoundError) else f"non si legge, {errore.strerror}"
        raise ElencoRifiutato(
            f"L'elenco dei comuni «{file}» {perche}: controllare il nome e la cartella."
        ) from errore
    try:
        return byte.decode("utf-8-sig")
    except UnicodeDecodeError:
        return byte.decode("cp1252", "replace")  # as Excel writes it in Italy


def _con_lo_zero(nome: str) -> str:
    """Give back to a code the zero that spreadsheets take away."""
    return nome.zfill(_CIFRE) if nome.isascii() and nome.isdigit() else nome
