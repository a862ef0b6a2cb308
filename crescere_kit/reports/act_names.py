"""The acts of the catalogue by the name an office calls them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files


def in_parole(codici: Iterable[str]) -> str:
    """Name some acts of the catalogue; a code that nobody named stays as it is."""
    return ", ".join(_nome(codice) for codice in codici)


def segnati(codici: Iterable[str], da: str = "", *, iniziale: bool = False) -> str:
    """Name some acts as HTML that a page with a door to the acts can turn into links; elsewhere it is words.

    da says what they are asked by, so that the page of the acts can start from it; iniziale, that the
    name begins a line.
    """
    segno = f' data-da="{escape(da)}"' if da else ""
    return ", ".join(
        f'<span data-atto="{escape(uno)}"{segno}>{escape(_maiuscola(uno) if iniziale else _nome(uno))}</span>'
        for uno in codici
    )


def _maiuscola(codice: str) -> str:
    nome = _nome(codice)
    return nome[:1].upper() + nome[1:]


@cache
def _nome(codice: str) -> str:
    """Read the name where the act is defined, without its model: a page that only names it need not wait."""
    testi = files("crescere_kit.acts").joinpath("catalogue", f"{codice}.toml")
    if not testi.is_file():
        return codice.replace("_", " ")
    return str(tomllib.loads(testi.read_text(encoding="utf-8"))["in_parole"])
