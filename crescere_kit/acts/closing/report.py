"""The relazione of the giunta: prose in which every number stands as [[its id]], and none is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from pydantic import Field

from crescere_kit.acts.types import Riga, Testo, TestoLungo
from crescere_kit.euro import cents, euro

_SEGNO = re.compile(r"\[\[\s*(\w+)\s*\]\]")
# An amount as people write it: with cents, with dots of thousands, or followed by the euro.
_SCRITTO = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d{2}\b|\b\d+ ?(?:€|euro\b)|(?:€|\beuro) ?\d+", re.I)


class Sezione(Riga):
    """A section of the relazione, as the office writes it."""

    titolo: Testo = Field(title="Titolo")
    testo: TestoLungo = Field(
        title="Testo", description="Gli importi si mettono con il loro nome, come [[disponibile]]."
    )


def con_i_numeri(testo: str, valori: Mapping[str, Decimal | None]) -> str:
    """Put each amount where its id stands; an id that is unknown stays, a value that is not known is n.c."""

    def scrivi(trovato: re.Match[str]) -> str:
        if trovato[1] not in valori:
            return trovato[0]
        valore = valori[trovato[1]]
        return "n.c." if valore is None else euro(cents(valore))

    return _SEGNO.sub(scrivi, testo)


def ignoti(testo: str, valori: Mapping[str, Decimal | None]) -> Iterator[str]:
    """Give the ids of a text that are not those of an amount."""
    return (uno for uno in _SEGNO.findall(testo) if uno not in valori)


def scritti_a_mano(testo: str) -> list[str]:
    """Return the amounts that somebody typed instead of placing them."""
    return _SCRITTO.findall(testo)
