"""The tests, each over the whole panel at once: where a sign shows, and against which limit."""

from crescere_kit.criticalities.signs import collection, debt, general, personale, scadenze, servizi
from crescere_kit.criticalities.signs.general import Riscontro

__all__ = ["PROVE", "Riscontro"]

TEMI = (general, collection, debt, personale, scadenze, servizi)
PROVE = {nome: prova for tema in TEMI for nome, prova in tema.PROVE.items()}
