"""Tracked changes inside a tag: docxtpl loses the text that follows them, silently."""

from __future__ import annotations

from collections.abc import Iterator

from crescere_kit.acts.lint.findings import Luogo, Rilievo
from crescere_kit.acts.lint.paragraphs import Paragrafo
from crescere_kit.acts.lint.tags import Segnaposto


def tracciati(paragrafo: Paragrafo, tags: list[Segnaposto], luogo: Luogo) -> Iterator[Rilievo]:
    """Find the tags touched by a revision."""
    rivisti = [tratto for tratto in paragrafo.tratti if tratto.rivisto]
    if not rivisti:
        return
    for tag in tags:
        if any(t.inizio < tag.fine and max(t.fine, t.inizio + 1) > tag.inizio for t in rivisti):
            frase = (
                f"«{tag.scritto}» contiene modifiche tracciate: in Word accettarle o rifiutarle, poi salvare."
            )
            yield luogo.errore("L01", frase)
