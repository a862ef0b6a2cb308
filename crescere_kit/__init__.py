"""Crescere: the finance office of a comune. What is exported here is all that a notebook may import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crescere_kit.reports import Fascicolo, apri

__all__ = ["Fascicolo", "apri"]


def __getattr__(nome: str) -> Any:
    """Import the reports only when a notebook asks for them: commands and readers start without plotly."""
    if nome in __all__:
        from crescere_kit import reports

        return getattr(reports, nome)
    raise AttributeError(f"module {__name__!r} has no attribute {nome!r}")
