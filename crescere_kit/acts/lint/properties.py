"""The tags in the properties of a document: its title, its subject, its author."""

from __future__ import annotations

from crescere_kit.acts.lint.parts import Parte
from crescere_kit.acts.lint.tags import SEGNAPOSTO, Segnaposto, leggi


def di_proprieta(parte: Parte) -> list[Segnaposto]:
    """Return the tags of the properties; each is a text by itself, so the place is the whole part."""
    return [
        leggi(trovato[0], parte.altrove)
        for nodo in parte.radice.iter()
        if isinstance(nodo.tag, str)
        for trovato in SEGNAPOSTO.finditer(nodo.text or "")
    ]
