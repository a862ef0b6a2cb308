"""The ente's own form: a workbook written with what is known, filled in by the office, read cell by cell.

It holds what no open file does (`accounts.voci.manuali()`) and the bilancio as last changed (`assestato`).
"""

from crescere_kit.sources.manuale.layout import Anni
from crescere_kit.sources.manuale.marker import e_un_modulo
from crescere_kit.sources.manuale.reading import leggi
from crescere_kit.sources.manuale.writing import scrivi

__all__ = ["Anni", "e_un_modulo", "leggi", "scrivi"]
