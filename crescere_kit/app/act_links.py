"""The way from a page to the acts it names: an address where the page of the acts is served, else words."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NOME = re.compile(r'<span data-atto="([a-z_]+)"(?: data-da="([a-z]+)")?>([^<]*)</span>')


def porta(ambiente: Mapping[str, str]) -> str | None:
    """Return the address of the page of the acts of this comune; None where there is none.

    There is one beside a cruscotto that the hub serves: `CRESCERE_COMUNE` says whose, Voilà where.
    """
    base = ambiente.get("VOILA_BASE_URL", "")
    servito = servita(ambiente) and ambiente.get("CRESCERE_COMUNE")
    return f"{base}atti" if servito and re.fullmatch(r"/user/[\w.@%/-]+/", base) else None


def servita(ambiente: Mapping[str, str]) -> bool:
    """Say whether a page is looked at in a browser, where Voilà serves it, and not in a notebook."""
    return ambiente.get("SERVER_SOFTWARE", "").startswith("voila")


def collega(scritto: str, porta: str | None) -> str:
    """Turn the names of acts in a page into links to where they are prepared: empty is this very page."""
    if porta is None:
        return scritto

    def collegato(trovato: re.Match[str]) -> str:
        codice, da, nome = trovato.groups()
        return f'<a href="{porta}?atto={codice}{f"&amp;da={da}" if da else ""}">{nome}</a>'

    return _NOME.sub(collegato, scritto)
