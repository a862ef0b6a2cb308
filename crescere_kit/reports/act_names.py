"""The acts of the catalogue by the name an office calls them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


def in_parole(codici: Iterable[str]) -> str:
    """Name some acts of the catalogue; a code that nobody named stays as it is."""
    return ", ".join(_nome(codice) for codice in codici)


@cache
def _nome(codice: str) -> str:
    """Read the name where the act is defined, without its model: a page that only names it need not wait."""
    testi = files("crescere_kit.acts").joinpath("catalogue", f"{codice}.toml")
    if not testi.is_file():
        return codice.replace("_", " ")
    return str(tomllib.loads(testi.read_text(encoding="utf-8"))["in_parole"])
