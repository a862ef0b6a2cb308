"""Columns of the panel: a Series that computes on plain arrays."""

from crescere_kit.column.series import Colonna, colonna, come_colonna, costante, nuova, presi, valore_in

__all__ = ["Colonna", "colonna", "come_colonna", "costante", "nuova", "presi", "valore_in"]
