"""What the address of the page may ask: a comune and a year, only by known names and only if they exist."""

from __future__ import annotations

from collections.abc import Container
from urllib.parse import parse_qs

LUNGHEZZA_MASSIMA = 500


def richiesta(query: str, comuni: Container[str]) -> dict[str, str | int]:
    """Read `?comune=…&anno=…`; names and values that are not expected are ignored, never evaluated."""
    valori = _valori(query)
    trovati: dict[str, str | int] = {}
    comune, anno = valori.get("comune", [""])[0], valori.get("anno", [""])[0]
    if comune in comuni:
        trovati["comune"] = comune
    if len(anno) == 4 and anno.isascii() and anno.isdigit():
        trovati["anno"] = int(anno)
    return trovati


def richiesta_di_atto(query: str) -> str:
    """Read `?atto=…`; whoever uses it looks it up among the acts there are."""
    return _valori(query).get("atto", [""])[0]


def richiesta_dal_piano(query: str) -> bool:
    """Say whether `?da=piano` asks for an act with what the recovery plan says of it."""
    return _valori(query).get("da", [""])[0] == "piano"


def _valori(query: str) -> dict[str, list[str]]:
    return parse_qs(query) if len(query) <= LUNGHEZZA_MASSIMA else {}
