"""Crescere: the finance office of a comune. What is exported here is all that a notebook may import."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crescere_kit.app import cruscotto
    from crescere_kit.app.acts import atti
    from crescere_kit.reports import Fascicolo, apri
    from crescere_kit.reports.region import regione

_DOVE = {
    "Fascicolo": "reports",
    "apri": "reports",
    "atti": "app.acts",
    "cruscotto": "app",
    "regione": "reports.region",
}
__all__ = ["Fascicolo", "apri", "atti", "cruscotto", "regione"]


def __getattr__(nome: str) -> Any:
    """Import a part only when a notebook asks for it: commands and readers start without plotly."""
    if nome not in _DOVE:
        raise AttributeError(f"module {__name__!r} has no attribute {nome!r}")
    return getattr(import_module(f"{__name__}.{_DOVE[nome]}"), nome)
