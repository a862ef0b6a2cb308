"""The fields that the act declares and no part of the template prints."""

from __future__ import annotations

from collections.abc import Iterator

from crescere_kit.acts.lint.findings import Luogo, Rilievo
from crescere_kit.acts.lint.shapes import VERO_FALSO, Forma

Percorso = tuple[str, ...]
_FILE = Luogo("file", "Nel modello")


def mai_stampati(atto: Forma, stampati: set[Percorso], confrontati: set[Percorso]) -> Iterator[Rilievo]:
    """Return one warning for each field of the act that is never printed, not even a part of it.

    A yes-or-no is used when it decides something, so it counts as printed.
    """
    detti = {percorso[0] for percorso in stampati if percorso}
    decisi = {percorso[0] for percorso in confrontati if percorso}
    for nome, campo in atto.campi.items():
        usato = nome in detti or (campo.tipo == VERO_FALSO and nome in decisi)
        if campo.si_stampa and not usato:
            yield _FILE.avviso(
                "L13", f"il campo «{nome}» è previsto dall'atto e il modello non lo stampa mai."
            )
