"""The files of an act: the Word document, the PDF, the copy for the albo, the package with all of them."""

from __future__ import annotations

from crescere_kit.acts.production import DOCX, Lavoro
from crescere_kit.acts.register import Pratica, Ufficio


def docx(ufficio: Ufficio, pratica: Pratica | None, lavoro: Lavoro) -> bytes:
    """Return the Word document: the frozen one of an adopted act, else the draft of what is on the desk."""
    if pratica is not None and pratica.numero is not None:
        return ufficio.documento(pratica.id, DOCX)
    return lavoro.bozza()


def modello_del_comune(ufficio: Ufficio, codice: str) -> bytes | None:
    """Return the comune's own template of an act; None when it uses that of Crescere."""
    return None
