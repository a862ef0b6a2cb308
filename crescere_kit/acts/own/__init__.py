"""The letterhead and the wording of a comune, around and inside its acts."""

from crescere_kit.acts.own.letterhead import vesti
from crescere_kit.acts.own.models import CARTA, Caricato, ModelliPropri

__all__ = ["CARTA", "Caricato", "ModelliPropri", "vesti"]
