"""The rendiconto as a comune downloads it from BDAP: «Rend. 2024.xlsx», a sheet for each prospect.

Three prospects are read: the equilibri, the risultato di amministrazione (allegato a) and the totals by
titolo of the quadro generale riassuntivo. Rows are found by their label, in any sheet and cell: cells move
from one year to the next. No workbook of a comune was seen: the labels are those of the schemes of D.Lgs.
118/2011, all marked «dedotto» in `mappe/workbook_righe.csv`. A label that is written otherwise is refused
with the nearest known one, and is added as a row of that map.
"""

from crescere_kit.sources.workbook.prospects import riconosce
from crescere_kit.sources.workbook.table import leggi

__all__ = ["leggi", "riconosce"]
