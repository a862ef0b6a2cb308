"""A field of a row that takes one of a few words, each with the words it is printed with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field


def scelta(titolo: str, voci: Mapping[str, str], predefinita: Any = ..., aiuto: str = "") -> Any:
    """Declare a field whose value is one of the keys; the form shows their words."""
    extra = {"x-tipo": "scelta", "x-scelte": list(voci), "x-nomi": dict(voci)}
    return Field(
        predefinita,
        title=titolo,
        description=aiuto,
        pattern=f"^({'|'.join(voci)})$",
        json_schema_extra=extra,
    )
