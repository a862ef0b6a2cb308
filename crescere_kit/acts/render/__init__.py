"""From a Word template and the data of an act to the finished document: strictly, or with an explanation."""

from crescere_kit.acts.render.compile import Modello, compila
from crescere_kit.acts.render.faults import (
    CampoVuoto,
    DatoNonStampabile,
    ModelloNonValido,
    RenderingInterrotto,
)
from crescere_kit.acts.render.limits import rendi_sorvegliato

__all__ = [
    "CampoVuoto",
    "DatoNonStampabile",
    "Modello",
    "ModelloNonValido",
    "RenderingInterrotto",
    "compila",
    "rendi_sorvegliato",
]
