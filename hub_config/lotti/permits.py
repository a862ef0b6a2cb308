"""Who may see the planned reports of a comune, and who may plan them, as the hub's groups say."""

from __future__ import annotations

from collections.abc import Collection, Iterable

VEDONO = ("lettori", "autori", "esperti", "osservatori")
SCRIVONO = ("autori", "esperti")
SERVIZIO = "programmate"  # its name in the hub, and in the address of its pages
ACCESSO = f"access:services!service={SERVIZIO}"


def vede(gruppi: Collection[str], slug: str) -> bool:
    return any(f"{gruppo}:{slug}" in gruppi for gruppo in VEDONO)


def scrive(gruppi: Collection[str], slug: str) -> bool:
    return any(f"{gruppo}:{slug}" in gruppi for gruppo in SCRIVONO)


def ruolo(slugs: Iterable[str]) -> dict:
    """The one role of the service: whoever has something to do with a comune may knock at its door."""
    gruppi = [f"{gruppo}:{slug}" for slug in slugs for gruppo in VEDONO]
    return {
        "name": SERVIZIO,
        "description": "Guarda le relazioni programmate dei propri comuni",
        "scopes": [ACCESSO],
        "groups": gruppi,
    }
