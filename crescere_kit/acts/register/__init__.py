"""The register of the acts of a comune: what happened, in order, for good."""

from crescere_kit.acts.register.events import Evento
from crescere_kit.acts.register.intake import Controllo
from crescere_kit.acts.register.office import Ufficio
from crescere_kit.acts.register.practice import Documento, Numero, Pratica, Scadenza
from crescere_kit.acts.register.reading import Collegamento, Importato
from crescere_kit.acts.register.refusals import (
    CambiatoNelFrattempo,
    ControlliNonSuperati,
    DiscoPieno,
    PraticaAssente,
    RegistroGuasto,
    RegistroOccupato,
    RegistroRifiuta,
)
from crescere_kit.acts.register.steps import STATI
from crescere_kit.acts.register.verification import Difetto

__all__ = [
    "STATI",
    "CambiatoNelFrattempo",
    "Collegamento",
    "ControlliNonSuperati",
    "Controllo",
    "Difetto",
    "DiscoPieno",
    "Documento",
    "Evento",
    "Importato",
    "Numero",
    "Pratica",
    "PraticaAssente",
    "RegistroGuasto",
    "RegistroOccupato",
    "RegistroRifiuta",
    "Scadenza",
    "Ufficio",
]
