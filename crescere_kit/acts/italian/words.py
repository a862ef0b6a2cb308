"""The words of the Italian layer, read once from its data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from crescere_kit.errors import ErroreSpiegato


class ItalianoIncerto(ErroreSpiegato, ValueError):
    """Something cannot be written in Italian without being told more: it is asked, never guessed."""


@cache
def parole(nome: str) -> dict[str, Any]:
    """Return one of the data files of the layer."""
    scritto = files(__package__).joinpath(f"{nome}.toml").read_text(encoding="utf-8")
    return tomllib.loads(scritto)
