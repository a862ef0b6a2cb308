"""What can go wrong between a template and a document, each with its Italian sentence."""

from __future__ import annotations

from crescere_kit.errors import ErroreSpiegato


class ModelloNonValido(ErroreSpiegato, ValueError):
    """The template cannot be used: it is not a Word file, or what is written in it cannot be done."""


class CampoVuoto(ErroreSpiegato, ValueError):
    """A field that the document prints has no value; `campo` is what the template calls it."""

    def __init__(self, campo: str) -> None:
        self.campo = campo
        super().__init__(
            f"Il documento stampa «{campo}», che è vuoto. Compilarlo, o fare una bozza, che lascia la riga "
            "in bianco."
        )


class DatoNonStampabile(ErroreSpiegato, ValueError):
    """A datum holds what a Word document cannot: the message names the field."""


class RenderingInterrotto(ErroreSpiegato, RuntimeError):
    """The template asked for too much time or memory, and was stopped."""
