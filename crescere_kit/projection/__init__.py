"""The accounts of the next two years, in the shape of a rendiconto and of a bilancio."""

from crescere_kit.projection.projection import Proiezione, ProiezioneImpossibile, proietta
from crescere_kit.projection.scenario import Forzatura, Ipotesi, Scenario, Variazione, predefiniti

__all__ = [
    "Forzatura",
    "Ipotesi",
    "Proiezione",
    "ProiezioneImpossibile",
    "Scenario",
    "Variazione",
    "predefiniti",
    "proietta",
]
